import {
  compileCell,
  Engine,
  elementary,
  readTensor,
  referenceSequence,
  seed,
  traceSequence,
  writeTensor,
} from "@gatecast/engine";
import { expect, test } from "vitest";
import { draws } from "../../../../test/support/draws.ts";
import { largestError } from "../../../../test/support/largest-error.ts";
import { linearReference } from "../../../engine/src/ops/linear.ts";
import { CELLS } from "../cells/index.ts";
import { cellFor, FAMILY } from "../family/index.ts";
import { Network } from "../network/network.ts";

const [T, B, F, H] = [4, 3, 2, 5];

/** The head's answer to the last states of each direction, from the equations in float64. */
function expectedOutput(network: Network, name: string, prefixes: readonly string[], x: Float32Array): Float64Array {
  const compiled = compileCell(cellFor(FAMILY[name]!, T)!);
  const read = (weight: string) => network.parameters.read(weight);
  const last = prefixes.map((prefix, direction) => {
    const weights = {
      input: read(`${prefix}.input`),
      recurrent: read(`${prefix}.recurrent`),
      bias: read(`${prefix}.bias`),
      ...(compiled.cell.vectors.length > 0 ? { vectors: read(`${prefix}.vectors`) } : {}),
    };
    const given = compiled.cell.given.map((value) =>
      linearReference(x, read(`${prefix}.given.${value}.weight`), read(`${prefix}.given.${value}.bias`)),
    );
    return referenceSequence(compiled, weights, x, { T, B, F, H }, { reverse: direction === 1, given }).final[0]!;
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

const at = { kind: "recurrent", units: H, directions: 1 } as const;

test("a cell that looks into the layer below sees its memory, through dropout as well", async () => {
  const engine = await Engine.create();
  for (const between of [[], [{ kind: "dropout", rate: 0.5 }]] as const) {
    const layers = [
      { ...at, cell: "lstm", output: "sequence" },
      ...between,
      { ...at, cell: "depth-gated", output: "last" },
    ] as const;
    const spec = { steps: T, features: F, extras: 0, outputs: 1, layers, linearPath: false };
    const network = await Network.create(engine, spec, seed(6));
    expect(Object.keys(Network.shapes(spec)).filter((name) => name.includes("given"))).toEqual([]);
    const top = `layers.${layers.length - 1}`;
    // Where everything but the way from below is shut, the memory above is that below, halved.
    for (const { name, value } of network.parameters.all) {
      if (name.startsWith(top)) network.parameters.write(name, new Float32Array(value.rows * value.width));
    }
    const made = network.plan(B);
    const x = draws(T * B * F, "x");
    writeTensor(engine.f32, made.x, x);
    made.plan.forward();
    const read = (name: string) => network.parameters.read(`layers.0.${name}`);
    const weights = { input: read("input"), recurrent: read("recurrent"), bias: read("bias") };
    const { states } = traceSequence(compileCell(CELLS.lstm!), weights, x, { T, B, F, H });
    const below = states.get("c")!;
    const [weight, bias] = [network.parameters.read("head.weight"), network.parameters.read("head.bias")];
    const expected = Float64Array.from({ length: B }, (_, b) => {
      let sum = bias[0]!;
      for (let h = 0; h < H; h++) {
        let c = 0;
        for (let t = 0; t < T; t++) c = 0.5 * c + 0.5 * below[(t * B + b) * H + h]!;
        sum += weight[h]! * 0.5 * elementary.tanh(c);
      }
      return sum;
    });
    expect(largestError(readTensor(engine.f32, made.output), expected)).toBeLessThan(2e-6);
    network.close();
  }
  engine.close();
});

test("an input as wide as the layer is given as it is", () => {
  const layers = [{ ...at, cell: "residual", output: "last" }] as const;
  const shapes = (features: number) =>
    Object.keys(Network.shapes({ steps: T, features, extras: 0, outputs: 1, layers, linearPath: false }));
  expect(shapes(H).filter((name) => name.includes("given"))).toEqual([]);
  expect(shapes(H + 1)).toContain("layers.0.given.input.weight");
});
