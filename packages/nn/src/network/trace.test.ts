import {
  tanh as bend,
  cell,
  cellData,
  Engine,
  elementary,
  readTensor,
  seed,
  sigmoid as squash,
  writeTensor,
} from "@gatecast/engine";
import { afterAll, expect, test } from "vitest";
import { draws } from "../../../../test/support/draws.ts";
import { largestError } from "../../../../test/support/largest-error.ts";
import { FAMILY } from "../family/index.ts";
import { type LayerSpec, Network } from "./network.ts";

const engine = await Engine.create();
afterAll(() => engine.close());

const [T, B, F, H] = [5, 2, 3, 4];
const { sigmoid, tanh } = elementary;
const recurrent = (cell: string, output: "last" | "sequence", directions: 1 | 2 = 1): LayerSpec => ({
  ...{ kind: "recurrent", cell, units: H, output, directions },
});
const networkOf = (layers: readonly LayerSpec[]) =>
  Network.create(engine, { steps: T, features: F, extras: 0, outputs: 1, layers, linearPath: false }, seed(8));

test("the gates and states of an LSTM are those that its equations give, written out by hand", async () => {
  const network = await networkOf([recurrent("lstm", "last")]);
  const x = draws(T * B * F, "x");
  const [trace, ...others] = network.trace(x, B);
  expect(others).toEqual([]);
  expect(trace).toMatchObject({ layer: 0, part: null, reverse: false, rows: [[0], [1], [2], [3], [4]] });
  expect([...trace!.gates.keys()]).toEqual(["i", "f", "g", "o"]);
  expect([...trace!.states.keys()]).toEqual(["h", "c"]);
  const [W, U, bias] = ["input", "recurrent", "bias"].map((part) => network.parameters.read(`layers.0.${part}`));
  for (let b = 0; b < B; b++) {
    let h = Array<number>(H).fill(0);
    let c = Array<number>(H).fill(0);
    for (let t = 0; t < T; t++) {
      const gate = (block: number) =>
        h.map((_, unit) => {
          let sum = bias![block * H + unit]!;
          for (let f = 0; f < F; f++) sum += x[(t * B + b) * F + f]! * W![(f * 4 + block) * H + unit]!;
          for (let k = 0; k < H; k++) sum += h[k]! * U![(k * 4 + block) * H + unit]!;
          return sum;
        });
      const [i, f, g, o] = [gate(0).map(sigmoid), gate(1).map(sigmoid), gate(2).map(tanh), gate(3).map(sigmoid)];
      c = c.map((before, unit) => f[unit]! * before + i[unit]! * g[unit]!);
      h = c.map((value, unit) => o[unit]! * tanh(value));
      const at = (values: Float64Array) => values.subarray((t * B + b) * H, (t * B + b + 1) * H);
      for (const [name, own] of Object.entries({ i, f, g, o })) {
        expect(largestError(at(trace!.gates.get(name)!), own), name).toBeLessThan(1e-12);
      }
      expect(largestError(at(trace!.states.get("h")!), h)).toBeLessThan(1e-12);
      expect(largestError(at(trace!.states.get("c")!), c)).toBeLessThan(1e-12);
    }
  }
  network.close();
});

for (const [name, member] of Object.entries(FAMILY)) {
  if (member.cell === null) continue;
  const { states } = member.cell;
  test(`${name} is traced through layers, directions and dropout`, async () => {
    const below = [recurrent(name, "sequence", 2), { kind: "dropout", rate: 0.5 } as const];
    const network = await networkOf([...below, recurrent(name, "last", 2)]);
    const x = draws(T * B * F, "x");
    const traces = network.trace(x, B);
    expect(traces.map(({ layer, reverse }) => [layer, reverse])).toEqual([
      [0, false],
      [0, true],
      [2, false],
      [2, true],
    ]);
    // The last states are what the head sees: its answer is the network's own.
    const h = states[0]!;
    const made = network.plan(B);
    writeTensor(engine.f32, made.x, x);
    made.plan.forward();
    const [weight, bias] = ["head.weight", "head.bias"].map((part) => network.parameters.read(part));
    const expected = Array.from({ length: B }, (_, b) => {
      const ends = [traces[2]!.states.get(h)!.slice((T - 1) * B * H), traces[3]!.states.get(h)!.slice(0, B * H)];
      const row = ends.flatMap((states) => [...states.subarray(b * H, (b + 1) * H)]);
      return row.reduce((sum, value, k) => sum + value * weight![k]!, bias![0]!);
    });
    expect(largestError(readTensor(engine.f32, made.output), expected)).toBeLessThan(3e-6);
    made.plan.close();
    network.close();
  });
}

test("what a cell is given, the memory below it or a map of the input, is given to it here as well", async () => {
  const looking = cell({
    name: "looking",
    source: "a test",
    states: ["h", "c"],
    gates: { g: "x + h", d: "x" },
    given: ["memory"],
    step: ({ g, d }, { c }, { memory }) => {
      const next = c.plus(squash(d).times(memory)).over(2);
      return { h: bend(g.plus(next)), c: next };
    },
  });
  const layers = [recurrent("looking", "sequence"), recurrent("looking", "last")];
  const spec = { steps: T, features: F, extras: 0, outputs: 1, layers, linearPath: false };
  const network = await Network.create(engine, { ...spec, equations: cellData(looking, [H]) }, seed(2));
  const x = draws(T * B * F, "x");
  const made = network.plan(B);
  writeTensor(engine.f32, made.x, x);
  made.plan.forward();
  const h = network
    .trace(x, B)[1]!
    .states.get("h")!
    .subarray((T - 1) * B * H);
  const [weight, bias] = ["head.weight", "head.bias"].map((part) => network.parameters.read(part));
  const expected = Array.from({ length: B }, (_, b) =>
    weight!.reduce((sum, value, k) => sum + value * h[b * H + k]!, bias![0]!),
  );
  expect(largestError(readTensor(engine.f32, made.output), expected)).toBeLessThan(3e-6);
  network.close();
});

test("a dilated layer, and one that is given the context of its window, are traced as they are computed", async () => {
  const [E, steps] = [2, 2];
  const contextual = Object.values(FAMILY).filter((member) => member.cell?.given.includes("context"));
  expect(contextual.length).toBeGreaterThan(0);
  for (const name of ["lstm", ...contextual.map((member) => member.name)]) {
    const layers = [{ ...recurrent(name, "last"), dilation: steps } as LayerSpec];
    const spec = { steps: T, features: F, extras: E, outputs: 1, layers, linearPath: false };
    const network = await Network.create(engine, spec, seed(2));
    const [x, extras] = [draws(T * B * F, "x"), draws(B * E, "extras")];
    const made = network.plan(B);
    writeTensor(engine.f32, made.x, x);
    writeTensor(engine.f32, made.extras!, extras);
    made.plan.forward();
    const h = network
      .trace(x, B, extras)[0]!
      .states.get("h")!
      .subarray((T - 1) * B * H);
    const [weight, bias] = ["head.weight", "head.bias"].map((part) => network.parameters.read(part));
    const expected = Array.from({ length: B }, (_, b) => {
      const row = [...h.subarray(b * H, (b + 1) * H), ...extras.subarray(b * E, (b + 1) * E)];
      return row.reduce((sum, value, k) => sum + value * weight![k]!, bias![0]!);
    });
    expect(largestError(readTensor(engine.f32, made.output), expected), name).toBeLessThan(3e-6);
    network.close();
  }
});
