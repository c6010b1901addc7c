import type { CellFailure, CellRun, RateTrial } from "./outcome.ts";

/** How far a cell has come. */
export interface CellProgress {
  readonly cell: string;
  /** Empty, and 0, before it was sized, or where it cannot be. */
  readonly units: readonly number[];
  readonly parameters: number;
  readonly trials: readonly RateTrial[];
  readonly runs: readonly CellRun[];
  /** Mean squared error of each test window, summed over the runs. `[W]` */
  readonly losses: readonly number[];
  readonly failure: CellFailure | null;
}

/** A cell before anything was done with it. */
export function freshCell(cell: string): CellProgress {
  return { cell, units: [], parameters: 0, trials: [], runs: [], losses: [], failure: null };
}
