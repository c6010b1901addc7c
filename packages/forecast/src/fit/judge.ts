import type { Engine } from "@gatecast/engine";
import type { CalendarFeature, Frame, RowCounts, Task } from "../contracts/index.ts";
import type { Breath } from "../contracts/pause.ts";
import { columnOf } from "../data/index.ts";
import { completeWindows, RidgeProblem, type RidgeView, RidgeWindows, ridgeInputs, upTo } from "../models/index.ts";
import {
  calendarColumns,
  fitPreparation,
  originsWithin,
  type Prepared,
  prepareFrame,
  readValues,
} from "../prepare/index.ts";
import type { Candidate } from "./candidates.ts";
import { meanSquare } from "./mean-square.ts";

/** Strengths of ridge that are tried, relative to the inputs' variance. */
export const STRENGTHS = [1e-6, 1e-5, 1e-4, 1e-3, 3e-3, 1e-2, 3e-2, 1e-1, 3e-1, 1, 3, 10, 100, 1000];
/** Of them, tried first: their neighbours follow where the error is low. */
const FIRST = [3, 6, 9, 12];

/** How closely a candidate is looked at. */
export type Look = "glance" | "close";

/** Windows of training and validation in a close look: enough to choose by, few enough to be quick on long tables. */
const CLOSE = { train: 3000, validation: 1500, points: 60_000 };
/** The same at a glance, for each input and each validation row, and the inputs and steps that it takes in. */
const GLANCE = { train: 500, perInput: 4, validation: 100, perRow: 2, most: 200, inputs: 128, steps: 16 };

/** Readings of which prepared tables are kept between a glance and a close look, all tables together. */
const MOST_KEPT = 1_000_000;

/** The strength with the lowest error, and that error: the root mean square in the target's own unit. */
export interface Judgement {
  readonly strength: number;
  readonly error: number;
}

/** What is compared, and on which rows. */
export interface Compared {
  readonly frame: Frame;
  readonly rows: RowCounts;
  /** Rows behind which a validation part begins. */
  readonly cutoffs: readonly number[];
  /** Its calendar is all that candidates may take from it; its look-back is each candidate's own. */
  readonly task: Task;
  /** The season found in the training part; 1 where none is. */
  readonly season: number;
  /** The one strength that was asked for. */
  readonly strength: number | undefined;
}

/** Scores candidates with ridge, fitted on the rows before each cutoff and compared on the rows behind it. */
export class Judge {
  private readonly engine: Engine;
  private readonly compared: Compared;
  private readonly breath: Breath;
  private readonly actual: Float64Array;
  private readonly waves: readonly Float64Array[];
  /** Tables that were asked for, by their steps and cutoff. */
  private readonly tables = new Map<string, PreparedTable>();

  constructor(engine: Engine, compared: Compared, breath: Breath) {
    this.engine = engine;
    this.compared = compared;
    this.breath = breath;
    const { frame, task } = compared;
    this.actual = readValues(columnOf(frame, task.target));
    this.waves = calendarColumns(task.calendar, frame.time, frame.time.length);
  }

  /** Tries strengths, from `near` on where that is known; null where there is nothing to compare. */
  async judge(candidate: Candidate, lookback: number, look: Look, near?: number): Promise<Judgement | null> {
    const { compared } = this;
    const parts: Part[] = [];
    for (const cutoff of compared.cutoffs) {
      const part = await this.part(candidate, lookback, cutoff, look);
      if (part !== null) parts.push(part);
    }
    if (parts.length === 0) return null;
    if (compared.strength !== undefined)
      return judgement(compared.strength, await this.error(parts, compared.strength));
    const errors = new Map<number, number>();
    const error = async (at: number): Promise<number> => {
      const strength = STRENGTHS[at];
      if (strength === undefined) return Number.NaN;
      if (!errors.has(at)) errors.set(at, await this.error(parts, strength));
      return errors.get(at)!;
    };
    let best = -1;
    const consider = async (at: number): Promise<void> => {
      if ((await error(at)) < (best < 0 ? Number.POSITIVE_INFINITY : await error(best))) best = at;
    };
    for (const at of near === undefined ? FIRST : [STRENGTHS.indexOf(near)]) await consider(at);
    for (let from = Number.NaN; look === "close" && from !== best; ) {
      from = best;
      await consider(from - 1);
      await consider(from + 1);
    }
    return best < 0 ? null : judgement(STRENGTHS[best]!, await error(best));
  }

  /** Multiplications that a close look takes, about. */
  closeWork({ calendar }: Candidate, lookback: number): number {
    const { task, rows, cutoffs } = this.compared;
    const h = task.horizon;
    const P = lookback * (1 + task.past.length + task.future.length) + h * task.future.length + 2 * calendar.length;
    const windows = Math.min(rows.train, CLOSE.train);
    const strengths = 5;
    return (
      cutoffs.length * (windows * (P + h) * (P / 2) + strengths * P * (P * (P / 6 + h) + closeWindows(rows, h) * h))
    );
  }

  /** The root mean square over the validation rows of all parts; NaN where a part has no solution. */
  private async error(parts: readonly Part[], strength: number): Promise<number> {
    let sum = 0;
    let count = 0;
    for (const { problem, windows, view } of parts) {
      const weights = problem.solve(strength);
      await this.breath.spend(problem.work + windows.work);
      if (weights === null) return Number.NaN;
      const { origins } = windows;
      const values = windows.forecast(this.engine, weights);
      const { horizon } = this.compared.task;
      sum += meanSquare(this.actual, { origins, horizon, values }, view.steps) * origins.length;
      count += origins.length;
    }
    return Math.sqrt(sum / count);
  }

