import type { Words } from "../words/catalogue.ts";
import type { ProgressLine } from "./progress-line.ts";

/** Milliseconds that a file may take before anybody is told. */
const PATIENCE = 1000;

/**
 * Tells how far a file is read, for files that take longer than a second: bytes of all its bytes (`total` is undefined for
 * a pipe, which tells no size), and rows.
 */
export function readProgress(
  line: ProgressLine,
  file: string,
  total: number | undefined,
  words: Words,
  now: () => number = performance.now.bind(performance),
): (reached: { readonly bytes: number; readonly rows: number }) => void {
  const began = now();
  const all = total === undefined ? undefined : megabytes(total);
  return ({ bytes, rows }) => {
    if (now() - began >= PATIENCE) line.update(words.reading({ file, done: megabytes(bytes), total: all, rows }));
  };
}

/** Megabytes, 10⁶ bytes each. */
function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}
