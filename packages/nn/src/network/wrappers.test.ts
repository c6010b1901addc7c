import { Engine, Parameters, Plan, readTensor, writeTensor } from "@gatecast/engine";
import { expect, test } from "vitest";
import { draws } from "../../../../test/support/draws.ts";
import { largestError } from "../../../../test/support/largest-error.ts";
import { asPolynomial } from "../family/size.ts";
import { isMostlyZero } from "../layers/mostly-zero.ts";
import { WRAPPERS, wrapperCost, wrapperFormula, wrapperLayers, wrapperTex, wrapperWeights } from "./wrappers.ts";

const [T, F, H] = [9, 3, 4];
type Rows = readonly (readonly number[])[];
type Read = (name: string) => Float32Array;

const sigmoid = (a: number) => 1 / (1 + Math.exp(-a));

/** An LSTM's equations with the state of `back` steps before, written out by hand; −1 walks from the last step to the first. */
function lstmRows(x: Rows, read: Read, back: number): number[][] {
  const [W, U, b] = [read("input"), read("recurrent"), read("bias")];
  const units = b.length / 4;
  const h: number[][] = [];
  const c: number[][] = [];
  const zero = new Array<number>(units).fill(0);
  const steps = Array.from({ length: x.length }, (_, t) => t);
  for (const t of back > 0 ? steps : steps.reverse()) {
    const [before, memory] = [h[t - back] ?? zero, c[t - back] ?? zero];
    const gate = (g: number, unit: number) => {
      const at = (row: number) => (row * 4 + g) * units + unit;
      const heard = x[t]!.reduce((sum, value, f) => sum + value * W[at(f)]!, b[g * units + unit]!);
      return before.reduce((sum, value, from) => sum + value * U[at(from)]!, heard);
    };
    c[t] = zero.map((_, unit) => {
      const written = sigmoid(gate(0, unit)) * Math.tanh(gate(2, unit));
      return sigmoid(gate(1, unit)) * memory[unit]! + written;
    });
    h[t] = zero.map((_, unit) => sigmoid(gate(3, unit)) * Math.tanh(c[t]![unit]!));
  }
  return h;
}

/** What each wrapper says of a window, from its weights; what masks do to it is told below. */
const BY_HAND: Readonly<Record<string, (x: Rows, read: Read) => Rows>> = {
  dilated: (x, read) =>
    [1, 2, 4].reduce<Rows>((rows, back, i) => lstmRows(rows, (name) => read(`${i + 1}.${name}`), back), x),
  bidirectional(x, read) {
    const there = lstmRows(x, (name) => read(`.forward.${name}`), 1);
    const back = lstmRows(x, (name) => read(`.backward.${name}`), -1);
    return there.map((row, t) => [...row, ...back[t]!]);
  },
  stacked: (x, read) =>
    ["1", "2"].reduce<Rows>((rows, layer) => lstmRows(rows, (name) => read(`${layer}.${name}`), 1), x),
  "residual-layers"(x, read) {
    const [P, b] = [read(".residual.weight"), read(".residual.bias")];
    return lstmRows(x, (name) => read(`.${name}`), 1).map((row, t) =>
      row.map((value, unit) => x[t]!.reduce((sum, one, f) => sum + one * P[f * H + unit]!, value + b[unit]!)),
    );
  },
  // U ⊙ M, of which few weights are left.
  sparse: (x, read) =>
    lstmRows(x, (name) => (name === "recurrent" ? thinned(read(".recurrent")) : read(`.${name}`)), 1),
};
const thinned = (U: Float32Array) => U.map((weight, i) => (i % 25 === 0 ? weight : 0));

const values = draws(T * F, "x");
const rows = Array.from({ length: T }, (_, t) => Array.from(values.subarray(t * F, (t + 1) * F)));

/** What a wrapper's layers make of the window at several steps of a training, their weights, and how both come about. */
async function runWrapper(
  name: string,
  { draws: drawn = false, steps = 1, change = (_: string, w: Float32Array) => w },
) {
  const engine = await Engine.create();
  const layers = wrapperLayers(WRAPPERS[name]!, { features: F, units: H, steps: T });
  for (const layer of layers) await layer.load(engine);
  const parameters = new Parameters(engine, Object.assign({}, ...layers.map(({ shapes }) => shapes)));
  for (const { name: weight, value } of parameters.all) {
    parameters.write(weight, change(weight, draws(value.rows * value.width, weight)));
  }
  const plan = new Plan(engine, { training: false });
  const x = plan.input([T, 1, F]);
  const counter = { step: 0 };
  const context = { plan, parameters, counter, memories: new Map(), extras: null, draws: drawn };
  const output = layers.reduce((input, layer) => layer.apply(context, input), x);
  plan.seal();
  const computed = Array.from({ length: steps }, (_, step) => {
    counter.step = step;
    writeTensor(engine.f32, x, values);
    plan.forward();
    return readTensor(engine.f32, output);
  });
  const weights = new Map(parameters.all.map(({ name: weight }) => [weight, parameters.read(weight)]));
  engine.close();
  return { computed, read: (weight: string) => weights.get(weight)! };
}

