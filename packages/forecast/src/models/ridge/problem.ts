import type { Engine } from "@gatecast/engine";
import { Breath } from "../../contracts/pause.ts";
import type { Prepared } from "../../prepare/index.ts";
import { type System, solveSystem } from "./solve.ts";
import { levelsOf, penaltiesOf, type RidgeView, ridgeInputs, upTo, wholeView, writeInputs } from "./view.ts";

/** A linear map from a window to its horizon, or from and to what a view shows of them. */
export interface RidgeWeights {
  /** `[inputs, steps]`, row-major. */
  readonly weight: Float64Array;
  /** `[steps]` */
  readonly bias: Float64Array;
}

/**
 * Ridge regression (Hoerl & Kennard 1970) on windows, from one matrix of products for every strength. Centred, so that the
 * bias is not shrunk; the strength is relative to the inputs' mean variance. An unknown target is left out: where most
 * windows are complete, with its window; otherwise each step ahead has a system of its own, from the windows that know it.
 */
export class RidgeProblem {
  private readonly engine: Engine;
  private readonly systems: readonly System[];
  private readonly penalties: Float64Array;
  private readonly outputs: number;

  private constructor(engine: Engine, systems: readonly System[], penalties: Float64Array, outputs: number) {
    this.engine = engine;
    this.systems = systems;
    this.penalties = penalties;
    this.outputs = outputs;
  }

  /** Sums up the windows that end at `origins`. Throws the signal's reason when aborted. */
  static async of(
    engine: Engine,
    prepared: Prepared,
    origins: Int32Array,
    { view = wholeView(prepared), breath = new Breath() }: { readonly view?: RidgeView; readonly breath?: Breath } = {},
  ): Promise<RidgeProblem> {
    const enough = completeWindows(prepared, origins, view);
    const all = upTo(view.steps.length);
    const groups = enough === null ? all.map((output) => [output]) : [all];
    const systems: System[] = [];
    for (const outputs of groups) {
      const known = enough ?? knowing(prepared, origins, stepsOf(view, outputs));
      systems.push(await systemOf(engine, prepared, known, view, outputs, breath));
    }
    return new RidgeProblem(engine, systems, penaltiesOf(prepared, view), view.steps.length);
  }

  /** Windows that entered: the fewest of any step ahead. */
  get windows(): number {
    return Math.min(...this.systems.map(({ windows }) => windows));
  }

  /** Multiplications that a solution takes, about. */
  get work(): number {
    const P = this.penalties.length;
    return this.systems.length * P * P * (P / 6 + this.outputs / this.systems.length);
  }

  /** The solution at a strength; null where there is nothing to learn from, or the inputs are too alike for it. */
  solve(strength: number): RidgeWeights | null {
    const { outputs: O, penalties } = this;
    const P = penalties.length;
    const weight = new Float64Array(P * O);
    const bias = new Float64Array(O);
    for (const system of this.systems) {
      const solved = system.windows === 0 ? null : solveSystem(this.engine, system, strength, penalties);
      if (solved === null) return null;
      system.outputs.forEach((output, k) => {
        bias[output] = system.means[P + k]!;
        for (let i = 0; i < P; i++) {
          const w = solved[k * P + i]!;
          weight[i * O + output] = w;
          bias[output]! -= system.means[i]! * w;
        }
      });
    }
    return { weight, bias };
  }
}

/** Complete windows for each input from which on the others are not missed. */
const ENOUGH = 4;

/**
 * The origins whose windows know every step ahead, where these are most of all or many for their inputs; null where too few are:
 * each step ahead then learns from the windows that know it, which takes as many systems as there are steps.
 */
export function completeWindows(
  prepared: Prepared,
  origins: Int32Array,
  view = wholeView(prepared),
): Int32Array | null {
  const complete = knowing(prepared, origins, view.steps);
  const isEnough = 2 * complete.length >= origins.length || complete.length >= ENOUGH * ridgeInputs(prepared, view);
  return isEnough ? complete : null;
}

function stepsOf(view: RidgeView, outputs: readonly number[]): number[] {
  return outputs.map((output) => view.steps[output]!);
}

/** The origins whose windows know all of these steps ahead. */
function knowing({ targets }: Prepared, origins: Int32Array, steps: readonly number[]): Int32Array {
  return origins.filter((origin) => {
    for (const step of steps) if (Number.isNaN(targets[origin + 1 + step]!)) return false;
    return true;
  });
}

/** Windows that are summed into the product matrix at a time. */
const CHUNK = 256;
/** Rows of the product matrix that are worked out together: about half of it is never needed. */
const STRIP = 32;

/**
 * Products of [X Y] with X, summed in the engine in float64, then centred. All is taken relative to the first window, so that
 * values far from zero do not cancel.
 */
async function systemOf(
  engine: Engine,
  prepared: Prepared,
  origins: Int32Array,
  view: RidgeView,
  outputs: readonly number[],
  breath: Breath,
): Promise<System> {
  const P = ridgeInputs(prepared, view);
  const width = P + outputs.length;
  const steps = stepsOf(view, outputs);
  const chunk = new Float64Array(width * CHUNK);
  /** Fills the chunk, `[width, CHUNK]`. */
  const write = (some: Int32Array): void => {
    const levels = levelsOf(prepared, some);
    writeInputs(prepared, view, some, levels, chunk, CHUNK, 1);
    steps.forEach((step, k) => {
      const row = chunk.subarray((P + k) * CHUNK);
      for (let w = 0; w < some.length; w++) {
        row[w] = (prepared.targets[some[w]! + 1 + step]! - levels.level[w]!) / levels.spread[w]!;
      }
    });
  };
  const shift = new Float64Array(width);
  if (origins.length > 0) write(origins.subarray(0, 1));
  if (origins.length > 0) for (let i = 0; i < width; i++) shift[i] = chunk[i * CHUNK]!;
  const sums = new Float64Array(width);
  const memory = engine.allocate(8 * width * (P + CHUNK));
  const columns = memory.address + 8 * width * P;
  try {
    for (let from = 0; from < origins.length; from += CHUNK) {
      const some = origins.subarray(from, from + CHUNK);
      write(some);
      for (let i = 0; i < width; i++) {
        for (let w = 0; w < some.length; w++) sums[i]! += chunk[i * CHUNK + w]! -= shift[i]!;
      }
      engine.f64.set(chunk, columns / 8);
      for (let i = 0; i < width; i += STRIP) {
        const rows = Math.min(STRIP, width - i);
        const [to, left] = [memory.address + 8 * i * P, columns + 8 * i * CHUNK];
        engine.kernels.rowProducts(to, P, left, CHUNK, columns, CHUNK, rows, Math.min(i + rows, P), some.length, 1);
      }
      await breath.spend((some.length * width * P) / 2);
    }
    const products = engine.f64.slice(memory.address / 8, memory.address / 8 + width * P);
    return centred(products, sums, shift, origins.length, outputs);
  } finally {
    engine.free(memory);
  }
}

function centred(
  products: Float64Array,
  sums: Float64Array,
  shift: Float64Array,
  windows: number,
  outputs: readonly number[],
): System {
  const width = sums.length;
  const P = width - outputs.length;
  const means = sums.map((sum) => sum / Math.max(windows, 1));
  let trace = 0;
  for (let i = 0; i < width; i++) {
    for (let j = 0; j <= i && j < P; j++) products[i * P + j]! -= windows * means[i]! * means[j]!;
    if (i < P) trace += products[i * P + i]!;
  }
  return { outputs, windows, means: means.map((mean, i) => mean + shift[i]!), products, variance: trace / P };
}
