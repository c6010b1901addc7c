import type { Engine } from "@gatecast/engine";
import type { CalendarFeature, Frame, Holidays, Note, RowCounts, Task, TimeAxis } from "../contracts/index.ts";
import { pause } from "../contracts/pause.ts";
import { columnOf, timeAt } from "../data/index.ts";
import { completeWindows, forecastRidge, RidgeProblem, ridgeInputs } from "../models/index.ts";
import {
  calendarOf,
  findHolidays,
  fitPreparation,
  originsWithin,
  type PreparationSpec,
  prepareFrame,
  reachOf,
  readValues,
  type StepSpec,
  type WindowScale,
  wallTimeAt,
} from "../prepare/index.ts";
import { foldCutoffs } from "./folds.ts";
import { meanSquare } from "./mean-square.ts";
import type { FitSettings } from "./options.ts";

/** Strengths of ridge that are tried, relative to the inputs' variance. */
const STRENGTHS = [1e-6, 1e-5, 1e-4, 1e-3, 3e-3, 1e-2, 3e-2, 1e-1, 3e-1, 1, 3, 10, 100, 1000];

/** Windows that a choice looks at: enough to rank candidates, few enough to be quick on long tables. */
const TRAIN_WINDOWS = 3000;
const VALIDATION_WINDOWS = 1500;
/** Forecast values that a choice compares, at most; but never of less than a hundred windows. */
const VALIDATION_POINTS = 60_000;

/** Look-back, preparation and ridge strength that validation rows prefer. */
export interface Choice {
  readonly task: Task;
  readonly preparation: PreparationSpec;
  readonly strength: number;
  readonly notes: readonly Note[];
}

interface Candidate {
  readonly lookback: number;
  readonly calendar: readonly CalendarFeature[];
  readonly preparation: PreparationSpec;
}

/**
 * Tries every candidate preparation and look-back with ridge, fitted on training rows and scored on validation rows in the
 * target's own unit. The network takes over the winner: it then has to learn only what a linear map cannot. Throws the
 * signal's reason when aborted.
 */
export async function choose(
  engine: Engine,
  frame: Frame,
  settings: FitSettings,
  rows: RowCounts,
  sizes: { readonly found: number; readonly horizon: number; readonly lookbacks: readonly number[] },
  signal: AbortSignal | undefined,
): Promise<Choice> {
  const { target, past, future, ridge_strength: asked } = settings;
  const holidays =
    settings.holidays === undefined ? undefined : await findHolidays(settings.holidays, frame.time, signal);
  const { horizon } = sizes;
  const tried = candidates(frame, settings, rows, sizes);
  const taskOf = ({ lookback, calendar }: Candidate): Task => ({
    ...{ target, past, future, calendar, lookback, horizon },
    ...(holidays === undefined ? {} : { holidays }),
  });
  const told = holidays === undefined ? [] : [holidaysNote(holidays, frame.time)];
  const cutoffs = comparableCutoffs(rows, tried, horizon);
  const strengths = asked === undefined ? STRENGTHS : [asked];
  let best: { candidate: Candidate; strength: number; error: number } | null = null;
  for (const candidate of tried) {
    const folds = { frame, task: taskOf(candidate), preparation: candidate.preparation, cutoffs, rows };
    const result = await bestStrength(engine, folds, strengths, signal);
    if (result !== null && (best === null || result.error < best.error)) best = { candidate, ...result };
  }
  if (best === null) {
    // No window has inputs and a known target on both sides: the plainest candidate, and a note that nothing chose it.
    const plain = tried[0]!;
    const task = taskOf(plain);
    const notes = [...told, { code: "nothing_chosen", facts: { lookback: task.lookback } }];
    return { task, preparation: plain.preparation, strength: asked ?? 1, notes };
  }
  const { candidate, strength, error } = best;
  const { preparation } = candidate;
  const task = taskOf(candidate);
  const steps = preparation.target.map(({ kind, ...rest }) => ("lag" in rest ? `${kind} ${rest.lag}` : kind));
  const facts = {
    preparation: steps.join(", "),
    normalisation: preparation.window,
    lookback: task.lookback,
    calendar: task.calendar.join(", "),
    strength,
    validation_rmse: error,
  };
  return { task, preparation, strength, notes: [...told, { code: "preparation_chosen", facts }] };
}

/** How many of the table's days are holidays, and until when they are known. */
function holidaysNote({ place, days, to }: Holidays, time: TimeAxis): Note {
  const [first, last] = [wallTimeAt(time, 0), wallTimeAt(time, time.length - 1)];
  const within = days.filter((day) => (day + 1) * DAY > first && day * DAY <= last).length;
  const until = new Date(to * DAY).toISOString().slice(0, 10);
  return { code: "holidays_used", facts: { place, days: within, until } };
}

/** The folds in which every candidate has windows to learn from, so that all are compared on the same rows. */
function comparableCutoffs(rows: RowCounts, tried: readonly Candidate[], horizon: number): number[] {
  const longest = Math.max(...tried.map((candidate) => candidate.lookback + reachOf(candidate.preparation.target)));
  return foldCutoffs(rows).filter((cutoff, fold) => fold === 0 || cutoff > longest + horizon);
}

