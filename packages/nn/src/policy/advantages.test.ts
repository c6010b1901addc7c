import { expect, test } from "vitest";
import { draws } from "../../../../test/support/draws.ts";
import { judge, standardized } from "./advantages.ts";
import type { Experience } from "./world.ts";

/** Two episodes of four steps, of which the second ends after two. */
const experience = {
  ...{ T: 4, B: 2, observations: new Float32Array(8), actions: new Int32Array(8) },
  rewards: Float64Array.of(1, 5, -2, 7, 0, 99, 3, 99),
  taken: Uint8Array.of(1, 1, 1, 1, 1, 0, 1, 0),
} satisfies Experience;
const values = draws(8, "values");

test("with a trace of 1 an advantage is the discounted sum of what followed, less what was expected", () => {
  const { returns, advantages } = judge(experience, values, { discount: 0.5, trace: 1 });
  const first = [1 + 0.5 * -2 + 0.25 * 0 + 0.125 * 3, -2 + 0.5 * 0 + 0.25 * 3, 0.5 * 3, 3];
  const second = [5 + 0.5 * 7, 7];
  const sums = [first[0]!, second[0]!, first[1]!, second[1]!, first[2]!, 0, first[3]!, 0];
  sums.forEach((sum, i) => {
    expect(returns[i]).toBeCloseTo(sum, 12);
    expect(advantages[i]).toBeCloseTo(experience.taken[i] === 1 ? sum - values[i]! : 0, 12);
  });
});

test("with a trace of 0 it is the reward and the next value, less what was expected", () => {
  const { advantages } = judge(experience, values, { discount: 0.9, trace: 0 });
  expect(advantages[0]).toBeCloseTo(1 + 0.9 * values[2]! - values[0]!, 12);
  expect(advantages[1]).toBeCloseTo(5 + 0.9 * values[3]! - values[1]!, 12);
  // Nothing follows an end, whatever is said of it.
  expect(advantages[3]).toBeCloseTo(7 - values[3]!, 12);
  expect(advantages[6]).toBeCloseTo(3 - values[6]!, 12);
});

test("between them it is the mean of sums of all lengths, each weighed by the trace", () => {
  const [discount, trace] = [0.9, 0.7];
  const { advantages } = judge(experience, values, { discount, trace });
  const errors = [0, 1, 2, 3].map((t) => {
    const next = t === 3 ? 0 : values[2 * (t + 1)]!;
    return experience.rewards[2 * t]! + discount * next - values[2 * t]!;
  });
  errors.forEach((_, t) => {
    const sum = errors.slice(t).reduce((total, error, k) => total + (discount * trace) ** k * error, 0);
    expect(advantages[2 * t]).toBeCloseTo(sum, 12);
  });
});

test("standardised advantages have mean 0 and deviation 1 over the steps taken, and equal ones stay as they are", () => {
  const { taken } = experience;
  const scaled = standardized(Float64Array.from(values), taken);
  const own = scaled.filter((_, i) => taken[i] === 1);
  expect(own.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 12);
  expect(own.reduce((sum, value) => sum + value * value, 0) / own.length).toBeCloseTo(1, 12);
  expect(scaled.filter((_, i) => taken[i] === 0)).toEqual(new Float64Array(2));
  const equal = new Float64Array(8).fill(3);
  expect(standardized(equal, taken)).toEqual(equal);
});
