import { type Frame, type Note, Problem, type Task } from "../../contracts/index.ts";
import { columnOf, describeStep, requireTarget } from "../../data/index.ts";
import { findSeason } from "../../diagnose/index.ts";
import { readValues } from "../../prepare/index.ts";
import { quantile } from "../../statistics/index.ts";
import { checkRange } from "../check-range.ts";
import type { FitSettings } from "../options.ts";
import { bearable, checkInputs, HORIZON, usualSeason, withinReach } from "../sizes.ts";
import { hasPast, knownRows, type Member, partsOf } from "./members.ts";

/** Series that are asked for their season, evenly spread: they vote. */
const VOTERS = 48;
/** Horizons that a typical series has room for, where nobody asked for one. */
const HORIZONS = 6;
/** Ids that a note names. */
const NAMED = 5;

/** How long everything is in a panel, in rows. */
export interface PanelSizes {
  readonly found: number;
  readonly season: number;
  readonly horizon: number;
  readonly lookbacks: readonly number[];
  readonly notes: readonly Note[];
}

/** What becomes of each series once look-back and horizon are known. */
export interface Members {
  /** Long enough for all three parts, in the order given. */
  readonly full: readonly Member[];
  /** Too short to be tested: all their rows are learnt from. */
  readonly short: readonly Member[];
  readonly notes: readonly Note[];
}

/**
 * Judges the series of a panel one by one and against each other.
 * @throws Problem `no_series`, `series_repeated`, `step_differs`, `column_missing`, `values_too_large` (data), which names the series.
 */
export function checkPanel(
  frames: readonly Frame[],
  { target, past, future, graph }: Pick<FitSettings, "target"> & Pick<Task, "past" | "future"> & { graph?: unknown },
): void {
  if (graph !== undefined) {
    throw new Problem("usage", "option_conflict", "A graph is between the columns of one series.", {
      found: `--graph, and ${frames.length} series`,
      hint: "Name one series with --series, or leave out --graph and choose a cell that reads none.",
      option: "--graph",
    });
  }
  const [first] = frames;
  if (first === undefined) {
    throw new Problem("data", "no_series", "There is no series to fit.", { needed: "at least one series" });
  }
  const ids = new Set<string>();
  for (const frame of frames) {
    if (ids.has(frame.id)) throw repeated(frame.id);
    ids.add(frame.id);
    checkStep(frame, first);
    try {
      checkRange(frame, [target, ...past, ...future]);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      // The message of a missing target names columns that could be meant.
      if (error.code === "column_missing" && error.details.column === target) requireTarget(frame, target);
      throw error.with({ hint: `It is series "${frame.id}".` });
    }
  }
}

function repeated(id: string): Problem {
  return new Problem("data", "series_repeated", `Two series are called "${id}".`, {
    found: `"${id}" twice`,
    needed: "an id of its own for each series",
    hint: "Rename one of them, or join their rows.",
  });
}

/** @throws Problem `step_differs` (data) where two series of a panel do not share a step. */
export function checkStep(frame: Frame, other: Frame): void {
  const step = ({ time }: Frame) => (time.kind === "calendar" ? describeStep(time.step) : "none");
  if (step(frame) === step(other)) return;
  throw new Problem("data", "step_differs", `Series "${frame.id}" has another step than "${other.id}".`, {
    found: `a step of ${step(frame)}`,
    needed: `a step of ${step(other)}`,
    hint: "Fit series of one step together: resample the others, or fit them apart.",
  });
}

/**
 * Season, horizon and look-backs of a panel. A season is found where at least half of a sample of series finds it; the rest is as
 * `settleSizes` has it, for a series shorter than three quarters of the others.
 * @throws Problem `target_all_missing` (data) where no series has two readings.
 */
export function settlePanel(frames: readonly Frame[], settings: FitSettings): PanelSizes {
  const known = frames.flatMap((frame) => knownRows(frame, settings.target) ?? []);
  if (known.length === 0) {
    throw new Problem("data", "target_all_missing", `No series has two readings of "${settings.target}".`, {
      found: `${frames.length} series without readings`,
      needed: "numbers",
      hint: "Name another --target.",
      column: settings.target,
      option: "--target",
    });
  }
  const lengths = Float64Array.from(known, (frame) => frame.time.length).sort();
  const typical = Math.floor(quantile(lengths, 0.25));
  const voters = evenlyOf(known, VOTERS);
  const first = vote(voters, settings, (rows) => Math.ceil(0.64 * rows));
  const natural = first.period > 1 ? first.period : HORIZON;
  const horizon = settings.horizon ?? Math.max(1, Math.min(natural, Math.floor(typical / HORIZONS)));
  const trained = (rows: number) => partsOf(rows, settings, 1, horizon)?.train ?? 0;
  const { period, strength } = vote(voters, settings, trained);
  const { lookbacks, notes: tooShort } = withinReach(
    settings.lookback === undefined
      ? naturalLookbacks(natural, horizon, trained(typical), settings)
      : [settings.lookback].flat(),
    settings,
  );
  checkInputs(Math.max(...lookbacks), horizon, settings);
  const notes: Note[] = [...tooShort];
  if (settings.season === undefined) {
    notes.push(
      period > 1 ? { code: "season_found", facts: { period, strength } } : { code: "season_not_found", facts: {} },
    );
  }
  if (settings.horizon === undefined) notes.push({ code: "horizon_chosen", facts: { horizon } });
  const longest = known.reduce((most, frame) => (frame.time.length > most.time.length ? frame : most));
  const usual = usualSeason(longest.time, trained(typical));
  return {
    found: period,
    season: period > 1 || settings.season !== undefined ? period : usual,
    horizon,
    lookbacks,
    notes,
  };
}

