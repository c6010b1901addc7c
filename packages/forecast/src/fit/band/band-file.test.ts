import { readSafetensors, type StoredTensor } from "@gatecast/nn";
import { expect, test } from "vitest";
import { writeModelFile } from "../../artifact/index.ts";
import { airPassengers } from "../../data/index.ts";
import { fit, loadModel } from "../index.ts";

test("a file whose band cannot be is refused, whatever its checksum", async () => {
  const options = { target: "passengers", horizon: 2, lookback: 6, epochs: 1, units: [3], variational: 0.3 };
  const { model } = await fit(airPassengers(), { ...options, calendar: [] });
  const { metadata, tensors } = readSafetensors(await model.save());
  model.close();
  const rewritten = (change: (tensor: StoredTensor) => StoredTensor) =>
    writeModelFile("model", JSON.parse(metadata.facts!), tensors.map(change));
  (await loadModel(await rewritten((tensor) => tensor))).close();
  const values = (name: string, value: number) => (tensor: StoredTensor) =>
    tensor.name === name ? { ...tensor, values: Float64Array.from(tensor.values, () => value) } : tensor;
  for (const change of [
    values("band.noise", -1),
    values("band.noise", Number.POSITIVE_INFINITY),
    values("band.errors", Number.POSITIVE_INFINITY),
    values("band.carries", 1),
    values("band.carries", Number.NaN),
    (tensor: StoredTensor) => (tensor.name === "band.errors" ? { ...tensor, name: "band.other" } : tensor),
  ]) {
    await expect(loadModel(await rewritten(change))).rejects.toMatchObject({ name: "Problem", kind: "model" });
  }
});
