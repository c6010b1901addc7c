import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Engine, seed } from "@gatecast/engine";
import { FAMILY, Network, OPTIMIZERS, update, WRAPPERS } from "@gatecast/nn";
import { expect, test } from "vitest";
import { ROOT, runScript } from "../support/run-script.ts";

/** A module of bench/, which is plain JavaScript. */
const load = async <T>(path: string): Promise<T> => (await import(pathToFileURL(join(ROOT, "bench", path)).href)) as T;
const { countIn } = await load<{
  countIn: (engine: Engine) => { during(work: () => void): { operations: number; unknown: string[] } };
}>("family/count.js");

interface Row {
  readonly cell: string;
  readonly compiled: boolean;
  readonly train_ms: number;
  readonly train_mflop: number | null;
  readonly time_per_flop: number | null;
}

test("every member of the family is timed, and compiled cells are counted whole", { timeout: 120_000 }, async () => {
  const options = ["--only", "family", "--rounds", "1", "--milliseconds", "1", "--json"];
  const { code, stdout, stderr } = await runScript("bench/bench.js", options);
  expect([code, stderr]).toEqual([0, ""]);
  const rows = stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Row);
  expect(rows.map(({ cell }) => cell)).toEqual(Object.keys(FAMILY));
  for (const { cell, compiled, train_ms, train_mflop, time_per_flop } of rows) {
    expect(train_ms, cell).toBeGreaterThan(0);
    if (compiled) expect(train_mflop, cell).toBeGreaterThan(1);
    expect(time_per_flop === null, cell).toBe(train_mflop === null);
  }
  expect(rows.find(({ cell }) => cell === "lstm")?.time_per_flop).toBe(1);
});

test("what is put around cells is timed beside one plain layer, but for pruning, which trains as that does", async () => {
  const options = ["--only", "around", "--rounds", "1", "--milliseconds", "1", "--json"];
  const { code, stdout, stderr } = await runScript("bench/bench.js", options);
  expect([code, stderr]).toEqual([0, ""]);
  const rows = stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { around: string; layers: number; train_ms: number; beside_lstm: number });
  expect(rows.map(({ around }) => around)).toEqual([
    "lstm",
    ...Object.keys(WRAPPERS).filter((name) => name !== "sparse"),
  ]);
  expect(rows[0]).toMatchObject({ layers: 1, beside_lstm: 1 });
  for (const { around, layers, train_ms } of rows) {
    expect(train_ms, around).toBeGreaterThan(0);
    expect(layers, around).toBe(WRAPPERS[around]?.layers.length ?? 1);
  }
});

test("forecasts with pruned weights are timed for each share, beside the same network with all of them", {
  timeout: 120_000,
}, async () => {
  const options = ["--only", "pruned", "--rounds", "1", "--milliseconds", "1", "--json"];
  const { code, stdout, stderr } = await runScript("bench/bench.js", options);
  expect([code, stderr]).toEqual([0, ""]);
  const rows = stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { pruned: number; units: number; predict_ms: number; times_as_fast: number });
  expect([...new Set(rows.map(({ units }) => units))]).toEqual([64, 256]);
  const dense = rows.filter(({ pruned }) => pruned === 0);
  expect(dense.map(({ times_as_fast }) => times_as_fast)).toEqual([1, 1]);
  for (const { units, pruned, predict_ms, times_as_fast } of rows) {
    expect(predict_ms, `${units} ${pruned}`).toBeGreaterThan(0);
    const whole = dense.find((one) => one.units === units)!.predict_ms;
    expect(times_as_fast).toBeCloseTo(whole / predict_ms, 10);
  }
});

test("what is counted is what a plain network is made of, by hand", async () => {
  const engine = await Engine.create();
  const { during } = countIn(engine);
  const layers = [{ kind: "recurrent", cell: "rnn", units: 4, output: "last", directions: 1 }] as const;
  const spec = { steps: 3, features: 4, extras: 0, outputs: 4, layers, linearPath: false };
  const network = await Network.create(engine, spec, seed(1));
  const { plan } = network.plan(8, "mse");
  const forward = during(() => plan.forward());
  // Three times x·W, twice h·U (the first state is zero), the head, 27 operations a tanh, four an error.
  expect(forward).toEqual({ operations: 8 * 2 * 16 * (3 + 2 + 1) + 3 * 8 * 4 * 27 + 8 * 4 * 4, unknown: [] });
  const backward = during(() => plan.backward());
  // Gradients of W, U and the head; of h through U twice and through the head; of tanh: 1 − y², times what comes in;
  // sums for both biases.
  const products = 8 * 2 * 16 * (3 + 2 + 1 + 2 + 1);
  expect(backward.unknown).toEqual([]);
  expect(backward.operations - products - (3 + 1) * 8 * 4).toBe(3 * 8 * 4 * 3);
  const weights = network.parameters.learning;
  const updated = during(
    () => void update(network.parameters, OPTIMIZERS.adam, { learningRate: 0.01, step: 1, clipNorm: 0 }),
  );
  expect(updated).toEqual({ operations: 14 * weights, unknown: [] });
  engine.close();
});

test("a kernel that nobody counts is named", async () => {
  const engine = await Engine.create();
  const { during } = countIn(engine);
  const count = during(() => {
    const { kernels } = engine;
    kernels.clear(65536, 4);
    kernels.factor(65536, 2, 1, 1);
  });
  expect(count).toEqual({ operations: 0, unknown: ["factor"] });
  engine.close();
});
