import { expect, test } from "vitest";
import { harmonicMeans } from "./harmonics.ts";

const wave = (phase: number, count: number): number => {
  const angle = (2 * Math.PI * phase) / count;
  return 15 + 8 * Math.cos(angle) - 3 * Math.sin(angle) + 1.5 * Math.sin(2 * angle);
};

/** Sums and counts of phases with so many readings each. */
const sumsOf = (counts: readonly number[], value: (phase: number) => number) => ({
  sums: Float64Array.from(counts, (count, phase) => count * value(phase)),
  counts: Float64Array.from(counts),
});

test("two waves are found in uneven readings of them, and told of days that nobody read", () => {
  const counts = Array.from({ length: 366 }, (_, day) => (day % 5 === 0 ? 0 : 1 + (day % 3)));
  const means = harmonicMeans(
    sumsOf(counts, (day) => wave(day, 366)),
    2,
  );
  for (let day = 0; day < 366; day++) expect(means[day]).toBeCloseTo(wave(day, 366), 2);
});

test("one wave leaves to the residuals what is orthogonal to it, as Fourier's sums have it", () => {
  const means = harmonicMeans(
    sumsOf(Array(12).fill(10), (month) => wave(month, 12)),
    1,
  );
  // Evenly read phases: each coefficient is 2/n times its own product, here less a thousandth for the prior.
  const expected = (month: number) => wave(month, 12) - 1.5 * Math.sin((4 * Math.PI * month) / 12);
  for (let month = 0; month < 12; month++) expect(means[month]).toBeCloseTo(expected(month), 2);
});

test("where a season was read in part the rest keeps near what was read, and nothing at all is 0", () => {
  // Six weeks of summer alone: two free waves would climb to thousands in winter.
  const counts = Array.from({ length: 366 }, (_, day) => (day >= 170 && day < 212 ? 1 : 0));
  const noisy = (day: number) => 25 + ((day * 7919) % 13) / 6;
  for (const mean of harmonicMeans(sumsOf(counts, noisy), 2)) {
    expect(mean).toBeGreaterThan(0);
    expect(mean).toBeLessThan(50);
  }
  expect(
    harmonicMeans(
      sumsOf([0, 0, 0, 0], () => 1),
      1,
    ),
  ).toEqual([0, 0, 0, 0]);
});

test("more waves than phases can tell apart are still finite", () => {
  const means = harmonicMeans(
    sumsOf([1, 2, 1, 2], (phase) => phase),
    5,
  );
  for (const [phase, mean] of means.entries()) expect(mean).toBeCloseTo(phase, 1);
});
