import { type Frame, Problem, type RowCounts } from "../../contracts/index.ts";
import { columnOf, sliceRows } from "../../data/index.ts";
import { readValues, splitRows } from "../../prepare/index.ts";
import { ENOUGH_ROWS, foldCutoffs } from "../folds.ts";
import type { FitSettings } from "../options.ts";

/** One series of a panel, cut to the rows between its first and last known target. */
export interface Member {
  /** As it was given, with the rows ahead that may hold what is known in advance. */
  readonly whole: Frame;
  readonly frame: Frame;
  /** Parts by time; a series that is too short for all three has training rows alone. */
  readonly rows: RowCounts;
}

/** A part of a series' past to learn from: the rows before `cutoff`, and the `ahead` rows behind it to be measured on. */
export interface Cut {
  readonly frame: Frame;
  readonly cutoff: number;
  readonly ahead: number;
}

/** The rows from the first to the last known target; null where none is known, or but one row is left. */
export function knownRows(frame: Frame, target: string): Frame | null {
  const values = readValues(columnOf(frame, target));
  const first = values.findIndex((value) => !Number.isNaN(value));
  const end = values.findLastIndex((value) => !Number.isNaN(value)) + 1;
  if (first < 0 || end - first < 2) return null;
  return first === 0 && end === frame.time.length ? frame : sliceRows(frame, first, end);
}

/**
 * Parts of a series with so many rows: one horizon each to validate and to test unless the settings say otherwise. Null where
 * they leave no training window of that look-back, or cannot hold a horizon.
 */
export function partsOf(
  length: number,
  { split }: Pick<FitSettings, "split">,
  lookback: number,
  horizon: number,
): RowCounts | null {
  const { train, validation, test } = split;
  const asked = train === undefined ? { validation: validation ?? horizon, test: test ?? horizon } : split;
  let rows: RowCounts;
  try {
    rows = splitRows(length, asked);
  } catch (error) {
    if (error instanceof Problem) return null;
    throw error;
  }
  return rows.train >= lookback + horizon && rows.validation >= horizon && rows.test >= horizon ? rows : null;
}

/** True where every one of these columns has a reading before that row: then a preparation has something to learn from. */
export function hasPast(frame: Frame, names: readonly string[], cutoff: number): boolean {
  return names.every((name) => {
    const { values, filled } = columnOf(frame, name);
    for (let row = 0; row < cutoff; row++) if (!Number.isNaN(values[row]!) && filled?.[row] !== 2) return true;
    return false;
  });
}

/**
 * Where training ends in each fold: as `foldCutoffs` has it for one series, with the validation rows of all series counted
 * together. A series enters an earlier fold where that leaves it a past to learn from.
 */
export function foldsOf(members: readonly Member[], names: readonly string[]): Cut[][] {
  const validated = members.reduce((sum, { rows }) => sum + rows.validation, 0);
  const folds: Cut[][] = [];
  for (let fold = 0; fold === 0 || fold * validated <= ENOUGH_ROWS; fold++) {
    const cuts = members.flatMap(({ frame, rows }): Cut[] => {
      // A series without a validation part takes part in the first fold alone, with all its rows.
      if (rows.validation === 0) return fold === 0 ? [{ frame, cutoff: rows.train, ahead: 0 }] : [];
      const cutoff = foldCutoffs(rows)[fold];
      if (cutoff === undefined || !hasPast(frame, names, cutoff)) return [];
      return [{ frame: sliceRows(frame, 0, cutoff + rows.validation), cutoff, ahead: rows.validation }];
    });
    if (cuts.length === 0) break;
    folds.push(cuts);
  }
  return folds;
}
