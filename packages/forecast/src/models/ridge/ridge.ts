import type { Engine } from "@gatecast/engine";
import type { WindowForecasts } from "../../contracts/index.ts";
import { type Prepared, undoForecast, windowLevel } from "../../prepare/index.ts";
import { solveCholesky } from "./cholesky.ts";

/** A linear map from a window to its horizon. Inputs: the window's rows, oldest first, then the known rows ahead. */
export interface RidgeWeights {
  /** `[inputs, horizon]`, row-major. */
  readonly weight: Float64Array;
  /** `[horizon]` */
  readonly bias: Float64Array;
}

/** Inputs of the linear map: every column of every row of the window, and every future covariate of every row ahead. */
export function ridgeInputs({ task, columns, futureColumns }: Prepared): number {
  return task.lookback * columns + task.horizon * futureColumns;
}

/** Writes a window as one row of inputs. */
function writeInputs(prepared: Prepared, origin: number, out: Float64Array, at: number): void {
  const { task, table, columns, future, futureColumns } = prepared;
  const { level, spread } = windowLevel(prepared, origin);
  const from = (origin - task.lookback + 1) * columns;
  const count = task.lookback * columns;
  for (let i = 0; i < count; i++) out[at + i] = table[from + i]!;
  for (let i = 0; i < count; i += columns) out[at + i] = (table[from + i]! - level) / spread;
  const ahead = (origin + 1) * futureColumns;
  for (let i = 0; i < task.horizon * futureColumns; i++) out[at + count + i] = future[ahead + i]!;
}

/** Rows that are summed into the product matrix at a time. */
const CHUNK = 256;

/**
 * Ridge regression (Hoerl & Kennard 1970) on windows, from one product matrix for every strength. Windows with an unknown
 * target are left out. Centred, so that the bias is not shrunk; the strength is relative to the inputs' mean variance.
 */
export class RidgeProblem {
  /** Windows that entered. */
  readonly windows: number;
  private readonly inputs: number;
  private readonly outputs: number;
  /** Means of inputs and outputs. */
  private readonly means: Float64Array;
  /** Centred products `[inputs, inputs]` and `[inputs, outputs]`. */
  private readonly products: Float64Array;
  private readonly cross: Float64Array;
  private readonly variance: number;

  constructor(engine: Engine, prepared: Prepared, origins: Int32Array) {
    const P = ridgeInputs(prepared);
    const h = prepared.task.horizon;
    const complete = origins.filter((origin) => targetsKnown(prepared, origin));
    // A column of ones beside inputs and outputs turns sums into products.
    const width = P + h + 1;
    const gram = productsOf(engine, prepared, complete, P, width);
    const n = complete.length;
    this.windows = n;
    this.inputs = P;
    this.outputs = h;
    const at = (i: number, j: number) => gram[Math.min(i, j) * width + Math.max(i, j)]!;
    this.means = Float64Array.from({ length: P + h }, (_, i) => at(i, P + h) / Math.max(n, 1));
    const centred = (i: number, j: number) => at(i, j) - n * this.means[i]! * this.means[j]!;
    this.products = Float64Array.from({ length: P * P }, (_, k) => centred(Math.floor(k / P), k % P));
    this.cross = Float64Array.from({ length: P * h }, (_, k) => centred(Math.floor(k / h), P + (k % h)));
    let trace = 0;
    for (let i = 0; i < P; i++) trace += this.products[i * P + i]!;
    this.variance = trace / P;
  }

  /** The solution at a strength; null where the inputs are too alike for it. */
  solve(strength: number): RidgeWeights | null {
    const { inputs: P, outputs: h } = this;
    const A = this.products.slice();
    // A constant input has no variance: a trace of strength keeps the system solvable.
    const shrink = strength * this.variance + 1e-12;
    for (let i = 0; i < P; i++) A[i * P + i]! += shrink;
    const weight = solveCholesky(A, P, this.cross, h);
    if (weight === null || !weight.every(Number.isFinite)) return null;
    const bias = this.means.slice(P);
    for (let i = 0; i < P; i++) for (let k = 0; k < h; k++) bias[k]! -= this.means[i]! * weight[i * h + k]!;
    return { weight, bias };
  }
}

function targetsKnown({ targets, task }: Prepared, origin: number): boolean {
  for (let k = 1; k <= task.horizon; k++) if (Number.isNaN(targets[origin + k]!)) return false;
  return true;
}

/** [X Y 1]ᵀ · [X Y 1], summed in the engine in float64; only the upper half is filled. */
function productsOf(engine: Engine, prepared: Prepared, origins: Int32Array, P: number, width: number): Float64Array {
  const h = prepared.task.horizon;
  const gram = engine.allocate(8 * width * width);
  const rows = engine.allocate(8 * width * CHUNK);
  const chunk = new Float64Array(width * CHUNK);
  for (let from = 0; from < origins.length; from += CHUNK) {
    const count = Math.min(CHUNK, origins.length - from);
    for (let r = 0; r < count; r++) {
      const origin = origins[from + r]!;
      const at = r * width;
      writeInputs(prepared, origin, chunk, at);
      const { level, spread } = windowLevel(prepared, origin);
      for (let k = 0; k < h; k++) chunk[at + P + k] = (prepared.targets[origin + 1 + k]! - level) / spread;
      chunk[at + P + h] = 1;
    }
    engine.f64.set(chunk.subarray(0, count * width), rows.address / 8);
    engine.kernels.gram(gram.address, rows.address, width, count, width);
  }
  const sums = engine.f64.slice(gram.address / 8, gram.address / 8 + width * width);
  engine.free(rows);
  engine.free(gram);
  return sums;
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
