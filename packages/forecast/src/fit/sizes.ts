import { type Frame, type Note, Problem, type RowCounts } from "../contracts/index.ts";
import { columnOf } from "../data/index.ts";
import { findSeason } from "../diagnose/index.ts";
import { splitRows } from "../prepare/index.ts";
import type { FitSettings } from "./options.ts";

/** How long everything is, in rows. */
export interface Sizes {
  readonly rows: RowCounts;
  readonly season: number;
  readonly horizon: number;
  /** Look-backs to choose from: one where it was asked for. */
  readonly lookbacks: readonly number[];
  readonly notes: readonly Note[];
}

/** Rows ahead where neither an option nor a season says otherwise. */
const HORIZON = 12;

/**
 * Splits the rows and settles season, horizon and look-backs: one season ahead, two or three seasons back where a season is
 * found in the training part; without one, `HORIZON` ahead and two or three times that back.
 * @throws Problem `too_few_rows` (data) where training, validation or test cannot hold one window.
 */
export function settleSizes(frame: Frame, settings: FitSettings): Sizes {
  const length = frame.time.length;
  const first = splitRows(length, settings.split);
  const { period, strength } = findSeason(columnOf(frame, settings.target).values.slice(0, first.train), frame.time);
  const notes: Note[] = [
    period > 1 ? { code: "season_found", facts: { period, strength } } : { code: "season_not_found", facts: {} },
  ];
  const natural = period > 1 ? period : HORIZON;
  const horizon = settings.horizon ?? Math.max(1, Math.min(natural, Math.floor(length / 10)));
  if (settings.horizon === undefined) notes.push({ code: "horizon_chosen", facts: { horizon } });
  const rows = roomFor(horizon, length, settings, first);
  const lookbacks = settings.lookback === undefined ? naturalLookbacks(natural, horizon, rows) : [settings.lookback];
  const needed = Math.min(...lookbacks) + horizon;
  if (needed > rows.train || horizon > rows.validation || horizon > rows.test) {
    throw tooFew(length, rows, Math.min(...lookbacks), horizon);
  }
  return { rows, season: period, horizon, lookbacks, notes };
}

/** Parts that nobody asked for grow until they hold one window. */
function roomFor(horizon: number, length: number, { split }: FitSettings, first: RowCounts): RowCounts {
  const validation = split.validation ?? Math.max(first.validation, horizon);
  const test = split.test ?? Math.max(first.test, horizon);
  if (first.validation >= horizon && first.test >= horizon) return first;
  const grown = { validation, test, ...(split.train === undefined ? {} : { train: split.train }) };
  const fits = (split.validation ?? validation) + (split.test ?? test) < length;
  return fits && split.train === undefined ? splitRows(length, grown) : first;
}

function naturalLookbacks(natural: number, horizon: number, rows: RowCounts): number[] {
  const longest = Math.floor(rows.train / 2) - horizon;
  const fitting = [2 * natural, 3 * natural].filter((lookback) => lookback <= longest);
  return fitting.length > 0 ? fitting : [Math.max(1, Math.min(natural, longest))];
}

function tooFew(length: number, rows: RowCounts, lookback: number, horizon: number): Problem {
  return new Problem(
    "data",
    "too_few_rows",
    `${length} rows are too few for a look-back of ${lookback} and a horizon of ${horizon}.`,
    {
      found: `${length} rows: ${rows.train} to train, ${rows.validation} to validate, ${rows.test} to test`,
      needed: `at least ${lookback + horizon} rows to train (look-back + horizon) and ${horizon} each to validate and to test`,
      hint: "Bring a longer series, or use a smaller --lookback or --horizon.",
    },
  );
}
