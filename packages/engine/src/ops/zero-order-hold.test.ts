import { expect, test } from "vitest";
import { diagonalStateSpaceReference } from "./diagonal-state-space.ts";
import { discretize } from "./zero-order-hold.ts";

const SINGLE = { logStep: [Math.log(0.3)], real: [0.7], imaginary: [-0.2], direct: [0] };

test("an input that stays 1 gives what the differential equation s′ = a · s + 1 gives at every step", () => {
  const y = diagonalStateSpaceReference(new Float64Array(20).fill(1), 1, {
    ...SINGLE,
    logDecay: [Math.log(0.5)],
    frequency: [Math.PI],
  });
  // s(t) = (e^(at) − 1) / a with a = −0.5 + iπ, and 2 · Re(C · s).
  y.forEach((value, k) => {
    const t = 0.3 * (k + 1);
    const [er, ei] = [Math.exp(-0.5 * t) * Math.cos(Math.PI * t) - 1, Math.exp(-0.5 * t) * Math.sin(Math.PI * t)];
    const square = 0.25 + Math.PI ** 2;
    const [sr, si] = [(er * -0.5 + ei * Math.PI) / square, (ei * -0.5 - er * Math.PI) / square];
    expect(value).toBeCloseTo(2 * (0.7 * sr + 0.2 * si), 12);
  });
});

test("a pole next to 0 sums its input, and one far from it forgets within a step", () => {
  const slow = discretize({ ...SINGLE, logDecay: [-20], frequency: [0] });
  expect(slow[0]).toBeCloseTo(1, 8);
  expect(slow[2]).toBeCloseTo(2 * 0.7 * 0.3, 6);
  const fast = discretize({ ...SINGLE, logDecay: [8], frequency: [0] });
  expect(fast[0]).toBe(0);
  expect(fast[2]).toBeCloseTo((2 * 0.7) / Math.exp(8), 12);
});
