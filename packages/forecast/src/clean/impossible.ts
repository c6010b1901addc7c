import type { Note } from "../contracts/index.ts";

/**
 * Why a step could not be applied: `no_reading` in the past of this column and series, `text` where numbers are needed,
 * `no_spread` where the past does not vary enough to tell what is unusual, `no_time` in the table, `no_step` that at
 * least half of the rows keep.
 */
export type Reason = "no_reading" | "text" | "no_spread" | "no_time" | "no_step";

/** A column (and series) that a step could not be applied to; empty where it is not a matter of one column or series. */
export interface Impossible {
  readonly column: string;
  readonly series: string;
  readonly reason: Reason;
}

/** Notes on what a step could not do, one for each column and series: whoever reads them is told of every station. */
export function impossibleNotes(step: string, cases: readonly Impossible[]): Note[] {
  return cases.map((found) => ({ code: "clean_impossible", facts: { step, ...found } }));
}