function candidates(
  frame: Frame,
  settings: FitSettings,
  rows: RowCounts,
  { found: season, lookbacks }: { readonly found: number; readonly lookbacks: readonly number[] },
): Candidate[] {
  const { preparation } = settings;
  const calendars = settings.calendar === undefined ? calendarsOf(frame.time, rows.train) : [settings.calendar];
  if (preparation !== undefined) {
    return lookbacks.flatMap((lookback) => calendars.map((calendar) => ({ lookback, calendar, preparation })));
  }
  const known = readValues(columnOf(frame, settings.target)).subarray(0, rows.train);
  const positive = known.every((value) => Number.isNaN(value) || value > 0);
  const windows: WindowScale[] = ["last", "mean_spread", "none"];
  const logs: StepSpec[][] = positive ? [[], [{ kind: "log" }]] : [[]];
  const differences: StepSpec[][] = repeats(season, rows.train) ? [[], [{ kind: "difference", lag: season }]] : [[]];
  // What the calendar could say, anomalies have lost.
  const anomalies: StepSpec[][] = hasPhases(frame.time, season, rows.train)
    ? [[{ kind: "seasonal_mean", season }]]
    : [];
  return lookbacks.flatMap((lookback) =>
    logs.flatMap((log) => [
      ...differences.flatMap((difference) =>
        windows.flatMap((window) =>
          calendars.map((calendar) => ({
            lookback,
            calendar,
            preparation: preparationOf([...log, ...difference], window),
          })),
        ),
      ),
      ...anomalies.map((anomaly) => ({
        lookback,
        calendar: settings.calendar ?? [],
        preparation: preparationOf([...log, ...anomaly], "none"),
      })),
    ]),
  );
}

/** A season that the training part holds more than four times. */
function repeats(season: number, train: number): boolean {
  return season > 1 && season < train / 4;
}

/** True where the training part has seen its year, its day or its season at least twice. */
function hasPhases(time: TimeAxis, season: number, train: number): boolean {
  if (time.kind === "count") return repeats(season, train);
  if (time.step.unit === "year") return false;
  const isWithinDay = ["second", "minute", "hour"].includes(time.step.unit);
  return spanOf(time, train) >= 2 * (isWithinDay ? 1 : 365) * DAY;
}

function spanOf(time: TimeAxis, rows: number): number {
  return timeAt(time, rows - 1) - timeAt(time, 0);
}

/** Without a calendar, and with what the training part has seen at least twice round. */
function calendarsOf(time: TimeAxis, train: number): CalendarFeature[][] {
  const seen = calendarOf(time).filter((feature) => spanOf(time, train) >= 2 * CYCLE_DAYS[feature] * DAY);
  return seen.length > 0 ? [[], seen] : [[]];
}

const DAY = 86_400_000;
const CYCLE_DAYS: Readonly<Record<CalendarFeature, number>> = { hour: 1, weekday: 7, month: 365, day_of_year: 365 };

function preparationOf(steps: readonly StepSpec[], window: WindowScale): PreparationSpec {
  return {
    target: [{ kind: "forward_fill" }, ...steps, { kind: "standard" }],
    covariates: [{ kind: "forward_fill" }, { kind: "standard" }],
    window,
  };
}

/** The strength with the lowest error over the folds' validation rows; null where there is nothing to compare. */
async function bestStrength(
  engine: Engine,
  folds: {
    readonly frame: Frame;
    readonly task: Task;
    readonly preparation: PreparationSpec;
    readonly cutoffs: readonly number[];
    readonly rows: RowCounts;
  },
  strengths: readonly number[],
  signal: AbortSignal | undefined,
): Promise<{ strength: number; error: number } | null> {
  const { frame, task, rows } = folds;
  const actual = readValues(columnOf(frame, task.target));
  const sums = new Map<number, { error: number; count: number }>();
  for (const cutoff of folds.cutoffs) {
    const prepared = prepareFrame(fitPreparation(folds.preparation, frame, task, cutoff), frame, task);
    const past = originsWithin(prepared, 0, cutoff);
    const train = evenly(completeWindows(prepared, past) ?? past, TRAIN_WINDOWS);
    const compared = Math.min(VALIDATION_WINDOWS, Math.max(100, Math.floor(VALIDATION_POINTS / task.horizon)));
    const validation = evenly(originsWithin(prepared, cutoff, cutoff + rows.validation), compared);
    if (train.length === 0 || validation.length === 0) continue;
    const problem = await RidgeProblem.of(engine, prepared, train, signal);
    // A large system takes seconds to solve: every third strength will do there.
    for (const strength of ridgeInputs(prepared) > 200 ? strengths.filter((_, i) => i % 3 === 0) : strengths) {
      await pause();
      signal?.throwIfAborted();
      const weights = problem.solve(strength);
      const error = weights === null ? Number.NaN : meanSquare(actual, forecastRidge(weights, prepared, validation));
      const sum = sums.get(strength) ?? { error: 0, count: 0 };
      sums.set(strength, { error: sum.error + error * validation.length, count: sum.count + validation.length });
    }
  }
  let best: { strength: number; error: number } | null = null;
  for (const [strength, { error, count }] of sums) {
    const rmse = Math.sqrt(error / count);
    if (Number.isFinite(rmse) && (best === null || rmse < best.error)) best = { strength, error: rmse };
  }
  return best;
}

/** At most `count` of the origins, evenly spread. */
function evenly(origins: Int32Array, count: number): Int32Array {
  if (origins.length <= count) return origins;
  return Int32Array.from({ length: count }, (_, i) => origins[Math.floor((i * origins.length) / count)]!);
}
