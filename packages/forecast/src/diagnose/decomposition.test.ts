import { expect, test } from "vitest";
import { classicalDecomposition } from "./classical-decomposition.ts";
import { noise } from "./draws.fixture.ts";
import { stl } from "./stl.ts";

const rows = Array.from({ length: 120 }, (_, i) => i);
const wave = (row: number): number => 5 * Math.sin((row * Math.PI) / 6);
const season = Float64Array.from(rows, (row) => 40 + row / 4 + wave(row));

test("a line and a season without noise are told apart, and their strengths are nearly 1", () => {
  const parts = stl(season, 12);
  for (const row of rows) {
    expect(parts.trend![row]).toBeCloseTo(40 + row / 4, 1);
    expect(parts.season![row]).toBeCloseTo(wave(row), 1);
  }
  expect(parts.trendStrength).toBeGreaterThan(0.999);
  expect(parts.seasonStrength).toBeGreaterThan(0.999);
});

test("noise alone has little trend and season", () => {
  const parts = stl(noise(7, 600), 12);
  expect(parts.trendStrength).toBeLessThan(0.3);
  expect(parts.seasonStrength).toBeLessThan(0.5);
});

test("the parts add up to the series, or multiply", () => {
  const series = season.map((value, i) => value + noise(3, 120)[i]!);
  const parts = stl(series, 7);
  const added = classicalDecomposition(series, 7);
  const multiplied = classicalDecomposition(series, 12, "multiplicative");
  for (const row of rows) {
    expect(parts.trend![row]! + parts.season![row]! + parts.remainder![row]!).toBeCloseTo(series[row]!, 10);
    const known = row >= 3 && row < 117;
    expect(Number.isNaN(added.trend![row]!)).toBe(!known);
    if (known) expect(added.trend![row]! + added.season![row]! + added.remainder![row]!).toBeCloseTo(series[row]!, 10);
    if (row >= 6 && row < 114)
      expect(multiplied.trend![row]! * multiplied.season![row]! * multiplied.remainder![row]!).toBeCloseTo(
        series[row]!,
        10,
      );
  }
});

test("a classical season is exact for a line with a season, whatever the period's parity", () => {
  for (const period of [4, 5]) {
    const pattern = Array.from({ length: period }, (_, i) => i * i);
    const level = pattern.reduce((a, b) => a + b) / period;
    const series = Float64Array.from({ length: 6 * period }, (_, i) => 10 + 2 * i + pattern[i % period]!);
    const found = classicalDecomposition(series, period).pattern!;
    for (const [phase, value] of pattern.entries()) expect(found[phase]).toBeCloseTo(value - level, 10);
  }
});

test("classical strengths are those of the parts that are known; of factors those of their logarithms", () => {
  const series = season.map((value, i) => value + noise(3, 120)[i]!);
  const variance = (list: readonly number[]): number => {
    const mean = list.reduce((a, b) => a + b) / list.length;
    return list.reduce((sum, value) => sum + (value - mean) ** 2, 0) / list.length;
  };
  for (const [model, addend] of [
    ["additive", (value: number) => value],
    ["multiplicative", Math.log],
  ] as const) {
    const { trend, season, remainder, trendStrength, seasonStrength } = classicalDecomposition(series, 12, model);
    const inner = rows.slice(6, 114);
    const spread = variance(inner.map((row) => addend(remainder![row]!)));
    const strength = (part: Float64Array) =>
      1 - spread / variance(inner.map((row) => addend(part[row]!) + addend(remainder![row]!)));
    expect(trendStrength).toBeCloseTo(strength(trend!), 12);
    expect(seasonStrength).toBeCloseTo(strength(season!), 12);
    expect(Math.min(trendStrength!, seasonStrength!)).toBeGreaterThan(0.9);
  }
  const exact = classicalDecomposition(
    Float64Array.from(rows, (row) => 2 ** (row / 12 + (row % 2))),
    2,
    "multiplicative",
  );
  expect([exact.trendStrength, exact.seasonStrength]).toEqual([expect.closeTo(1, 10), expect.closeTo(1, 10)]);
  expect(classicalDecomposition(noise(7, 600), 12).seasonStrength).toBeLessThan(0.3);
});

test("odd series have a reason instead of parts", () => {
  expect(stl(season, 1).reason).toBe("no_season");
  expect(stl(season, 61).reason).toBe("too_short");
  expect(stl(new Float64Array(50).fill(3), 12)).toMatchObject({ reason: "constant", trend: null, trendStrength: null });
  expect(classicalDecomposition(season, 0).reason).toBe("no_season");
  expect(classicalDecomposition(season.subarray(0, 20), 12).reason).toBe("too_short");
  expect(
    classicalDecomposition(
      season.map((value) => value - 60),
      12,
      "multiplicative",
    ).reason,
  ).toBe("not_positive");
});

test("two periods are enough", () => {
  expect(stl(season.subarray(0, 24), 12).reason).toBe(null);
  expect(classicalDecomposition(season.subarray(0, 24), 12).reason).toBe(null);
  expect(stl(Float64Array.of(1, 2, 1, 3), 2).reason).toBe(null);
});