test("every wrapper is computed by hand", () => {
  expect([...Object.keys(BY_HAND), "variational"].sort()).toEqual(Object.keys(WRAPPERS).sort());
});

for (const [name, byHand] of Object.entries(BY_HAND)) {
  test(`${name}: its layers compute what its equations say`, async () => {
    const prune = (weight: string, w: Float32Array) => (weight === ".recurrent" ? thinned(w) : w);
    const { computed, read } = await runWrapper(name, name === "sparse" ? { change: prune } : {});
    // So few that prediction leaves the others out.
    if (name === "sparse") expect(isMostlyZero(read(".recurrent"), H, 1)).toBe(true);
    const expected = byHand(rows, read).flat();
    expect(computed[0]!.length).toBe(expected.length);
    for (const [i, one] of expected.entries()) expect(computed[0]![i]).toBeCloseTo(one, 5);
  });
}

test("variational: every walk is that of one mask over the inputs and one over the state, drawn anew for the next", async () => {
  const { computed, read } = await runWrapper("variational", { draws: true, steps: 6 });
  const at = (name: string) => read(`.${name}`);
  // Bits of all masks there are: what is not left out counts for what is, 1 / (1 − 0.2).
  const factor = (masks: number, bit: number) => ((masks >> bit) & 1) / 0.8;
  const masked = (masks: number) =>
    lstmRows(
      rows.map((row) => row.map((value, f) => value * factor(masks, f))),
      (name) =>
        name === "recurrent"
          ? at(name).map((weight, i) => weight * factor(masks, F + Math.floor(i / (4 * H))))
          : at(name),
      1,
    ).flat();
  const all = Array.from({ length: 2 ** (F + H) }, (_, masks) => masked(masks));
  const found = computed.map((walk) => all.findIndex((one) => largestError(walk, one) < 1e-5));
  expect(found).not.toContain(-1);
  expect(new Set(found).size).toBeGreaterThan(2);
  // To predict, nothing is left out.
  const still = await runWrapper("variational", { steps: 2 });
  for (const walk of still.computed) expect(largestError(walk, lstmRows(rows, at, 1).flat())).toBeLessThan(1e-5);
});

test("equations are those of a cell with what is done to it, or of layers with how they are joined", async () => {
  const lines = (name: string) => wrapperFormula(WRAPPERS[name]!);
  const dilated = await lines("dilated");
  expect(dilated).toContain("ĩ = xₜ·W_i + hₜ₋₄·U_i + b_i");
  expect(dilated).toContain("cₜ = σ(f̃) ⊙ cₜ₋₄ + σ(ĩ) ⊙ tanh(g̃)".normalize("NFC"));
  expect(dilated.join()).not.toContain("ₜ₋₁");
  expect(await wrapperTex(WRAPPERS.dilated!)).toContain("c_{t-4} + ");
  expect(await wrapperTex(WRAPPERS.dilated!)).not.toContain("t-1");
  expect(await lines("bidirectional")).toEqual(["h = lstm_forward(x)", "h′ = lstm←_backward(x)", "output = [h, h′]"]);
  expect(await lines("stacked")).toEqual(["h = lstm_1(x)", "h′ = lstm_2(h)", "output = h′"]);
  expect(await lines("residual-layers")).toEqual(["h = lstm(x)", "output = h + x·W_residual + b_residual"]);
  const variational = await lines("variational");
  expect(variational[0]).toBe("h_masked = hₜ₋₁ ⊙ maskₜ");
  expect(variational).toContain("ĩ = xₜ·W_i + h_masked·U_i + b_i");
  expect(await lines("sparse")).toContain("ĩ = xₜ·W_i + hₜ₋₁·(U_i ⊙ M_i) + b_i");
});

test("weights and products are those counted by hand, and a dilation costs none", () => {
  const weights = (name: string) => asPolynomial((f, h) => wrapperWeights(WRAPPERS[name]!, f, h));
  const products = (name: string) => asPolynomial((f, h) => wrapperCost(WRAPPERS[name]!, f, h).multiplications);
  expect(weights("dilated")).toBe("4·F·H + 20·H² + 12·H");
  expect(products("dilated")).toBe("4·F·H + 20·H² + 9·H");
  expect(weights("bidirectional")).toBe("8·F·H + 8·H² + 8·H");
  expect(products("bidirectional")).toBe("8·F·H + 8·H² + 6·H");
  expect(weights("residual-layers")).toBe("5·F·H + 4·H² + 5·H");
  expect(products("residual-layers")).toBe("5·F·H + 4·H² + 3·H");
  expect(weights("variational")).toBe("4·F·H + 4·H² + 4·H");
  expect(wrapperCost(WRAPPERS.stacked!, 3, 8).functions).toBe(2 * 5 * 8);
});
