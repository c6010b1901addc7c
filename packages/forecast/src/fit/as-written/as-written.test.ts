import { Engine, seed } from "@gatecast/engine";
import { Network } from "@gatecast/nn";
import { expect, test } from "vitest";
import type { Frame } from "../../contracts/index.ts";
import { airPassengers, frameFrom } from "../../data/index.ts";
import { dailyTable, withValues } from "../series.fixture.ts";
import { type AsWrittenOutcome, asWrittenStream } from "./as-written.ts";
import { type AsWrittenOptions, asWrittenSchema } from "./options.ts";
import { startAsTorch } from "./start-as-torch.ts";

const SCALED = {
  target: [{ kind: "min_max" as const }],
  covariates: [{ kind: "min_max" as const }],
  window: "none" as const,
};
const BASE = {
  leaky: true as const,
  target: "y",
  lookback: 5,
  rows: { train: 100, validation: 30, test: 30 },
  windows: "across" as const,
  preparation: SCALED,
  fit_on: "all" as const,
  units: [4],
  epochs: 2,
  batch: 8,
};

async function run(frame: Frame, options: AsWrittenOptions, season = 1): Promise<AsWrittenOutcome> {
  const stream = asWrittenStream(frame, asWrittenSchema.parse(options), { season });
  for (;;) {
    const next = await stream.next();
    if (next.done === true) return next.value;
  }
}

const origins = (outcome: AsWrittenOutcome, part: "train" | "validation" | "test") =>
  outcome.parts[part]!.forecasts[0]!.origins;

test("the door is one word: without leaky there is no such run", () => {
  const { leaky: _, ...without } = BASE;
  expect(asWrittenSchema.safeParse(without).success).toBe(false);
  expect(asWrittenSchema.safeParse({ ...BASE, leaky: false }).success).toBe(false);
  expect(asWrittenSchema.safeParse(BASE).success).toBe(true);
});

test("a cell that is unknown, needs a graph or gives no sequence is refused, as fit refuses it", async () => {
  const frame = dailyTable(160);
  for (const [cell, units, code] of [
    ["lstn", [4], "cell_unknown"],
    ["t-gcn", [4], "graph_missing"],
    ["gc-lstm", [4], "graph_missing"],
    ["attention", [4, 4], "option_conflict"],
  ] as const) {
    const asked = run(frame, { ...BASE, cell, units: [...units] });
    await expect(asked, cell).rejects.toMatchObject({ kind: "usage", code, details: { found: expect.any(String) } });
  }
});

test("windows cannot be taken relative to a past that is hidden", () => {
  const relative = { ...BASE, own_past: false, preparation: { ...SCALED, window: "last" } };
  expect(asWrittenSchema.safeParse(relative).success).toBe(false);
  expect(asWrittenSchema.safeParse({ ...relative, own_past: true }).success).toBe(true);
});

test("parts are cut as the tutorial cuts them: across, inside, with the last window left out, or shuffled", async () => {
  const frame = dailyTable(160);
  const across = await run(frame, BASE);
  expect([origins(across, "train")[0], origins(across, "train").at(-1)]).toEqual([4, 98]);
  expect([origins(across, "test")[0], origins(across, "test").at(-1)]).toEqual([129, 158]);
  const inside = await run(frame, { ...BASE, windows: "inside", drop_last: true });
  expect([origins(inside, "validation")[0], origins(inside, "validation").at(-1)]).toEqual([104, 127]);
  const mixed = await run(frame, { ...BASE, windows: "inside", test_windows: "across", drop_last: true });
  expect(origins(mixed, "test").length).toBe(30);
  const shuffled = await run(frame, { ...BASE, shuffled_test: 0.2 });
  const [train, tested] = [origins(shuffled, "train"), origins(shuffled, "test")];
  expect(tested.length).toBe(31);
  expect([...train, ...tested].sort((a, b) => a - b)).toEqual(Array.from({ length: 155 }, (_, i) => i + 4));
  expect(Math.min(...tested)).toBeLessThan(100);
});

test("what is forecast leaks into the scaler where the tutorial lets it, and nowhere else", async () => {
  const frame = dailyTable(160);
  const changed = withValues(frame, "y", (value, row) => (row >= 140 ? value * 50 : value));
  const early = (outcome: AsWrittenOutcome) => outcome.parts.train!.forecasts[0]!.values;
  expect(early(await run(changed, BASE))).not.toEqual(early(await run(frame, BASE)));
  const honest = { ...BASE, fit_on: "train" as const };
  expect(early(await run(changed, honest))).toEqual(early(await run(frame, honest)));
});