  private async part(candidate: Candidate, lookback: number, cutoff: number, look: Look): Promise<Part | null> {
    const { calendar } = candidate;
    const table = this.table(candidate, cutoff);
    const { window } = candidate.preparation;
    const task = { ...table.prepared.task, lookback };
    const prepared = { ...table.prepared, task, preparation: { ...table.prepared.preparation, window } };
    const view = look === "close" ? wholeOf(prepared, calendar) : glimpseOf(prepared, calendar, this.compared.season);
    // Neither the window scale nor which waves there are decides which windows are whole.
    const key = `${look} ${lookback} ${calendar.length > 0}`;
    const chosen = table.origins.get(key) ?? this.origins(prepared, cutoff, look, view);
    table.origins.set(key, chosen);
    const { train, validation } = chosen;
    if (train.length === 0 || validation.length === 0) return null;
    const problem = await RidgeProblem.of(this.engine, prepared, train, { view, breath: this.breath });
    return { problem, windows: new RidgeWindows(prepared, validation, view), view };
  }

  /** The windows that are looked at. */
  private origins(prepared: Prepared, cutoff: number, look: Look, view: RidgeView): Origins {
    const { rows, task } = this.compared;
    const past = originsWithin(prepared, 0, cutoff);
    const known = completeWindows(prepared, past, view) ?? past;
    const validation = originsWithin(prepared, cutoff, cutoff + rows.validation);
    if (look === "close") {
      return { train: evenly(known, CLOSE.train), validation: evenly(validation, closeWindows(rows, task.horizon)) };
    }
    const learnt = Math.max(GLANCE.train, GLANCE.perInput * ridgeInputs(prepared, view));
    const compared = Math.max(GLANCE.validation, Math.ceil((GLANCE.perRow * rows.validation) / task.horizon));
    return {
      train: evenly(known, Math.min(learnt, CLOSE.train)),
      validation: evenly(validation, Math.min(compared, GLANCE.most)),
    };
  }

  /** A candidate's table. Its steps decide it alone: window scale, look-back and calendar are views of it. */
  private table({ preparation }: Candidate, cutoff: number): PreparedTable {
    const { window: _, ...steps } = preparation;
    const key = JSON.stringify([steps, cutoff]);
    const kept = this.tables.get(key);
    if (kept !== undefined) return kept;
    const { frame, task } = this.compared;
    const numbers = frame.time.length * (1 + task.past.length + task.future.length);
    if ((this.tables.size + 1) * numbers > MOST_KEPT) this.tables.clear();
    const prepared = prepareFrame(fitPreparation(preparation, frame, task, cutoff), frame, task, this.waves);
    const table = { prepared, origins: new Map<string, Origins>() };
    this.tables.set(key, table);
    return table;
  }
}

/** Windows to learn from, and windows to compare. */
interface Origins {
  readonly train: Int32Array;
  readonly validation: Int32Array;
}

/** A table on one part of the past, and the windows that were looked at. */
interface PreparedTable {
  readonly prepared: Prepared;
  readonly origins: Map<string, Origins>;
}

/** A candidate on one part of the past. */
interface Part {
  readonly problem: RidgeProblem;
  readonly windows: RidgeWindows;
  readonly view: RidgeView;
}

function judgement(strength: number, error: number): Judgement | null {
  return Number.isFinite(error) ? { strength, error } : null;
}

function closeWindows({ validation }: RowCounts, horizon: number): number {
  const windows = Math.min(CLOSE.validation, Math.max(100, Math.floor(CLOSE.points / horizon)));
  return Math.min(windows, validation);
}

function wholeOf({ task }: Prepared, calendar: readonly CalendarFeature[]): RidgeView {
  return { rows: upTo(task.lookback), steps: upTo(task.horizon), waves: calendar.length > 0 };
}

/**
 * At a glance, some steps of a long horizon, and of a long window its latest rows and those that lie whole seasons before these
 * steps; without a season, every so many of the earlier rows.
 */
export function glimpseOf(prepared: Prepared, calendar: readonly CalendarFeature[], season: number): RidgeView {
  const { task, columns, calendarColumns, preparation } = prepared;
  // A step that adds up earlier steps needs them all.
  const addsUp = preparation.target.some((step) => step.kind === "difference" && step.lag < task.horizon);
  const every = addsUp ? 1 : Math.ceil(task.horizon / GLANCE.steps);
  const steps = upTo(task.horizon).filter((step) => step % every === 0);
  const enough = Math.floor(GLANCE.inputs / (columns - calendarColumns));
  const stride = Math.ceil(task.lookback / enough);
  const phases = new Set(steps.map((step) => step % season));
  const isSeen = (row: number): boolean => {
    const back = task.lookback - row;
    if (2 * back <= enough || stride === 1) return true;
    return season > 1 ? phases.has((season - (back % season)) % season) : back % (2 * stride) === 0;
  };
  return { rows: upTo(task.lookback).filter(isSeen), steps, waves: calendar.length > 0 };
}

/** At most `count` of the origins, evenly spread. */
export function evenly(origins: Int32Array, count: number): Int32Array {
  if (origins.length <= count) return origins;
  return Int32Array.from({ length: count }, (_, i) => origins[Math.floor((i * origins.length) / count)]!);
}
