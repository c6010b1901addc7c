import type { Engine } from "@gatecast/engine";
import type { WindowForecasts } from "../../contracts/index.ts";
import { pause } from "../../contracts/pause.ts";
import { type Prepared, undoForecast, windowLevel } from "../../prepare/index.ts";
import { solveCholesky } from "./cholesky.ts";

/** A linear map from a window to its horizon. Inputs: the window's rows, oldest first, then the known rows ahead. */
export interface RidgeWeights {
  /** `[inputs, horizon]`, row-major. */
  readonly weight: Float64Array;
  /** `[horizon]` */
  readonly bias: Float64Array;
}

/**
 * Inputs of the linear map: every column of every row of the window but the calendar's, which follows from the calendar ahead;
 * what is known of every row ahead; and the waves of the first of these.
 */
export function ridgeInputs({ task, columns, calendarColumns, futureColumns, waveColumns }: Prepared): number {
  return task.lookback * (columns - calendarColumns) + task.horizon * futureColumns + waveColumns;
}

/** Ridge's weights as a network's linear path takes them, `[lookback × columns + ahead, horizon]`: 0 for the window's calendar. */
export function linearPathWeight({ weight }: RidgeWeights, prepared: Prepared): Float64Array {
  const { task, columns, calendarColumns } = prepared;
  if (calendarColumns === 0) return weight;
  const h = task.horizon;
  const own = columns - calendarColumns;
  const ahead = weight.length - task.lookback * own * h;
  const path = new Float64Array(task.lookback * columns * h + ahead);
  for (let t = 0; t < task.lookback; t++) path.set(weight.subarray(t * own * h, (t + 1) * own * h), t * columns * h);
  path.set(weight.subarray(task.lookback * own * h), task.lookback * columns * h);
  return path;
}

/** Writes a window as one row of inputs. */
function writeInputs(prepared: Prepared, origin: number, out: Float64Array, at: number): void {
  const { task, table, columns, calendarColumns, future, futureColumns, waves, waveColumns } = prepared;
  const { level, spread } = windowLevel(prepared, origin);
  const own = columns - calendarColumns;
  const count = task.lookback * own;
  for (let t = 0; t < task.lookback; t++) {
    const from = (origin - task.lookback + 1 + t) * columns;
    for (let c = 0; c < own; c++) out[at + t * own + c] = table[from + c]!;
    out[at + t * own] = (table[from]! - level) / spread;
  }
  const ahead = task.horizon * futureColumns;
  for (let i = 0; i < ahead; i++) out[at + count + i] = future[(origin + 1) * futureColumns + i]!;
  for (let i = 0; i < waveColumns; i++) out[at + count + ahead + i] = waves[(origin + 1) * waveColumns + i]!;
}

/** Windows that share one system of equations: those in which all of these steps ahead are known. */
interface System {
  readonly steps: readonly number[];
  readonly windows: number;
  /** Means of the inputs, and of the outputs. */
  readonly inputMeans: Float64Array;
  readonly outputMeans: Float64Array;
  /** Centred products `[inputs, inputs]` and `[inputs, steps]`. */
  readonly products: Float64Array;
  readonly cross: Float64Array;
  /** Mean variance of the inputs, times the windows. */
  readonly variance: number;
}

/**
 * Ridge regression (Hoerl & Kennard 1970) on windows, from one matrix of products for every strength. Centred, so that the
 * bias is not shrunk; the strength is relative to the inputs' mean variance. An unknown target is left out: where most
 * windows are complete, with its window; otherwise each step ahead has a system of its own, from the windows that know it.
 */
export class RidgeProblem {
  private readonly systems: readonly System[];
  private readonly inputs: number;
  private readonly horizon: number;

  /** Share of the strength that each input feels. `[inputs]` */
  private readonly penalties: Float64Array;

  private constructor(systems: readonly System[], penalties: Float64Array, horizon: number) {
    this.systems = systems;
    this.inputs = penalties.length;
    this.penalties = penalties;
    this.horizon = horizon;
  }

