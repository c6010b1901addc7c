import type { CellFailure, CellRun, RateTrial } from "./outcome.ts";

/** How far a cell has come. */
export interface CellProgress {
  readonly cell: string;
  /** Empty, and 0, before it was sized, or where it cannot be. */
  readonly units: readonly number[];
  readonly parameters: number;
  readonly trials: readonly RateTrial[];
  readonly runs: readonly CellRun[];
  /** Losses at each origin of the test part, summed over the runs. `[W]` */
  readonly losses: readonly number[];
  /** Of several series, the MASE of each, summed over the runs; NaN where it has none. */
  readonly perSeries: readonly number[];
  readonly failure: CellFailure | null;
}

/** A cell before anything was done with it. */
export function freshCell(cell: string): CellProgress {
  return { cell, units: [], parameters: 0, trials: [], runs: [], losses: [], perSeries: [], failure: null };
}
