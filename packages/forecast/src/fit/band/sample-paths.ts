import { type Engine, generator, type Seed, split } from "@gatecast/engine";
import type { Network } from "@gatecast/nn";
import type { Frame, Task } from "../../contracts/index.ts";
import { NetworkSampler } from "../../models/index.ts";
import {
  evenScale,
  type FittedPreparation,
  missingIn,
  missingInPanel,
  prepareFrame,
  preparePanel,
} from "../../prepare/index.ts";
import { rowsAround } from "../rows-ahead.ts";
import { missingSeed, type PastErrors } from "./past-errors.ts";

/** What passes are made with. */
export interface Sampled {
  readonly engine: Engine;
  readonly network: Network;
  readonly task: Task;
  readonly windowAs: "steps" | "features";
  readonly seed: Seed;
  readonly pastErrors: PastErrors | null;
}

/** A series and the row that it is forecast from. */
export interface SampledSeries {
  readonly frame: Frame;
  readonly preparation: FittedPreparation;
  readonly origin: number;
}

/**
 * What each pass says of the rows ahead, `[passes · horizon]`, in the target's own unit. Beyond the trained horizon a pass goes
 * on from what it said itself, with the error of some past window added: its masks stay the same.
 */
export function samplePaths(
  { engine, network, task, windowAs, seed, pastErrors }: Sampled,
  { frame, preparation, origin }: SampledSeries,
  { passes, horizon }: { readonly passes: number; readonly horizon: number },
): Float64Array {
  const said = new Float64Array(passes * horizon);
  const sampler = new NetworkSampler(engine, network, {
    ...{ passes, lookback: task.lookback, asFeatures: windowAs === "features" },
    carries: pastErrors?.carries ?? null,
    seed: missingSeed(seed),
  });
  const around = (path: Float64Array) => rowsAround(frame, task, preparation, origin, path);
  const known = around(new Float64Array(0));
  const first = prepareFrame(preparation, known, task);
  for (let pass = 0; pass < passes; pass += sampler.batch) {
    const count = Math.min(sampler.batch, passes - pass);
    const at = new Int32Array(count).fill(known.time.length - task.horizon - 1);
    const paths = new Float64Array(count * horizon);
    for (let reached = 0; reached < horizon; reached += task.horizon) {
      let values: Float64Array;
      if (reached === 0) values = sampler.sample(pass, first, at, missingIn(known, task));
      else {
        const frames = Array.from({ length: count }, (_, p) =>
          around(paths.subarray(p * horizon, p * horizon + reached)),
        );
        const panel = preparePanel(
          frames.map((one) => ({ frame: one, preparation })),
          task,
        );
        const origins = panel.starts.subarray(1).map((end) => end - task.horizon - 1);
        values = sampler.sample(pass, panel, origins, missingInPanel(frames, panel.starts, task));
      }
      const steps = Math.min(task.horizon, horizon - reached);
      for (let p = 0; p < count; p++) {
        const own = values.subarray(p * task.horizon, (p + 1) * task.horizon);
        said.set(own.subarray(0, steps), (pass + p) * horizon + reached);
        const noisy = withNoise(own, preparation, pastErrors, split(split(seed, "noise"), `${pass + p} ${reached}`));
        paths.set(noisy.subarray(0, steps), p * horizon + reached);
      }
    }
  }
  sampler.close();
  return said;
}

/** A forecast `[h]` with the noise of one past window, drawn among those that are complete. */
function withNoise(
  forecast: Float64Array,
  { target }: FittedPreparation,
  pastErrors: PastErrors | null,
  seed: Seed,
): Float64Array {
  if (pastErrors === null) return forecast;
  const { noise, errors } = pastErrors;
  const h = forecast.length;
  const from = h * Math.floor((generator(seed)() * errors.length) / h);
  const scale = evenScale(target);
  return scale.back(scale.to(forecast).map((value, k) => value + noise[k]! * (errors[from + k]! || 0)));
}