  /** Sums up the windows that end at `origins`. Throws the signal's reason when aborted. */
  static async of(
    engine: Engine,
    prepared: Prepared,
    origins: Int32Array,
    signal?: AbortSignal,
  ): Promise<RidgeProblem> {
    const { horizon } = prepared.task;
    const all = Array.from({ length: horizon }, (_, k) => k);
    const enough = completeWindows(prepared, origins);
    const groups = enough === null ? all.map((step) => [step]) : [all];
    const systems: System[] = [];
    for (const steps of groups) {
      systems.push(await systemOf(engine, prepared, enough ?? knowing(prepared, origins, steps), steps, signal));
    }
    return new RidgeProblem(systems, penaltiesOf(prepared), horizon);
  }

  /** Windows that entered: the fewest of any step ahead. */
  get windows(): number {
    return Math.min(...this.systems.map(({ windows }) => windows));
  }

  /** The solution at a strength; null where there is nothing to learn from, or the inputs are too alike for it. */
  solve(strength: number): RidgeWeights | null {
    const { inputs: P, horizon: h } = this;
    const weight = new Float64Array(P * h);
    const bias = new Float64Array(h);
    for (const { steps, windows, inputMeans, outputMeans, products, cross, variance } of this.systems) {
      const A = products.slice();
      // A constant input has no variance: a trace of strength keeps the system solvable.
      for (let i = 0; i < P; i++) A[i * P + i]! += strength * variance * this.penalties[i]! + 1e-12;
      const solved = windows === 0 ? null : solveCholesky(A, P, cross, steps.length);
      if (solved === null || !solved.every(Number.isFinite)) return null;
      steps.forEach((step, k) => {
        bias[step] = outputMeans[k]!;
        for (let i = 0; i < P; i++) {
          const w = solved[i * steps.length + k]!;
          weight[i * h + step] = w;
          bias[step]! -= inputMeans[i]! * w;
        }
      });
    }
    return { weight, bias };
  }
}

/**
 * The calendar is hardly shrunk: its few waves are the average year or day, which must stay where the strength silences all
 * else.
 */
const CALENDAR_PENALTY = 1e-3;

function penaltiesOf(prepared: Prepared): Float64Array {
  const { task, futureColumns, calendarColumns, waveColumns } = prepared;
  const penalties = new Float64Array(ridgeInputs(prepared)).fill(1);
  const waves = penalties.length - waveColumns;
  penalties.fill(CALENDAR_PENALTY, waves);
  const holidays = calendarColumns - waveColumns;
  for (let end = waves; end > waves - task.horizon * futureColumns; end -= futureColumns) {
    penalties.fill(CALENDAR_PENALTY, end - holidays, end);
  }
  return penalties;
}

/** Complete windows for each input from which on the others are not missed. */
const ENOUGH = 4;

/**
 * The origins whose windows know every step ahead, where these are most of all or many for their inputs; null where too few are:
 * each step ahead then learns from the windows that know it, which takes as many systems as there are steps.
 */
export function completeWindows(prepared: Prepared, origins: Int32Array): Int32Array | null {
  const all = Array.from({ length: prepared.task.horizon }, (_, k) => k);
  const complete = knowing(prepared, origins, all);
  const isEnough = 2 * complete.length >= origins.length || complete.length >= ENOUGH * ridgeInputs(prepared);
  return isEnough ? complete : null;
}

/** The origins whose windows know all of these steps ahead. */
function knowing({ targets }: Prepared, origins: Int32Array, steps: readonly number[]): Int32Array {
  return origins.filter((origin) => steps.every((step) => !Number.isNaN(targets[origin + 1 + step]!)));
}

/** Rows that are summed into the product matrix at a time. */
const CHUNK = 256;
/** Multiplications between two looks at the world: about a tenth of a second. */
const BREATH = 2e8;