test("a hidden past is hidden: the forecast follows the other columns alone", async () => {
  const frame = dailyTable(160);
  const options = { ...BASE, past: ["wind"], own_past: false, fit_on: "train" as const };
  const before = (await run(frame, options)).parts.test!.forecasts[0]!.values;
  const own = withValues(frame, "y", (value, row) => (row >= 130 ? value + 9 : value));
  expect((await run(own, options)).parts.test!.forecasts[0]!.values).toEqual(before);
  const other = withValues(frame, "wind", (value, row) => (row >= 130 ? value + 9 : value));
  expect((await run(other, options)).parts.test!.forecasts[0]!.values).not.toEqual(before);
});

test("values that were filled in count as read, and the last weights are kept", async () => {
  const frame = dailyTable(160);
  const filled = new Uint8Array(160).fill(1);
  const cleaned = { ...frame, columns: frame.columns.map((column) => ({ ...column, filled })) };
  const options = { ...BASE, epochs: 40, patience: 3, learning_rate: 0.2 };
  const [one, other] = [await run(cleaned, options), await run(frame, options)];
  expect(one.parts.test!.scores).toEqual(other.parts.test!.scores);
  const losses = one.history.map(({ validationLoss }) => validationLoss);
  const best = losses.indexOf(Math.min(...losses));
  expect(one.epochs).toBe(best + 3);
  // The network that is scored is the one after the last epoch: as many epochs without stopping give the same.
  const whole = await run(frame, { ...options, epochs: one.epochs, patience: 40 });
  expect(whole.parts.test!.scores[0]).toEqual(one.parts.test!.scores[0]);
});

test("the passengers case ends where PyTorch ends with the same steps: mean validation RMSE of five seeds", async () => {
  const options = {
    ...{ leaky: true as const, target: "passengers", lookback: 1, rows: { train: 96, validation: 48 } },
    ...{
      windows: "inside" as const,
      drop_last: true,
      preparation: { ...SCALED, covariates: [] },
      fit_on: "all" as const,
    },
    ...{ units: [4], epochs: 100, batch: 1 },
  };
  const scores = [];
  for (const seed of [1, 2, 3, 4, 5]) {
    const { validation } = (await run(airPassengers(), { ...options, seed }, 12)).parts;
    const [network, persistence, seasonal] = validation!.scores;
    scores.push(network!.rmse);
    // Persistence and seasonal naive of the tutorial's own rows, as numpy has them.
    expect(persistence!.rmse).toBeCloseTo(48.6641, 4);
    expect(seasonal!.rmse).toBeCloseTo(42.322, 2);
  }
  const mean = scores.reduce((sum, score) => sum + score) / scores.length;
  expect(mean).toBeGreaterThan(48.5);
  expect(mean).toBeLessThan(53.5);
});

test("a frame of rows without times runs too", async () => {
  const y = Float64Array.from({ length: 160 }, (_, t) => (t % 7) + t / 50);
  const outcome = await run(frameFrom({ columns: { y } }), BASE);
  expect(outcome.parts.test!.scores.every(({ rmse }) => Number.isFinite(rmse))).toBe(true);
  expect(outcome.leaky).toBe(true);
});

test("a start as PyTorch has it fills ±1/√H, and gives another network", async () => {
  const engine = await Engine.create();
  const layers = [{ kind: "recurrent", cell: "lstm", units: 25, output: "last", directions: 1 }] as const;
  const spec = { steps: 3, features: 7, extras: 0, outputs: 2, layers, linearPath: false };
  const network = await Network.create(engine, spec, seed(1));
  startAsTorch(network, seed(2));
  for (const { name } of network.parameters.all) {
    const limit = name === "layers.0.bias" ? 0.4 : 0.2;
    const values = network.parameters.read(name).map(Math.abs);
    expect(Math.max(...values), name).toBeLessThanOrEqual(limit + 1e-7);
    if (values.length > 100) expect(Math.max(...values), name).toBeGreaterThan(0.7 * limit);
  }
  engine.close();
  const frame = dailyTable(160);
  const test = async (start: "keras" | "torch") => (await run(frame, { ...BASE, start })).parts.test!.scores[0]!.rmse;
  expect(await test("torch")).not.toBe(await test("keras"));
});
