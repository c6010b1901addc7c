import { type Frame, type Note, Problem, type RowCounts, type TimeAxis } from "../contracts/index.ts";
import { columnOf } from "../data/index.ts";
import { findSeason } from "../diagnose/index.ts";
import { readValues, splitRows } from "../prepare/index.ts";
import type { FitSettings } from "./options.ts";

/** How long everything is, in rows. */
export interface Sizes {
  readonly rows: RowCounts;
  /** The season that stands out in the training part; 1 where none does. */
  readonly found: number;
  /** The season of seasonal naive and MASE: the one found, or the usual one of the step. */
  readonly season: number;
  readonly horizon: number;
  /** Look-backs to choose from: one where it was asked for. */
  readonly lookbacks: readonly number[];
  readonly notes: readonly Note[];
}

/** Rows ahead where neither an option nor a season says otherwise. */
export const HORIZON = 12;

/**
 * Splits the rows and settles season, horizon and look-backs: one season ahead, two or three seasons back where a season is
 * found in the training part; without one, `HORIZON` ahead and two or three times that back.
 * @throws Problem `too_few_rows` (data) where training, validation or test cannot hold one window.
 */
export function settleSizes(frame: Frame, settings: FitSettings): Sizes {
  const length = frame.time.length;
  const first = splitRows(length, settings.split);
  const target = readValues(columnOf(frame, settings.target));
  const { season } = settings;
  const found = (train: number): { period: number; strength: number } =>
    season === undefined ? findSeason(target.subarray(0, train), frame.time) : { period: season, strength: 1 };
  const early = found(first.train);
  const natural = early.period > 1 ? early.period : HORIZON;
  const horizon = settings.horizon ?? Math.max(1, Math.min(natural, Math.floor(length / 10)));
  const rows = roomFor(horizon, length, settings, first);
  // Once more where the training part shrank to make room: what lies behind it has no say.
  const { period, strength } = rows.train === first.train ? early : found(rows.train);
  const notes: Note[] = [];
  if (season === undefined) {
    notes.push(
      period > 1 ? { code: "season_found", facts: { period, strength } } : { code: "season_not_found", facts: {} },
    );
  }
  if (settings.horizon === undefined) notes.push({ code: "horizon_chosen", facts: { horizon } });
  const { lookbacks, notes: tooShort } = withinReach(
    settings.lookback === undefined ? naturalLookbacks(natural, horizon, rows, settings) : [settings.lookback].flat(),
    settings,
  );
  notes.push(...tooShort);
  const needed = Math.min(...lookbacks) + horizon;
  if (needed > rows.train || horizon > rows.validation || horizon > rows.test) {
    throw tooFewRows(length, rows, Math.min(...lookbacks), horizon);
  }
  checkInputs(Math.max(...lookbacks), horizon, settings);
  return {
    rows,
    found: period,
    season: period > 1 || season !== undefined ? period : usualSeason(frame.time, rows.train),
    horizon,
    lookbacks,
    notes,
  };
}

/**
 * The look-backs in which every dilation has a step to go back to, and a note of those that were asked for and are left out. A
 * dilation that has one in none of them counts for nothing: `checkNetworkSpec` refuses it.
 */
export function withinReach(
  lookbacks: readonly number[],
  { dilations, lookback: asked, window_as }: Pick<FitSettings, "dilations" | "lookback" | "window_as">,
): { readonly lookbacks: readonly number[]; readonly notes: readonly Note[] } {
  const longest = Math.max(...lookbacks);
  const dilation = Math.max(1, ...dilations.filter((one) => one < longest));
  const [near, far] = [true, false].map((isNear) =>
    lookbacks.filter((lookback) => (dilation === 1 || lookback > dilation) === isNear),
  ) as [number[], number[]];
  if (window_as === "features" || near.length === 0 || far.length === 0) return { lookbacks, notes: [] };
  const facts = { lookbacks: far.join(", "), dilation };
  return { lookbacks: near, notes: asked === undefined ? [] : [{ code: "lookbacks_within_dilation", facts }] };
}

/** The season that the field uses for a step where none stands out: 24 for hours, 12 for months …; 1 where none fits. */
export function usualSeason(time: TimeAxis, train: number): number {
  if (time.kind === "count") return 1;
  const { unit, count } = time.step;
  const day = { second: 86_400, minute: 1440, hour: 24, day: 0, week: 0, month: 0, quarter: 0, year: 0 }[unit] / count;
  const usual =
    day > 0 ? day : count > 1 ? 1 : ({ day: 7, week: 52, month: 12, quarter: 4 } as Record<string, number>)[unit];
  return usual !== undefined && Number.isInteger(usual) && 2 * usual <= train ? Math.max(usual, 1) : 1;
}

/** Inputs of a look-back that nobody asked for: choosing among several must take seconds. */
const NATURAL_INPUTS = 600;

/** Inputs of the linear map at most: its equations take the square of this in memory and the cube in time. */
const MOST_INPUTS = 2500;

/** @throws Problem `too_large` (usage) where the linear map would have more inputs than can be solved for. */
export function checkInputs(lookback: number, horizon: number, { past, future }: FitSettings): void {
  const columns = 1 + past.length + future.length;
  const inputs = lookback * columns + horizon * future.length;
  if (inputs <= MOST_INPUTS) return;
  const columnText = columns === 1 ? "1 column" : `${columns} columns`;
  throw new Problem("usage", "too_large", `A look-back of ${lookback} rows of ${columnText} is too large.`, {
    found: `${inputs} inputs of the linear path and of ridge`,
    needed: `at most ${MOST_INPUTS}: look-back × columns, and horizon × columns known in advance`,
    hint: "Use a smaller --lookback, or fewer columns.",
    option: "--lookback",
  });
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

function naturalLookbacks(natural: number, horizon: number, rows: RowCounts, settings: FitSettings): number[] {
  const longest = Math.min(Math.floor(rows.train / 2) - horizon, bearable(horizon, settings));
  const fitting = [2 * natural, 3 * natural].filter((lookback) => lookback <= longest);
  if (fitting.length > 0) return fitting;
  return [Math.max(1, Math.min(natural, Math.floor((rows.train - horizon) / 2), bearable(horizon, settings)))];
}

/** The longest look-back whose inputs are quick to choose among. */
export function bearable(horizon: number, { past, future }: FitSettings): number {
  const left = Math.min(NATURAL_INPUTS, MOST_INPUTS - horizon * future.length);
  return Math.floor(left / (1 + past.length + future.length));
}

/** @returns the problem of a series that has no room for its parts. */
export function tooFewRows(length: number, rows: RowCounts, lookback: number, horizon: number): Problem {
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
