import { Engine, Parameters, Plan, readTensor, writeTensor } from "@gatecast/engine";
import { expect, test } from "vitest";
import { draws } from "../../../../test/support/draws.ts";
import { asPolynomial } from "../family/size.ts";
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

/** What each wrapper says of a window, from its weights. */
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
  // To predict, nothing is left out.
  variational: (x, read) => lstmRows(x, (name) => read(`.${name}`), 1),
  sparse: (x, read) => lstmRows(x, (name) => read(`.${name}`), 1),
};

for (const wrapper of Object.values(WRAPPERS)) {
  test(`${wrapper.name}: its layers compute what its equations say`, async () => {
    const engine = await Engine.create();
    const layers = wrapperLayers(wrapper, { features: F, units: H, steps: T });
    for (const layer of layers) await layer.load(engine);
    const parameters = new Parameters(engine, Object.assign({}, ...layers.map(({ shapes }) => shapes)));
    for (const { name, value } of parameters.all) parameters.write(name, draws(value.rows * value.width, name));
    const plan = new Plan(engine, { training: false });
    const x = plan.input([T, 1, F]);
    const context = { plan, parameters, counter: { step: 0 }, memories: new Map(), extras: null };
    const output = layers.reduce((input, layer) => layer.apply(context, input), x);
    plan.seal();
    const values = draws(T * F, "x");
    writeTensor(engine.f32, x, values);
    plan.forward();
    const rows = Array.from({ length: T }, (_, t) => Array.from(values.subarray(t * F, (t + 1) * F)));
    const expected = BY_HAND[wrapper.name]!(rows, (name) => parameters.read(name)).flat();
    const computed = readTensor(engine.f32, output);
    expect(computed.length).toBe(expected.length);
    for (const [i, one] of expected.entries()) expect(computed[i]).toBeCloseTo(one, 5);
    engine.close();
  });
}

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
