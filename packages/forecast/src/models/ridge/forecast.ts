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
  /** Forecasts `[windows, horizon]`; NaN for steps that the view does not show. */
  private readonly values: Float64Array;

  constructor(prepared: Prepared, origins: Int32Array, view = wholeView(prepared)) {
    const P = ridgeInputs(prepared, view);
    this.prepared = prepared;
    this.origins = origins;
    this.view = view;
    this.levels = levelsOf(prepared, origins);
    this.inputs = new Float64Array(origins.length * P);
    this.values = new Float64Array(origins.length * prepared.task.horizon);
    writeInputs(prepared, view, origins, this.levels, new Float64Array(P), this.inputs, 1, P);
  }

  /** Multiplications of a forecast. */
  get work(): number {
    return this.inputs.length * this.view.steps.length;
  }

  /** Forecasts `[windows, horizon]` in the target's own unit, which stand until the next; NaN for steps that the view does not show. */
  forecast(engine: Engine, { weight, bias }: RidgeWeights): Float64Array {
    const { prepared, origins, inputs, view, values } = this;
    const { steps } = view;
    const O = steps.length;
    const P = weight.length / O;
    const memory = engine.allocate(8 * (inputs.length + weight.length + origins.length * O));
    try {
      const right = memory.address + inputs.byteLength;
      const out = right + weight.byteLength;
      engine.f64.set(inputs, memory.address / 8);
      engine.f64.set(transposed(weight, P, O), right / 8);
      engine.kernels.rowProducts(out, O, memory.address, P, right, P, origins.length, O, P, 0);
      this.take(engine.f64.subarray(out / 8, out / 8 + origins.length * O), bias);
    } finally {
      engine.free(memory);
    }
    return undoForecasts(prepared, values, origins);
  }

  /** What was said of each window `[windows, steps]`, back from its level and spread. */
  private take(said: Float64Array, bias: Float64Array): void {
    const { prepared, origins, view, levels, values } = this;
    const h = prepared.task.horizon;
    if (view.steps.length < h) values.fill(Number.NaN);
    for (let w = 0, i = 0; w < origins.length; w++) {
      const [level, spread] = [levels.level[w]!, levels.spread[w]!];
      for (let k = 0; k < view.steps.length; k++) {
        values[w * h + view.steps[k]!] = (said[i++]! + bias[k]!) * spread + level;
      }
    }
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

function transposed(values: Float64Array, rows: number, columns: number): Float64Array {
  const out = new Float64Array(values.length);
  for (let r = 0; r < rows; r++) for (let c = 0; c < columns; c++) out[c * rows + r] = values[r * columns + c]!;
  return out;
}
