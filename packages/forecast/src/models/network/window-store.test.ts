import { Engine, readTensor, seed } from "@gatecast/engine";
import { Network } from "@gatecast/nn";
import { expect, test } from "vitest";
import { frameFrom } from "../../data/index.ts";
import { fitPreparation, originsWithin, prepareFrame, type WindowScale, windowLevel } from "../../prepare/index.ts";
import { forecastNetwork, networkSpec } from "./network-forecast.ts";
import { WindowStore } from "./window-store.ts";

const y = Float64Array.from({ length: 40 }, (_, t) => 100 + t * t);
const wind = Float64Array.from({ length: 40 }, (_, t) => t / 10);
const plan = Float64Array.from({ length: 40 }, (_, t) => -t);
const frame = frameFrom({ columns: { y, wind, plan } });
const task = { target: "y", past: ["wind"], future: ["plan"], calendar: [], lookback: 4, horizon: 2 };
const options = {
  cell: "lstm",
  units: [3],
  directions: 1,
  dense: [],
  activation: "relu",
  dropout: 0,
  linear_path: true,
  window_as: "steps",
} as const;

async function setUp(window: WindowScale, windowAs: "steps" | "features", batch: number) {
  const engine = await Engine.create();
  const prepared = prepareFrame(fitPreparation({ target: [], covariates: [], window }, frame, task, 30), frame, task);
  const network = await Network.create(engine, networkSpec(task, { ...options, window_as: windowAs }), seed(1));
  const asFeatures = windowAs === "features";
  const store = new WindowStore(engine, prepared, { batch, asFeatures });
  return { engine, prepared, network, store, asFeatures };
}

test.each(["none", "last", "mean_spread"] as const)(
  "a window relative to %s holds what its rows hold",
  async (window) => {
    const { engine, prepared, network, store } = await setUp(window, "steps", 2);
    const batch = network.plan(2, "mse");
    store.gather(batch, Int32Array.of(10, 25));
    const x = readTensor(engine.f32, batch.x);
    const extras = readTensor(engine.f32, batch.extras!);
    const targets = readTensor(engine.f32, batch.target!);
    [10, 25].forEach((origin, b) => {
      const { level, spread } = windowLevel(prepared, origin);
      expect(store.levelOf(b)).toEqual({ level, spread });
      for (let t = 0; t < 4; t++) {
        const row = origin - 3 + t;
        const at = (t * 2 + b) * 3;
        expect(x[at]).toBe(Math.fround((y[row]! - level) / spread));
        expect([x[at + 1], x[at + 2]]).toEqual([Math.fround(wind[row]!), Math.fround(plan[row]!)]);
      }
      expect([...extras.subarray(2 * b, 2 * b + 2)]).toEqual([plan[origin + 1], plan[origin + 2]]);
      expect(targets[2 * b]).toBe(Math.fround((y[origin + 1]! - level) / spread));
      expect(targets[2 * b + 1]).toBe(Math.fround((y[origin + 2]! - level) / spread));
    });
    engine.close();
  },
);

test("a whole window as one step holds the same numbers side by side, oldest first", async () => {
  const steps = await setUp("last", "steps", 2);
  const features = await setUp("last", "features", 2);
  const origins = Int32Array.of(12, 13);
  const one = steps.network.plan(2);
  const other = features.network.plan(2);
  steps.store.gather(one, origins);
  features.store.gather(other, origins);
  const x = readTensor(steps.engine.f32, one.x);
  const flat = readTensor(features.engine.f32, other.x);
  expect(other.x.shape).toEqual([1, 2, 12]);
  for (let b = 0; b < 2; b++) {
    for (let t = 0; t < 4; t++) {
      for (let c = 0; c < 3; c++) expect(flat[b * 12 + t * 3 + c]).toBe(x[(t * 2 + b) * 3 + c]);
    }
  }
  steps.engine.close();
  features.engine.close();
});

test("a batch that is not full counts nothing behind its windows", async () => {
  const { engine, network, store } = await setUp("none", "steps", 8);
  const full = network.plan(3, "mse", "evaluate");
  const wide = network.plan(8, "mse", "evaluate");
  const origins = Int32Array.of(8, 9, 20);
  store.gather(full, origins);
  full.plan.forward();
  store.gather(wide, origins);
  wide.plan.forward();
  expect(wide.loss!.value).toBe(full.loss!.value);
  engine.close();
});

test("a forecast has the same bits alone and among others", async () => {
  const { engine, network, prepared, asFeatures } = await setUp("mean_spread", "steps", 1);
  const origins = originsWithin(prepared, 0, 40);
  const together = forecastNetwork(engine, network, prepared, origins, { model: "lstm", asFeatures });
  origins.forEach((origin, w) => {
    const alone = forecastNetwork(engine, network, prepared, Int32Array.of(origin), { model: "lstm", asFeatures });
    expect(alone.values).toEqual(together.values.subarray(2 * w, 2 * w + 2));
  });
  engine.close();
});
