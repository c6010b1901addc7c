/** Multiplications that the exchanges of inputs may take: some twenty seconds. */
const MOST = 2e11;
/** Windows that inputs are exchanged between, at most, and where that takes too long; draws of each, alike. */
const WINDOWS = { most: 500, least: 50 };
const DRAWS = { usual: 5, least: 2 };

/** Between how many windows inputs are exchanged, and how often. */
export interface Effort {
  readonly windows: number;
  readonly repeats: number;
}

/** The effort for so many inputs: less where windows are costly or inputs many, in windows first. `asked` draws are made as asked. */
export function effortFor(work: number, inputs: number, asked: number | undefined): Effort {
  const within = (rest: number, { least, most }: { readonly least: number; readonly most: number }): number =>
    Math.max(least, Math.min(most, Math.floor(MOST / (work * inputs * rest))));
  const windows = within(asked ?? DRAWS.usual, WINDOWS);
  return { windows, repeats: asked ?? within(windows, { least: DRAWS.least, most: DRAWS.usual }) };
}

/** All windows and draws that there are without a bound. */
export const isFull = ({ windows, repeats }: Effort, asked: number | undefined): boolean =>
  windows === WINDOWS.most && repeats === (asked ?? DRAWS.usual);
