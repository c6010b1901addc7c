import { compileCell, traceSequence } from "@gatecast/engine";
import { expect, test } from "vitest";
import { draws } from "../../../../test/support/draws.ts";
import { hierarchicalMultiscale } from "./hierarchical-multiscale.ts";

const [T, B, F, H] = [12, 1, 2, 4];
const compiled = compileCell(hierarchicalMultiscale);

/** A walk in which the lower level finds a boundary at the steps whose first input is positive. */
function walk() {
  const x = draws(T * F, "x");
  for (let t = 0; t < T; t++) x[t * F] = t % 4 === 3 ? 1 : -1;
  const input = Float64Array.from(draws(F * compiled.inputGates.length * H, "W"));
  const block = compiled.inputGates.indexOf("b1");
  for (let f = 0; f < F; f++) {
    for (let h = 0; h < H; h++) input[(f * compiled.inputGates.length + block) * H + h] = f === 0 ? 50 : 0;
  }
  const weights = {
    input,
    recurrent: draws(H * compiled.recurrentGates.length * H, "U").map((value) => 0.3 * value),
    bias: draws(compiled.slots.length * H, "b"),
  };
  return traceSequence(compiled, weights, x, { T, B, F, H });
}

test("the upper level moves at the lower level's boundaries and copies itself in between", () => {
  const { states } = walk();
  const at = (name: string, t: number) => Array.from(states.get(name)!.subarray(t * H, (t + 1) * H));
  for (let t = 0; t < T; t++) {
    const isBoundary = t % 4 === 3;
    expect(at("z1", t), `boundary at ${t}`).toEqual(Array(H).fill(isBoundary ? 1 : 0));
    if (t === 0) continue;
    // Behind a boundary of its own the upper level starts anew; else only where a segment ends below.
    const moves = isBoundary || at("z2", t - 1)[0] === 1;
    const isSame = at("h2", t).every((value, h) => value === at("h2", t - 1)[h]);
    expect(isSame, `upper level at ${t}`).toBe(!moves);
  }
});

test("behind a boundary the lower level has forgotten what it knew", () => {
  const { states, gates } = walk();
  // c1 = i ⊙ g alone: no larger than the input gate lets it be, whatever was remembered.
  for (let t = 4; t < T; t += 4) {
    for (let h = 0; h < H; h++) expect(Math.abs(states.get("c1")![t * H + h]!)).toBeLessThan(1);
  }
  expect(gates.size).toBe(compiled.slots.length);
});

test("a boundary is 0 or 1, nothing between, and the same for all units", () => {
  const { states } = walk();
  for (const name of ["z1", "z2"]) {
    const values = states.get(name)!;
    for (let t = 0; t < T; t++) {
      expect([0, 1]).toContain(values[t * H]);
      for (let h = 1; h < H; h++) expect(values[t * H + h]).toBe(values[t * H]);
    }
  }
});
