import type { Engine } from "@gatecast/engine";
import type { Frame, Note, Task } from "../../contracts/index.ts";
import { Breath, pause } from "../../contracts/pause.ts";
import { columnOf, timeAt } from "../../data/index.ts";
import { completeWindows, forecastRidge, RidgeProblem, type RidgeWeights } from "../../models/index.ts";
import {
  type FittedPreparation,
  findHolidays,
  fitPreparation,
  originsOf,
  type Panel,
  type PreparationSpec,
  preparePanel,
  reachOf,
  readValues,
  type SharedSteps,
  sharedSteps,
  windowLevel,
} from "../../prepare/index.ts";
import { type Candidate as AnyLookback, candidates } from "../candidates.ts";
import { type Choice, holidaysNote, nameOfStep } from "../choose.ts";
import { evenly, STRENGTHS } from "../judge.ts";
import type { FitSettings } from "../options.ts";
import { type Cut, foldsOf, type Member } from "./members.ts";
import { type ScaledErrors, scaledErrors, scalesOf } from "./scaled-errors.ts";
import { evenlyOf, type PanelSizes } from "./settle-panel.ts";

/** Series and windows that a choice looks at: enough to rank candidates, few enough that it takes a second. */
const SERIES = 300;
const TRAIN_WINDOWS = 2000;
const VALIDATION_WINDOWS = 600;
/** All candidates are ranked at one strength and the longest look-back; the best of them try every look-back at a few strengths; the winner tries all. */
const A_STRENGTH = 3e-2;
const FEW_STRENGTHS = [1e-3, 3e-2, 1];
const FAVOURITES = 6;

/** A preparation to try, with its calendar and its look-back. */
interface Candidate extends AnyLookback {
  readonly lookback: number;
}

/** One series' part of a panel, prepared, with the windows to learn from and to be measured on. */
export interface PanelFold {
  readonly prepared: Panel;
  /** What each cut's own past has taught. */
  readonly preparations: readonly FittedPreparation[];
  /** What all of them have taught together, of columns that stand still within each series. */
  readonly shared: SharedSteps;
  readonly train: Int32Array;
  readonly validation: Int32Array;
}

/** Prepares each cut on its own past, what stands still within each on the pasts of all, and finds the windows of all. */
export function panelFold(cuts: readonly Cut[], spec: PreparationSpec, task: Task): PanelFold {
  const shared = sharedSteps(spec.covariates, cuts, task);
  const series = cuts.map(({ frame, cutoff }) => ({
    frame,
    preparation: fitPreparation(spec, frame, task, cutoff, shared),
  }));
  const { prepared, train, validation } = windowsOf(preparePanel(series, task), cuts);
  return {
    prepared,
    train: lively(prepared, train),
    validation: lively(prepared, validation),
    preparations: series.map(({ preparation }) => preparation),
    shared,
  };
}

/** Spread of a window, in units of its series' own, below which its future is no matter of its spread. */
const STILL = 0.01;

/**
 * Without the windows that hardly move, where targets are relative to each window's spread: one series that stands still for a
 * while has targets of thousands there, and would be all that a model of many series learns.
 */
function lively(prepared: Panel, origins: Int32Array): Int32Array {
  if (prepared.preparation.window !== "mean_spread") return origins;
  return origins.filter((origin) => windowLevel(prepared, origin).spread >= STILL);
}

/** The windows of a panel, each within its own series and its own part of it. */
function windowsOf(prepared: Panel, cuts: readonly Cut[]): Omit<PanelFold, "preparations" | "shared"> {
  const { starts } = prepared;
  const first = (s: number) => starts[s]!;
  const train = cuts.map(({ cutoff }, s) => ({ first: first(s), from: first(s), to: first(s) + cutoff }));
  const validation = cuts.map(({ cutoff, ahead }, s) => ({
    first: first(s),
    from: first(s) + cutoff,
    to: first(s) + cutoff + ahead,
  }));
  return { prepared, train: originsOf(prepared, train), validation: originsOf(prepared, validation) };
}

