import type { FitEvent } from "@gatecast/forecast";
import type { Words } from "../words/catalogue.ts";

/** Where progress is shown. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** A progress line. */
export interface Progress {
  epoch(event: Extract<FitEvent, { kind: "epoch" }>): void;
  /** A line of its own, above the progress line. */
  line(text: string): void;
  /** Ends the progress line. */
  end(): void;
}

/** Milliseconds between two drawings of a terminal's line, and between two lines of a log. */
const TERMINAL = 100;
const LOG = 5000;

/** One line that updates itself in a terminal; a line now and then elsewhere. */
export function showProgress(
  stream: ProgressStream,
  words: Words,
  now: () => number = performance.now.bind(performance),
): Progress {
  const isTerminal = stream.isTTY === true;
  let shownAt = Number.NEGATIVE_INFINITY;
  let phase = "";
  let last = "";
  let isShown = true;
  const show = (): void => {
    stream.write(isTerminal ? `\r\u001b[K${cut(last, stream.columns)}` : `${last}\n`);
    shownAt = now();
    isShown = true;
  };
  return {
    epoch(event) {
      // A refit that keeps the start has nothing to show.
      if (event.epochs === 0) return;
      // The last epoch of a phase is always told.
      if (event.phase !== phase && !isShown) show();
      last = describe(event, words);
      isShown = false;
      if (event.phase !== phase || now() - shownAt >= (isTerminal ? TERMINAL : LOG)) show();
      phase = event.phase;
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
export const noProgress: Progress = { epoch() {}, line() {}, end() {} };

function describe({ phase, record, epochs }: Extract<FitEvent, { kind: "epoch" }>, words: Words): string {
  const loss = (value: number): string => (Number.isNaN(value) ? "" : value.toPrecision(4));
  return words.epoch({
    phase,
    epoch: record.epoch,
    epochs,
    trainLoss: loss(record.trainLoss),
    validationLoss: loss(record.validationLoss),
    seconds: record.seconds.toFixed(1),
  });
}

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
