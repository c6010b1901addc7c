import { type Engine, readTensor } from "@gatecast/engine";
import type { Network } from "@gatecast/nn";
import { type Prepared, undoForecast } from "../../prepare/index.ts";
import { predictionBatch } from "./network-forecast.ts";
import { WindowStore } from "./window-store.ts";

/**
 * Forecasts one window so many times, each with masks of dropout of its own, which follow from the network's seed and the
 * number of passes alone. `[h][passes]`, ascending, in the target's own unit.
 */
export function sampleNetwork(
  engine: Engine,
  network: Network,
  prepared: Prepared,
  origin: number,
  options: { readonly passes: number; readonly asFeatures: boolean },
): Float64Array[] {
  const h = prepared.task.horizon;
  const { passes, asFeatures } = options;
  const plan = network.plan(predictionBatch(passes, prepared.task.lookback), undefined, "sample");
  const store = new WindowStore(engine, prepared, { batch: plan.output.rows, asFeatures });
  // The rows of the batch are the same window, each behind masks of its own.
  store.gather(plan, Int32Array.of(origin));
  const { level, spread } = store.levelOf(0);
  const steps = Array.from({ length: h }, () => new Float64Array(passes));
  for (let done = 0; done < passes; done += plan.output.rows) {
    network.sampling.step = done;
    plan.plan.forward();
    const outputs = readTensor(engine.f32, plan.output);
    for (let pass = done; pass < Math.min(passes, done + plan.output.rows); pass++) {
      const y = outputs.subarray((pass - done) * h, (pass - done + 1) * h);
      const values = undoForecast(
        prepared,
        Float64Array.from(y, (value) => value * spread + level),
        origin,
      );
      for (let k = 0; k < h; k++) steps[k]![pass] = values[k]!;
    }
  }
  store.close();
  plan.plan.close();
  for (const values of steps) values.sort();
  return steps;
}
