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

const NAMED = 10;

/** Notes on what a step could not do: each of the first ten by name, then how many more. */
export function impossibleNotes(step: string, cases: readonly Impossible[]): Note[] {
  const notes: Note[] = cases.slice(0, NAMED).map((found) => ({ code: "clean_impossible", facts: { step, ...found } }));
  const more = cases.length - NAMED;
  return more > 0 ? [...notes, { code: "clean_impossible_more", facts: { step, count: more } }] : notes;
}