/**
 * Tries every candidate preparation and look-back with ridge on an even sample of the series, each prepared on its own training
 * rows, and compares them by the mean absolute error on validation rows, in units of each series' own mean seasonal step (as
 * MASE has it): large series have no larger say. Throws the signal's reason when aborted.
 */
export async function choosePanel(
  engine: Engine,
  members: readonly Member[],
  settings: FitSettings,
  sizes: PanelSizes,
  signal: AbortSignal | undefined,
): Promise<Choice> {
  const { target, past, future, ridge_strength: asked } = settings;
  const { horizon, season } = sizes;
  const longest = members.reduce((most, one) => (one.frame.time.length > most.frame.time.length ? one : most));
  const span = spanOf(members.map(({ whole }) => whole));
  const holidays = settings.holidays === undefined ? undefined : await findHolidays(settings.holidays, span, signal);
  const taskOf = ({ lookback, calendar }: Pick<Candidate, "lookback" | "calendar">): Task => ({
    ...{ target, past, future, calendar, lookback, horizon },
    ...(holidays === undefined ? {} : { holidays }),
  });
  const told: Note[] = holidays === undefined ? [] : [holidaysNote(holidays, span)];
  const proposed = sizes.lookbacks.flatMap((lookback) =>
    candidates(longest.frame, settings, longest.rows.train, sizes.found).map(
      (one): Candidate => ({ ...one, lookback }),
    ),
  );
  const isPositive = members.every(({ frame, rows }) =>
    readValues(columnOf(frame, target))
      .subarray(0, rows.train)
      .every((value) => Number.isNaN(value) || value > 0),
  );
  const tried = proposed.filter(
    ({ preparation: { target: steps } }) =>
      isPositive || settings.preparation !== undefined || !steps.some(({ kind }) => kind === "log"),
  );
  const reach = Math.max(...tried.map(({ lookback, preparation }) => lookback + reachOf(preparation.target)));
  const able = members.filter(({ rows }) => rows.train >= reach + horizon);
  const folds = foldsOf(evenlyOf(able.length > 0 ? able : members, SERIES), [target, ...past, ...future]).map(
    (cuts) => ({
      cuts,
      scales: scalesOf(cuts, target, season),
    }),
  );

  const deepest = Math.max(...tried.map(({ lookback }) => lookback));
  const equations = (candidate: Candidate, prepared: readonly SampledFold[]) =>
    equationsOf(engine, prepared, candidate, taskOf(candidate), signal);
  const ranked: Ranked[] = [];
  // Look-back and window scale change nothing in the prepared rows: what shares the rest is prepared once.
  for (const group of groupsOf(tried.filter(({ lookback }) => lookback === deepest))) {
    const { preparation } = group[0]!;
    const task = taskOf(group[0]!);
    const prepared = folds.map((fold) => ({ ...fold, prepared: panelFold(fold.cuts, preparation, task).prepared }));
    for (const candidate of group) {
      const found = bestOf(await equations(candidate, prepared), [asked ?? A_STRENGTH]);
      if (found !== null) ranked.push({ candidate, prepared, ...found });
    }
  }
  ranked.sort((a, b) => a.error - b.error);
  let best: { candidate: Candidate; problems: readonly Equations[]; strength: number; error: number } | null = null;
  for (const { candidate: favourite, prepared } of ranked.slice(0, FAVOURITES)) {
    for (const lookback of new Set(tried.map((one) => one.lookback))) {
      const candidate = { ...favourite, lookback };
      const problems = await equations(candidate, prepared);
      const found = bestOf(problems, asked === undefined ? FEW_STRENGTHS : [asked]);
      if (found !== null && (best === null || found.error < best.error)) best = { candidate, problems, ...found };
    }
  }
  if (best === null) {
    const plain = tried[0]!;
    const notes = [...told, { code: "nothing_chosen", facts: { lookback: plain.lookback } }];
    return { task: taskOf(plain), preparation: plain.preparation, strength: asked ?? 1, notes };
  }
  const { candidate } = best;
  const { strength, error } = (asked === undefined ? bestOf(best.problems, STRENGTHS) : null) ?? best;
  const { preparation } = candidate;
  const task = taskOf(candidate);
  const facts = {
    preparation: preparation.target.map(nameOfStep).join(", "),
    normalisation: preparation.window,
    lookback: task.lookback,
    calendar: task.calendar.join(", "),
    strength,
    validation_mase: error,
  };
  return { task, preparation, strength, notes: [...told, { code: "panel_preparation_chosen", facts }] };
}

