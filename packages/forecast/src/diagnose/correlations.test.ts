import { expect, test } from "vitest";
import { autocorrelation } from "./autocorrelation.ts";
import { bartlettBand, whiteBand } from "./bands.ts";
import { remembering } from "./draws.fixture.ts";
import { ljungBox } from "./ljung-box.ts";
import { partialAutocorrelation } from "./partial-autocorrelation.ts";
import { partialAutocorrelationRegression } from "./partial-autocorrelation-regression.ts";

test("a series that remembers one step has one partial autocorrelation", () => {
  const series = remembering(0.7, 5, 20_000);
  for (const partial of [
    partialAutocorrelation(autocorrelation(series, 6), series.length),
    partialAutocorrelationRegression(series, 6),
  ]) {
    expect(partial[0]).toBe(1);
    expect(partial[1]).toBeCloseTo(0.7, 1);
    for (const value of partial.slice(2)) expect(Math.abs(value)).toBeLessThan(0.03);
  }
});

test("partial autocorrelations leave holes out, and a series that never changes has none", () => {
  const series = remembering(0.7, 5, 20_000).map((value, i) => (i % 5 === 3 ? Number.NaN : value));
  const partial = partialAutocorrelation(autocorrelation(series, 3), series.length);
  expect(partial[1]).toBeCloseTo(0.7, 1);
  expect([...partialAutocorrelation(autocorrelation(new Float64Array(9).fill(2), 3), 9)]).toEqual([0, 0, 0, 0]);
  expect([...partialAutocorrelationRegression(new Float64Array(9).fill(2), 3)]).toEqual([1, 0, 0, 0]);
});

test.each([
  ["hours of eight days", 24, 192, 48],
  ["more lags than half of the rows", 12, 144, 130],
])("no partial autocorrelation leaves −1 … 1: %s", (_, season, rows, lags) => {
  const noise = remembering(0.3, 5, rows);
  const series = noise.map((value, t) => 10 * Math.sin((2 * Math.PI * t) / season) + value);
  const correlations = autocorrelation(series, lags);
  const partial = partialAutocorrelation(correlations, rows);
  expect(Math.max(...partial.map(Math.abs))).toBe(1);
  expect(partial.slice(1).every((value) => Math.abs(value) < 1)).toBe(true);
  // The last coefficient of the equations Σⱼ φⱼ r(i − j) = r(i), solved as they stand.
  for (const lag of [1, 2, 5, season, lags]) {
    const r = (k: number) => correlations[Math.abs(k)]!;
    const equations = Array.from({ length: lag }, (_, i) => [
      ...Array.from({ length: lag }, (_, j) => r(i - j)),
      r(i + 1),
    ]);
    for (let i = 0; i < lag; i++) {
      for (let k = i + 1; k < lag; k++) {
        const factor = equations[k]![i]! / equations[i]![i]!;
        for (let j = i; j <= lag; j++) equations[k]![j]! -= factor * equations[i]![j]!;
      }
    }
    const last = equations[lag - 1]!;
    expect(partial[lag]).toBeCloseTo(last[lag]! / last[lag - 1]!, 6);
  }
});

test("bands by hand: 1.96 / √n at lag 1, wider by the correlations before", () => {
  const band = bartlettBand(Float64Array.of(1, 0.5, 0.25, 0.1), 100);
  expect(band[0]).toBe(0);
  expect(band[1]).toBeCloseTo(0.196, 4);
  expect(band[2]).toBeCloseTo(0.196 * Math.sqrt(1.5), 4);
  expect(band[3]).toBeCloseTo(0.196 * Math.sqrt(1 + 2 * (0.25 + 0.0625)), 4);
  expect(whiteBand(400)).toBeCloseTo(0.098, 4);
});

test("Ljung–Box by hand, with a degree less for each fitted parameter", () => {
  const correlations = Float64Array.of(1, 0.3, -0.2);
  const statistic = 50 * 52 * (0.09 / 49 + 0.04 / 48);
  expect(ljungBox(correlations, 50, [1, 2, 9])).toHaveLength(2);
  const [first, second] = ljungBox(correlations, 50, [1, 2], 1);
  expect(first!.pValue).toBe(null);
  expect(second!.statistic).toBeCloseTo(statistic, 12);
  // One degree of freedom: 6.94 lies between the points of 1 % (6.635) and 0.5 % (7.879).
  expect(second!.pValue).toBeGreaterThan(0.005);
  expect(second!.pValue).toBeLessThan(0.01);
});
