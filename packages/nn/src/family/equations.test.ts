import { Engine, readTensor, writeTensor } from "@gatecast/engine";
import { expect, test } from "vitest";
import { chebyshev, withLoops } from "../blocks/graph.ts";
import { segmentsOf } from "../blocks/hierarchical.ts";
import { BLOCKS } from "../blocks/index.ts";
import { equationsOf } from "../notation/equations.ts";
import { weightSigns } from "../notation/weight-signs.ts";
import { computeEquations, type Value } from "./compute-equations.fixture.ts";
import { memberFormula, recordMember } from "./equations.ts";

const [STEPS, FEATURES, UNITS] = [9, 4, 8];
/** Values in a slot of NTM's memory. */
const WORD = 12;
const PATH = [
  [0, 1, 0],
  [1, 0, 1],
  [0, 1, 0],
];
/** Numbers are complex, or every head does the same with columns of its own: tests of their own hold these to float64. */
const ELSEWHERE = ["s4", "s4d", "mlstm", "bert-lstm"];

for (const member of BLOCKS.filter(({ name }) => !ELSEWHERE.includes(name))) {
  test(`whoever computes the printed equations of ${member.name} gets what its layer computes`, async () => {
    const engine = await Engine.create();
    const { notes, plan, parameters, x, output } = await recordMember(engine, member);
    // Biases and gains start alike: every weight is moved, so that each counts.
    for (const [i, { name }] of parameters.all.entries()) {
      parameters.write(
        name,
        parameters.read(name).map((value, k) => value + 0.3 * Math.sin(1 + 7 * i + 3 * k)),
      );
    }
    plan.seal();
    const window = Array.from({ length: STEPS }, (_, t) =>
      Array.from({ length: FEATURES }, (_, f) => Math.sin(t * 1.3 + f)),
    );
    writeTensor(engine.f32, x, window.flat());
    plan.forward();
    const computed = Array.from(readTensor(engine.f32, output));

    const equations = equationsOf(notes, output, { inputs: new Map([[x, "x"]]), steps: STEPS });
    const signs = [...weightSigns(notes.weights)].map(([tensor, sign]) => ({
      sign,
      path: notes.weights.get(tensor)!,
      shape: tensor.shape,
    }));
    const valuesOf = (path: string, shape: readonly number[]): Value => {
      const all = Array.from(parameters.read(path));
      const [, width = 1] = shape;
      return shape.length === 1
        ? all
        : Array.from({ length: shape[0]! }, (_, r) => all.slice(r * width, (r + 1) * width));
    };
    const [T1, T2] = chebyshev(PATH, 3);
    const value = computeEquations(equations, {
      x: window,
      weight(letter, below) {
        const found = signs.find(({ sign }) => sign.kind === "symbol" && sign.name === letter && sign.below === below);
        return valuesOf(found!.path, found!.shape);
      },
      cell(below) {
        const { path } = signs.find(
          ({ sign, shape }) => shape.length === 3 && sign.kind === "symbol" && sign.below === below,
        )!;
        const prefix = path.slice(0, path.lastIndexOf("."));
        const read = (name: string) => Array.from(parameters.read(`${prefix}.${name}`));
        return { input: read("input"), recurrent: read("recurrent"), bias: read("bias") };
      },
      given: { Â: withLoops(PATH), "T_1(L̃)": T1!, "T_2(L̃)": T2! },
      units: UNITS,
      zero(name) {
        const row = new Array<number>(member.name === "ntm" && name === "r" ? WORD : UNITS).fill(0);
        return member.graph === true ? PATH.map(() => row) : row;
      },
      rounds: { t: STEPS, k: member.name === "segrnn" ? 2 : 5, m: 2 },
      segment: (m) => segmentsOf(STEPS, 6)[m]!,
    });
    engine.close();
    const flat = (one: Value): number[] => (typeof one === "number" ? [one] : one.flatMap(flat));
    const expected = flat(value);
    expect(expected.length).toBe(computed.length);
    for (const [i, one] of expected.entries()) expect(computed[i]).toBeCloseTo(one, 4);
  });
}

test("equations with complex numbers, and of heads, say what the papers say", async () => {
  const lines = async (name: string) => memberFormula(BLOCKS.find((member) => member.name === name)!);
  expect(await lines("s4d")).toEqual([
    "e = x·W_embed + b_embed",
    "u = g_norm ⊙ norm(e) + b_norm",
    "Δ = exp(v_logStep)",
    "a = −exp(W_logDecay) + i·W_frequency",
    "C = W_real + i·W_imaginary",
    // The input is held for Δ (zero-order hold).
    "sₜ = exp(Δ·a) ⊙ sₜ₋₁ + (exp(Δ·a) − 1) / a ⊙ uₜ",
    "yₜ = 2·Re(Σₙ Cₙ·sₙₜ) + v_direct ⊙ uₜ",
    "z = gelu(y)",
    "g = σ(z·W_gate + b_gate)",
    "output = e + (z·W_value + b_value) ⊙ g",
  ]);
  expect(await lines("s4")).toEqual(
    expect.arrayContaining([
      "A = Λ − P·conj(P)ᵀ",
      // The trapezoidal rule.
      "Ā = (I − (Δ / 2)·A)^(−1)·(I + (Δ / 2)·A)",
      "B̄ = (I − (Δ / 2)·A)^(−1)·Δ·B",
      "Kₗ = 2·Re(C·Ā^l·B̄) + v_direct ⊙ [l = 0]",
      "y = K ∗ u",
    ]),
  );
  expect(await lines("mlstm")).toEqual(
    expect.arrayContaining([
      "fₜ = σ(sₜ·W_forget + b_forget)",
      "iₜ = exp(sₜ·W_input + b_input)",
      "Cₜ = fₜ ⊙ Cₜ₋₁ + iₜ·(kₜ / √d)·vₜᵀ",
      "nₜ = fₜ ⊙ nₜ₋₁ + iₜ·(kₜ / √d)",
      "pₜ = (Cₜᵀ·qₜ) / max(|nₜ·qₜ|, 1)",
    ]),
  );
  expect(await lines("bert-lstm")).toEqual(
    expect.arrayContaining([
      "α = softmax((q·kⱼ) / √d)",
      "output = g_norm ⊙ norm(h′′ + (Σⱼ αⱼ·vⱼ)·W_output + b_output) + b_norm",
    ]),
  );
});