/** The period that most of the voters find in their training rows, if at least half of them do. */
function vote(
  voters: readonly Frame[],
  settings: FitSettings,
  trained: (rows: number) => number,
): { readonly period: number; readonly strength: number } {
  if (settings.season !== undefined) return { period: settings.season, strength: 1 };
  const found = voters.map((frame) => {
    const target = readValues(columnOf(frame, settings.target));
    return findSeason(target.slice(0, trained(frame.time.length)), frame.time);
  });
  const periods = [...new Set(found.map(({ period }) => period))].filter((period) => period > 1);
  const strengths = (period: number) => found.filter((one) => one.period === period).map(({ strength }) => strength);
  const best = periods.sort((a, b) => strengths(b).length - strengths(a).length || a - b)[0] ?? 1;
  const its = strengths(best);
  if (best === 1 || 2 * its.length < voters.length) return { period: 1, strength: 0 };
  return { period: best, strength: its.reduce((sum, value) => sum + value, 0) / its.length };
}

function naturalLookbacks(natural: number, horizon: number, train: number, settings: FitSettings): number[] {
  const longest = Math.min(train - horizon, bearable(horizon, settings));
  const fitting = [2 * natural, 3 * natural].filter((lookback) => lookback <= longest);
  return fitting.length > 0 ? fitting : [Math.max(1, Math.min(natural, longest))];
}

/**
 * Sorts the series of a panel by what they can be used for with that look-back. A series that is too short for three parts is
 * learnt from where it has a window at all; one without is left out.
 * @throws Problem `too_few_rows` (data) where no series is long enough to be tested.
 */
export function membersOf(frames: readonly Frame[], settings: FitSettings, lookback: number, horizon: number): Members {
  const names = [settings.target, ...settings.past, ...settings.future];
  const full: Member[] = [];
  const short: Member[] = [];
  const leftOut: string[] = [];
  for (const whole of frames) {
    const frame = knownRows(whole, settings.target);
    const length = frame?.time.length ?? 0;
    const rows = partsOf(length, settings, lookback, horizon);
    if (frame !== null && rows !== null && hasPast(frame, names, rows.train)) full.push({ whole, frame, rows });
    else if (frame !== null && rows === null && length >= lookback + horizon && hasPast(frame, names, length))
      short.push({ whole, frame, rows: { train: length, validation: 0, test: 0 } });
    else leftOut.push(whole.id);
  }
  const needed = lookback + horizon;
  if (full.length === 0) throw tooShort(frames, settings, lookback, horizon);
  const note = (code: string, ids: readonly string[]): Note[] =>
    ids.length === 0
      ? []
      : [{ code, facts: { count: ids.length, of: frames.length, first: named(ids), rows: needed } }];
  return {
    full,
    short,
    notes: [
      ...note(
        "series_only_trained",
        short.map(({ whole }) => whole.id),
      ),
      ...note("series_left_out", leftOut),
    ],
  };
}

/** Ids for a note: the first few. */
export function named(ids: readonly string[]): string {
  return ids.slice(0, NAMED).join(", ") + (ids.length > NAMED ? " …" : "");
}

/** At most `count` of the items, evenly spread. */
export function evenlyOf<T>(items: readonly T[], count: number): readonly T[] {
  if (items.length <= count) return items;
  return Array.from({ length: count }, (_, i) => items[Math.floor((i * items.length) / count)]!);
}

function tooShort(frames: readonly Frame[], { target }: FitSettings, lookback: number, horizon: number): Problem {
  const longest = Math.max(...frames.map((frame) => knownRows(frame, target)?.time.length ?? 0));
  return new Problem("data", "too_few_rows", `No series is long enough for a look-back of ${lookback}.`, {
    found: `${frames.length} series of at most ${longest} rows`,
    needed: `at least ${lookback + horizon} rows to train (look-back + horizon) and ${horizon} each to validate and to test`,
    hint: "Bring longer series, or use a smaller --lookback or --horizon.",
  });
}
