import type { Engine } from "@gatecast/engine";
import type { WindowForecasts } from "../../contracts/index.ts";
import { type Prepared, undoForecasts } from "../../prepare/index.ts";
import type { RidgeWeights } from "./problem.ts";
import { type Levels, levelsOf, type RidgeView, ridgeInputs, wholeView, writeInputs } from "./view.ts";

/** Windows as ridge sees them, to be forecast with one set of weights after another. */
export class RidgeWindows {
  readonly origins: Int32Array;
  private readonly prepared: Prepared;
  private readonly view: RidgeView;
  private readonly levels: Levels;
  /** `[windows, inputs]`, row-major. */
  private readonly inputs: Float64Array;

  constructor(prepared: Prepared, origins: Int32Array, view = wholeView(prepared)) {
    const P = ridgeInputs(prepared, view);
    this.prepared = prepared;
    this.origins = origins;
    this.view = view;
    this.levels = levelsOf(prepared, origins);
    this.inputs = new Float64Array(origins.length * P);
    writeInputs(prepared, view, origins, this.levels, new Float64Array(P), this.inputs, 1, P);
  }

  /** Multiplications of a forecast. */
  get work(): number {
    return this.inputs.length * this.view.steps.length;
  }

  /** Forecasts `[windows, horizon]` in the target's own unit; NaN for steps that the view does not show. */
  forecast(engine: Engine, { weight, bias }: RidgeWeights): Float64Array {
    const { prepared, origins, inputs, view, levels } = this;
    const h = prepared.task.horizon;
    const O = view.steps.length;
    const P = weight.length / O;
    const said = products(engine, inputs, transposed(weight, P, O), origins.length, O, P);
    const values = new Float64Array(origins.length * h).fill(Number.NaN);
    view.steps.forEach((step, k) => {
      for (let w = 0; w < origins.length; w++) {
        values[w * h + step] = (said[w * O + k]! + bias[k]!) * levels.spread[w]! + levels.level[w]!;
      }
    });
    return undoForecasts(prepared, values, origins);
  }
}

/** Windows that are forecast at a time. */
const CHUNK = 2048;

/** Forecasts from many origins, in the target's own unit; `rows` are the origins as their table numbers them. */
export function forecastRidge(
  engine: Engine,
  weights: RidgeWeights,
  prepared: Prepared,
  origins: Int32Array,
  rows: readonly number[] = [...origins],
): WindowForecasts {
  const h = prepared.task.horizon;
  const values = new Float64Array(origins.length * h);
  for (let from = 0; from < origins.length; from += CHUNK) {
    const windows = new RidgeWindows(prepared, origins.subarray(from, from + CHUNK));
    values.set(windows.forecast(engine, weights), from * h);
  }
  return { model: "ridge", origins: rows, horizon: h, values };
}

/** A · Bᵀ for `[m, k]` and `[n, k]`. */
function products(engine: Engine, a: Float64Array, b: Float64Array, m: number, n: number, k: number): Float64Array {
  const memory = engine.allocate(a.byteLength + b.byteLength + 8 * m * n);
  try {
    const [left, right] = [memory.address, memory.address + a.byteLength];
    const out = right + b.byteLength;
    engine.f64.set(a, left / 8);
    engine.f64.set(b, right / 8);
    engine.kernels.rowProducts(out, n, left, k, right, k, m, n, k, 0);
    return engine.f64.slice(out / 8, out / 8 + m * n);
  } finally {
    engine.free(memory);
  }
}

function transposed(values: Float64Array, rows: number, columns: number): Float64Array {
  const out = new Float64Array(values.length);
  for (let r = 0; r < rows; r++) for (let c = 0; c < columns; c++) out[c * rows + r] = values[r * columns + c]!;
  return out;
}