/** Candidates that differ in their window scale alone. */
function groupsOf(tried: readonly Candidate[]): Candidate[][] {
  const groups = new Map<string, Candidate[]>();
  for (const candidate of tried) {
    const { calendar, preparation } = candidate;
    const key = JSON.stringify([calendar, preparation.target, preparation.covariates]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [candidate]);
    else group.push(candidate);
  }
  return [...groups.values()];
}

/** A fold of the sample, and the denominator of each of its series' errors. */
interface SampledFold {
  readonly cuts: readonly Cut[];
  readonly scales: readonly number[];
  readonly prepared: Panel;
}

interface Ranked {
  readonly candidate: Candidate;
  readonly prepared: readonly SampledFold[];
  readonly error: number;
}

/** Ridge's equations on one fold, and what its answers are measured by. */
interface Equations {
  readonly engine: Engine;
  readonly ridge: RidgeProblem;
  readonly prepared: Panel;
  readonly validation: Int32Array;
  readonly scales: readonly number[];
}

async function equationsOf(
  engine: Engine,
  folds: readonly SampledFold[],
  candidate: Candidate,
  task: Task,
  signal: AbortSignal | undefined,
): Promise<Equations[]> {
  const problems: Equations[] = [];
  for (const { cuts, scales, prepared: shared } of folds) {
    await pause();
    signal?.throwIfAborted();
    const { window } = candidate.preparation;
    const { prepared, train, validation } = windowsOf(
      { ...shared, task, preparation: { ...shared.preparation, window } },
      cuts,
    );
    const moving = lively(prepared, train);
    const sample = evenly(completeWindows(prepared, moving) ?? moving, TRAIN_WINDOWS);
    const measured = evenly(validation, VALIDATION_WINDOWS);
    if (sample.length === 0 || measured.length === 0) continue;
    const ridge = await RidgeProblem.of(engine, prepared, sample, { breath: new Breath(signal) });
    problems.push({ engine, ridge, prepared, validation: measured, scales });
  }
  return problems;
}

/** The strength with the lowest mean scaled error over all folds; null where nothing can be measured. */
function bestOf(problems: readonly Equations[], strengths: readonly number[]) {
  let best: { strength: number; error: number } | null = null;
  for (const strength of strengths) {
    let sum = 0;
    let count = 0;
    for (const problem of problems) {
      const weights = problem.ridge.solve(strength);
      const errors = weights === null ? { sum: Number.NaN, count: 1 } : errorsOf(problem, weights);
      sum += errors.sum;
      count += errors.count;
    }
    const error = sum / count;
    if (Number.isFinite(error) && (best === null || error < best.error)) best = { strength, error };
  }
  return best;
}

function errorsOf({ engine, prepared, validation, scales }: Equations, weights: RidgeWeights): ScaledErrors {
  return scaledErrors(prepared, validation, forecastRidge(engine, weights, prepared, validation).values, scales);
}

/** From the first row of any series to the last of any. */
export function spanOf(frames: readonly Frame[]): Frame["time"] {
  const first = frames.reduce((least, frame) => (frame.time.start < least.time.start ? frame : least)).time;
  const end = frames.reduce((most, { time }) => Math.max(most, timeAt(time, time.length - 1)), first.start);
  let length = Math.max(...frames.map(({ time }) => time.length));
  while (timeAt(first, length - 1) < end) length++;
  return { ...first, length };
}
