import { compileCell, elementary, traceSequence } from "@gatecast/engine";
import { expect, test } from "vitest";
import { draws } from "../../../../test/support/draws.ts";
import { hierarchicalMultiscale } from "./hierarchical-multiscale.ts";

const [T, B, F, H] = [24, 1, 2, 4];
const compiled = compileCell(hierarchicalMultiscale);
const { inputGates, recurrentGates, recurrentSources, slots } = compiled;
const { sigmoid, tanh } = elementary;
const x = draws(T * F, "x").map((value, i) => (i % F === 0 ? (Math.floor(i / F) % 4 === 3 ? 1 : -1) : value));

/** Weights with which the lower level finds a boundary where the first input is positive; or as they are drawn. */
function weightsOf(boundaries: "told" | "drawn") {
  const input = Float64Array.from(draws(F * inputGates.length * H, "W"));
  const block = inputGates.indexOf("b1");
  for (let f = 0; f < F && boundaries === "told"; f++) {
    for (let h = 0; h < H; h++) input[(f * inputGates.length + block) * H + h] = f === 0 ? 50 : 0;
  }
  const recurrent = draws(H * recurrentGates.length * H, "U").map((value) => 0.3 * value);
  return { input, recurrent, bias: draws(slots.length * H, "b") };
}
const walk = (boundaries: "told" | "drawn") => traceSequence(compiled, weightsOf(boundaries), x, { T, B, F, H }).states;

/** The walk of the paper for two levels, its cases written as cases: UPDATE, COPY and FLUSH. */
function paper(boundaries: "told" | "drawn") {
  const { input, recurrent, bias } = weightsOf(boundaries);
  const units = (value: (j: number) => number) => Array.from({ length: H }, (_, j) => value(j));
  const through = (gate: string, source: string, vector: readonly number[], j: number) => {
    const block = recurrentGates.findIndex((name, i) => name === gate && recurrentSources[i] === source);
    return vector.reduce((sum, value, k) => sum + value * recurrent[(k * recurrentGates.length + block) * H + j]!, 0);
  };
  const biasOf = (gate: string, j: number) => bias[slots.indexOf(gate) * H + j]!;
  const seen = (gate: string, t: number, j: number) => {
    const block = inputGates.indexOf(gate);
    return [0, 1].reduce((sum, f) => sum + x[t * F + f]! * input[(f * inputGates.length + block) * H + j]!, 0);
  };
  const zeros = units(() => 0);
  let s = { h1: zeros, c1: zeros, z1: 0, h2: zeros, c2: zeros, h: zeros };
  return Array.from({ length: T }, (_, t) => {
    const { h1, c1, z1, h2, c2 } = s;
    const low = (gate: string, j: number) =>
      seen(`${gate}1`, t, j) +
      through(`${gate}1`, "h1", h1, j) +
      (z1 === 1 && gate !== "f" ? through(`t${gate}`, "h2", h2, j) : 0) +
      biasOf(`${gate}1`, j);
    const written = units((j) => sigmoid(low("i", j)) * tanh(low("g", j)));
    const nextC1 = units((j) => (z1 === 1 ? written[j]! : sigmoid(low("f", j)) * c1[j]! + written[j]!));
    const nextH1 = units((j) => sigmoid(low("o", j)) * tanh(nextC1[j]!));
    const score = units((j) => low("b", j)).reduce((sum, value) => sum + value, 0) / H;
    const nextZ1 = Math.max(0, Math.min(1, (score + 1) / 2)) > 0.5 ? 1 : 0;
    const high = (gate: string, j: number) =>
      through(`${gate}2`, "h2", h2, j) + through(`${gate}2`, "lower", nextH1, j) + biasOf(`${gate}2`, j);
    const updated = units((j) => sigmoid(high("f", j)) * c2[j]! + sigmoid(high("i", j)) * tanh(high("g", j)));
    const nextC2 = nextZ1 === 1 ? updated : c2;
    const nextH2 = nextZ1 === 1 ? units((j) => sigmoid(high("o", j)) * tanh(updated[j]!)) : h2;
    const share = (gate: string, j: number) =>
      sigmoid(through(gate, "lower", nextH1, j) + through(gate, "upper", nextH2, j) + biasOf(gate, j));
    const h = units((j) => share("e1", j) * nextH1[j]! + share("e2", j) * nextH2[j]!);
    s = { h1: nextH1, c1: nextC1, z1: nextZ1, h2: nextH2, c2: nextC2, h };
    return s;
  });
}

for (const boundaries of ["told", "drawn"] as const) {
  test(`both levels are the paper's update, copy and flush, with boundaries that are ${boundaries}`, () => {
    const states = walk(boundaries);
    const steps = paper(boundaries);
    const found = steps.filter(({ z1 }) => z1 === 1).length;
    expect(found).toBeGreaterThan(2);
    expect(found).toBeLessThan(T - 2);
    steps.forEach((step, t) => {
      for (const name of ["h1", "c1", "h2", "c2", "h"] as const) {
        const own = states.get(name)!.subarray(t * H, (t + 1) * H);
        own.forEach((value, j) => {
          expect(value, `${name} at ${t}`).toBeCloseTo(step[name][j]!, 12);
        });
      }
      // 0 or 1, nothing between, and the same for all units.
      expect([...states.get("z1")!.subarray(t * H, (t + 1) * H)]).toEqual(Array(H).fill(step.z1));
    });
  });
}

test("the upper level keeps what it knows to the bit until the lower level finds a boundary", () => {
  const states = walk("told");
  const at = (name: string, t: number) => Array.from(states.get(name)!.subarray(t * H, (t + 1) * H));
  for (let t = 1; t < T; t++) {
    const isBoundary = t % 4 === 3;
    expect(at("z1", t), `boundary at ${t}`).toEqual(Array(H).fill(isBoundary ? 1 : 0));
    for (const name of ["h2", "c2"]) {
      const isSame = at(name, t).every((value, h) => value === at(name, t - 1)[h]);
      expect(isSame, `${name} at ${t}`).toBe(!isBoundary);
    }
  }
});
