import { readSafetensors } from "@gatecast/nn";
import { expect, test } from "vitest";
import { airPassengers } from "../data/index.ts";
import { fit, loadModel } from "./index.ts";

const OPTIONS = { target: "passengers", horizon: 3, lookback: 12, epochs: 12, units: [16], linear_path: false };

test("a pruned network keeps its zeros in the file, says how many they are, and forecasts the same from there", async () => {
  const { model, outcome } = await fit(airPassengers(), { ...OPTIONS, sparsity: 0.9 });
  expect(outcome.bestEpoch).toBeGreaterThanOrEqual(6);
  expect(outcome.notes).toContainEqual({ code: "weights_pruned", facts: { share: expect.closeTo(90, 0) } });
  const bytes = await model.save();
  const recurrent = readSafetensors(bytes).tensors.find(({ name }) => name === "network.layers.0.recurrent")!;
  const zeros = Array.from(recurrent.values).filter((value) => value === 0).length;
  expect(zeros / recurrent.values.length).toBeCloseTo(0.9, 2);
  const again = await loadModel(bytes);
  expect(again.forecast().forecasts.values).toEqual(model.forecast().forecasts.values);
  for (const one of [model, again]) one.close();
});

test("where the start is kept, or an epoch before pruning ends, the remark says so", async () => {
  const { model, outcome } = await fit(airPassengers(), { ...OPTIONS, linear_path: true, epochs: 0, sparsity: 0.9 });
  const facts = { share: 0, wanted: 90, epoch: 0, start: 1, end: 1 };
  expect(outcome.notes).toContainEqual({ code: "weights_pruned_early", facts });
  model.close();
});

test("nothing is pruned where nothing is asked for, and what has no recurrent weights is refused", async () => {
  const [plain, zero] = [await fit(airPassengers(), OPTIONS), await fit(airPassengers(), { ...OPTIONS, sparsity: 0 })];
  expect(zero.model.description.weightsSha256).toBe(plain.model.description.weightsSha256);
  for (const { model } of [plain, zero]) model.close();
  for (const [cell, found] of [
    ["tcn", '"tcn" has no matrix of recurrent weights to prune'],
    ["sru", '"sru" has no matrix of recurrent weights to prune'],
  ] as const) {
    await expect(fit(airPassengers(), { ...OPTIONS, cell, sparsity: 0.5 })).rejects.toMatchObject({
      code: "network_impossible",
      details: { found, option: "--sparsity" },
    });
  }
});
