import type { Engine } from "@gatecast/engine";
import type { WindowForecasts } from "../../contracts/index.ts";
import { type Prepared, undoForecast } from "../../prepare/index.ts";
import type { RidgeWeights } from "./problem.ts";
import { levelsOf, wholeView, writeInputs } from "./view.ts";

/** Windows that are forecast at a time. */
const CHUNK = 64;

/** Forecasts from many origins, in the target's own unit; NaN for steps that the view does not show. */
export function forecastRidge(
  engine: Engine,
  { weight, bias }: RidgeWeights,
  prepared: Prepared,
  origins: Int32Array,
  view = wholeView(prepared),
): WindowForecasts {
  const h = prepared.task.horizon;
  const O = view.steps.length;
  const P = weight.length / O;
  const values = new Float64Array(origins.length * h);
  const chunk = new Float64Array(CHUNK * P);
  const memory = engine.allocate(8 * (O * P + CHUNK * (P + O)));
  const [inputs, outputs] = [memory.address + 8 * O * P, memory.address + 8 * (O + CHUNK) * P];
  try {
    engine.f64.set(transposed(weight, P, O), memory.address / 8);
    for (let from = 0; from < origins.length; from += CHUNK) {
      const some = origins.subarray(from, from + CHUNK);
      const levels = levelsOf(prepared, some);
      writeInputs(prepared, view, some, levels, chunk, 1, P);
      engine.f64.set(chunk, inputs / 8);
      engine.kernels.rowProducts(outputs, O, inputs, P, memory.address, P, some.length, O, P, 0);
      const said = engine.f64.subarray(outputs / 8, outputs / 8 + CHUNK * O);
      some.forEach((origin, w) => {
        const y = new Float64Array(h).fill(Number.NaN);
        view.steps.forEach((step, k) => {
          y[step] = (said[w * O + k]! + bias[k]!) * levels.spread[w]! + levels.level[w]!;
        });
        values.set(undoForecast(prepared, y, origin), (from + w) * h);
      });
    }
  } finally {
    engine.free(memory);
  }
  return { model: "ridge", origins: [...origins], horizon: h, values };
}

function transposed(values: Float64Array, rows: number, columns: number): Float64Array {
  const out = new Float64Array(values.length);
  for (let r = 0; r < rows; r++) for (let c = 0; c < columns; c++) out[c * rows + r] = values[r * columns + c]!;
  return out;
}
