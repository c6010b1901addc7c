/** Where progress is shown. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** One line that updates itself in a terminal; a line now and then elsewhere. */
export interface ProgressLine {
  /** What is now the case; `fresh` begins something new: what came last is told first, and this at once. */
  update(text: string, fresh?: boolean): void;
  /** A line of its own, above the progress line. */
  line(text: string): void;
  /** Ends the progress line, with what came last. */
  end(): void;
}

/** Milliseconds between two drawings of a terminal's line, and between two lines of a log. */
const TERMINAL = 100;
const LOG = 5000;

/** A line on a stream; `now` tells milliseconds. */
export function progressLine(
  stream: ProgressStream,
  now: () => number = performance.now.bind(performance),
): ProgressLine {
  const isTerminal = stream.isTTY === true;
  let shownAt = Number.NEGATIVE_INFINITY;
  let last = "";
  let isShown = true;
  const show = (): void => {
    stream.write(isTerminal ? `\r\u001b[K${cut(last, stream.columns)}` : `${last}\n`);
    shownAt = now();
    isShown = true;
  };
  return {
    update(text, fresh = false) {
      if (fresh && !isShown) show();
      last = text;
      isShown = false;
      if (fresh || now() - shownAt >= (isTerminal ? TERMINAL : LOG)) show();
    },
    line(text) {
      stream.write(isTerminal && last !== "" ? `\r\u001b[K${text}\n${cut(last, stream.columns)}` : `${text}\n`);
    },
    end() {
      if (!isShown) show();
      if (isTerminal && last !== "") stream.write("\n");
      last = "";
    },
  };
}

/** Says nothing: `--quiet`. */
export const noProgressLine: ProgressLine = { update() {}, line() {}, end() {} };

/** A line that wraps cannot be drawn over. Chinese takes two columns a character. */
function cut(text: string, columns: number | undefined): string {
  // Some terminals say that they have no columns.
  const room = columns || 80;
  let width = 0;
  let end = 0;
  for (const character of text) {
    width += character.charCodeAt(0) >= 0x2e80 ? 2 : 1;
    if (width >= room) break;
    end += character.length;
  }
  return text.slice(0, end);
}