/**
 * Products of [X Y 1] with itself, summed in the engine in float64, then centred. All is taken relative to the first
 * window, so that values far from zero do not cancel.
 */
async function systemOf(
  engine: Engine,
  prepared: Prepared,
  origins: Int32Array,
  steps: readonly number[],
  signal: AbortSignal | undefined,
): Promise<System> {
  const P = ridgeInputs(prepared);
  const O = steps.length;
  // A column of ones beside inputs and outputs turns sums into products.
  const width = P + O + 1;
  const row = new Float64Array(width);
  const write = (origin: number): void => {
    writeInputs(prepared, origin, row, 0);
    const { level, spread } = windowLevel(prepared, origin);
    steps.forEach((step, k) => {
      row[P + k] = (prepared.targets[origin + 1 + step]! - level) / spread;
    });
    row[P + O] = 1;
  };
  const shift = new Float64Array(width);
  if (origins.length > 0) {
    write(origins[0]!);
    shift.set(row.subarray(0, P + O));
  }
  const memory = engine.allocate(8 * width * (width + CHUNK));
  try {
    const rows = memory.address + 8 * width * width;
    const chunk = new Float64Array(width * CHUNK);
    let work = 0;
    for (let from = 0; from < origins.length; from += CHUNK) {
      const count = Math.min(CHUNK, origins.length - from);
      for (let r = 0; r < count; r++) {
        write(origins[from + r]!);
        for (let i = 0; i < width; i++) chunk[r * width + i] = row[i]! - shift[i]!;
      }
      engine.f64.set(chunk.subarray(0, count * width), rows / 8);
      engine.kernels.gram(memory.address, rows, width, count, width);
      work += count * width * width;
      if (work > BREATH) {
        work = 0;
        await pause();
        signal?.throwIfAborted();
      }
    }
    const sums = engine.f64.slice(memory.address / 8, memory.address / 8 + width * width);
    return centred(sums, shift, origins.length, steps, P);
  } finally {
    engine.free(memory);
  }
}

function centred(sums: Float64Array, shift: Float64Array, n: number, steps: readonly number[], P: number): System {
  const O = steps.length;
  const width = P + O + 1;
  // Only the upper half is summed.
  const at = (i: number, j: number) => sums[Math.min(i, j) * width + Math.max(i, j)]!;
  const means = Float64Array.from({ length: P + O }, (_, i) => at(i, P + O) / Math.max(n, 1));
  const product = (i: number, j: number) => at(i, j) - n * means[i]! * means[j]!;
  const products = Float64Array.from({ length: P * P }, (_, k) => product(Math.floor(k / P), k % P));
  const cross = Float64Array.from({ length: P * O }, (_, k) => product(Math.floor(k / O), P + (k % O)));
  let trace = 0;
  for (let i = 0; i < P; i++) trace += products[i * P + i]!;
  const unshifted = means.map((mean, i) => mean + shift[i]!);
  return {
    steps,
    windows: n,
    inputMeans: unshifted.slice(0, P),
    outputMeans: unshifted.slice(P),
    products,
    cross,
    variance: trace / P,
  };
}

/** Forecasts from many origins, in the target's own unit. */
export function forecastRidge(weights: RidgeWeights, prepared: Prepared, origins: Int32Array): WindowForecasts {
  const P = ridgeInputs(prepared);
  const h = prepared.task.horizon;
  const values = new Float64Array(origins.length * h);
  const x = new Float64Array(P);
  origins.forEach((origin, w) => {
    writeInputs(prepared, origin, x, 0);
    const y = weights.bias.slice();
    for (let i = 0; i < P; i++) for (let k = 0; k < h; k++) y[k]! += x[i]! * weights.weight[i * h + k]!;
    const { level, spread } = windowLevel(prepared, origin);
    values.set(
      undoForecast(
        prepared,
        y.map((value) => value * spread + level),
        origin,
      ),
      w * h,
    );
  });
  return { model: "ridge", origins: [...origins], horizon: h, values };
}
