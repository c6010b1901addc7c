import { expect, test } from "vitest";
import { type Complex, legendreStates } from "./hippo.ts";

const times = ([a, b]: Complex, [c, d]: Complex): Complex => [a * c - b * d, a * d + b * c];

/** (e₀ᵀ Aʲ B for HiPPO-LegS as it is defined: real, dense.) */
function moments(N: number, count: number, from: (n: number) => number, to: (n: number) => number): number[] {
  const root = (n: number) => Math.sqrt(2 * n + 1);
  const A = (n: number, k: number) => (n > k ? -root(n) * root(k) : n === k ? -(n + 1) : 0);
  let x = Array.from({ length: N }, (_, n) => from(n));
  return Array.from({ length: count }, () => {
    const seen = x.reduce((sum, value, n) => sum + to(n) * value, 0);
    x = x.map((_, n) => x.reduce((sum, value, k) => sum + A(n, k) * value, 0));
    return seen;
  });
}

test("on its axes HiPPO-LegS has the same moments Pᵀ Aʲ B as it has with its own matrix", () => {
  for (const N of [2, 4, 8]) {
    const { frequency, lowRank, input } = legendreStates(N);
    expect(frequency.length).toBe(N / 2);
    let x = [...input];
    const along = () => 2 * x.reduce((sum, value, n) => sum + lowRank[n]![0] * value[0] + lowRank[n]![1] * value[1], 0);
    const got = Array.from({ length: 6 }, () => {
      const p = along();
      x = x.map((value, n): Complex => {
        const [re, im] = times([-0.5, frequency[n]!], value);
        return [re - p * lowRank[n]![0], im - p * lowRank[n]![1]];
      });
      return p;
    });
    const expected = moments(
      N,
      6,
      (n) => Math.sqrt(2 * n + 1),
      (n) => Math.sqrt(n + 0.5),
    );
    got.forEach((value, j) => {
      expect(Math.abs(value / expected[j]! - 1), `N ${N}, moment ${j}`).toBeLessThan(1e-12);
    });
  }
});

test("frequencies rise from above 0, and lengths stay: half of |P|² and |B|² lies in one half of the states", () => {
  const { frequency, lowRank, input } = legendreStates(32);
  expect(frequency.length).toBe(16);
  frequency.forEach((value, n) => {
    expect(value).toBeGreaterThan(n === 0 ? 0 : frequency[n - 1]!);
  });
  const square = (values: readonly Complex[]) => values.reduce((sum, [re, im]) => sum + re * re + im * im, 0);
  // Σ (n + ½) = N² / 2 and Σ (2n + 1) = N².
  expect(square(lowRank)).toBeCloseTo(256, 9);
  expect(square(input)).toBeCloseTo(512, 9);
});
