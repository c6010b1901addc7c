import { compileCell, Engine, readTensor, referenceSequence, seed, writeTensor } from "@gatecast/engine";
import { expect, test } from "vitest";
import { draws } from "../../../../test/support/draws.ts";
import { largestError } from "../../../../test/support/largest-error.ts";
import { CELLS } from "../cells/index.ts";
import { Network } from "../network/network.ts";

const [T, B, F, H] = [4, 3, 2, 5];

/** The head's answer to the last states of each direction, from the equations in float64. */
function expectedOutput(network: Network, name: string, prefixes: readonly string[], x: Float32Array): Float64Array {
  const compiled = compileCell(CELLS[name]!);
  const read = (weight: string) => network.parameters.read(weight);
  const last = prefixes.map((prefix, direction) => {
    const weights = {
      input: read(`${prefix}.input`),
      recurrent: read(`${prefix}.recurrent`),
      bias: read(`${prefix}.bias`),
      ...(compiled.cell.vectors.length > 0 ? { vectors: read(`${prefix}.vectors`) } : {}),
    };
    return referenceSequence(compiled, weights, x, { T, B, F, H }, { reverse: direction === 1 }).final[0]!;
  });
  const [weight, bias] = [read("head.weight"), read("head.bias")];
  return Float64Array.from({ length: B }, (_, b) => {
    const row = last.flatMap((states) => [...states.subarray(b * H, (b + 1) * H)]);
    return row.reduce((sum, value, i) => sum + value * weight[i]!, bias[0]!);
  });
}

for (const name of Object.keys(CELLS)) {
  for (const directions of [1, 2] as const) {
    test(`${name} in ${directions === 1 ? "one direction" : "two directions"} hands on its output state after the whole window`, async () => {
      const engine = await Engine.create();
      const layers = [{ kind: "recurrent", cell: name, units: H, output: "last", directions }] as const;
      const spec = { steps: T, features: F, extras: 0, outputs: 1, layers, linearPath: false };
      const network = await Network.create(engine, spec, seed(6));
      const made = network.plan(B);
      const x = draws(T * B * F, "x");
      writeTensor(engine.f32, made.x, x);
      made.plan.forward();
      const prefixes = directions === 1 ? ["layers.0"] : ["layers.0.forward", "layers.0.backward"];
      expect(
        largestError(readTensor(engine.f32, made.output), expectedOutput(network, name, prefixes, x)),
      ).toBeLessThan(2e-6);
      engine.close();
    });
  }
}
