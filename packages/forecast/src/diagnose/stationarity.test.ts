import { expect, test } from "vitest";
import { adf } from "./adf.ts";
import { noise, remembering } from "./draws.fixture.ts";
import { kpss } from "./kpss.ts";
import { mackinnonCritical, mackinnonPValue } from "./mackinnon.ts";
import { stationarity } from "./stationarity.ts";

const seeds = Array.from({ length: 40 }, (_, i) => i * 104_729 + 7);
const share = (judge: (seed: number) => boolean): number => seeds.filter(judge).length / seeds.length;

test("MacKinnon's p-value of each critical value is about its level", () => {
  for (const regression of ["n", "c", "ct"] as const) {
    const critical = mackinnonCritical(regression, 1e9);
    for (const [level, value] of Object.entries(critical)) {
      expect(mackinnonPValue(value, regression) * 100, `${regression} ${level}`).toBeCloseTo(
        Number.parseFloat(level),
        0,
      );
    }
  }
  expect([mackinnonPValue(3, "c"), mackinnonPValue(-19, "c")]).toEqual([1, 0]);
});

test("of random walks the Dickey–Fuller test rejects few, of series that return nearly all", () => {
  const rejects = (memory: number) => (seed: number) =>
    adf(remembering(memory, seed, 300)).conclusion === "unit_root_rejected";
  expect(share(rejects(1))).toBeLessThan(0.2);
  expect(share(rejects(0.5))).toBeGreaterThan(0.9);
});

test("of noise KPSS rejects few, of random walks nearly all", () => {
  const rejects = (memory: number) => (seed: number) =>
    kpss(remembering(memory, seed, 300)).conclusion === "stationarity_rejected";
  expect(share(rejects(0))).toBeLessThan(0.2);
  expect(share(rejects(1))).toBeGreaterThan(0.8);
});

test("both tests together tell noise, noise around a line and a random walk apart", () => {
  expect(stationarity(noise(3, 400)).conclusion).toBe("stationary");
  expect(stationarity(noise(3, 400).map((value, i) => value + i / 20)).conclusion).toBe("trend_stationary");
  expect(stationarity(remembering(1, 3, 400)).conclusion).toBe("difference_stationary");
  expect(stationarity(Float64Array.of(1, 2)).conclusion).toBe("unclear");
});

test("neither shift nor unit changes the answers", () => {
  const series = remembering(0.8, 11, 200);
  const moved = series.map((value) => 1e6 + 1000 * value);
  for (const regression of ["c", "ct"] as const) {
    expect(adf(moved, { regression }).statistic).toBeCloseTo(adf(series, { regression }).statistic!, 6);
    expect(kpss(moved, { regression }).statistic).toBeCloseTo(kpss(series, { regression }).statistic!, 6);
  }
});

test("odd series have a reason instead of an answer", () => {
  const line = Float64Array.from({ length: 50 }, (_, i) => i);
  const wave = Float64Array.from({ length: 60 }, (_, i) => Math.sin((i * Math.PI) / 6));
  expect(adf(Float64Array.of(1, 2, 3))).toEqual({
    reason: "too_short",
    regression: null,
    statistic: null,
    pValue: null,
    lags: null,
    observations: null,
    critical: null,
    conclusion: null,
  });
  expect(adf(new Float64Array(50).fill(0.1)).reason).toBe("constant");
  expect(adf(line.map((value) => (value === 7 ? Number.NaN : value))).reason).toBe("missing");
  expect(adf(line).reason).toBe("degenerate");
  expect(adf(wave).reason).toBe("degenerate");
  expect(kpss(Float64Array.of(1, 2, 3)).reason).toBe("too_short");
  expect(kpss(new Float64Array(50).fill(0.1)).reason).toBe("constant");
  expect(kpss(line, { regression: "ct" }).reason).toBe("degenerate");
  expect(adf(line.map((value) => 1e300 * (value % 7))).reason).toBe("too_large");
});

test("the number of lags is what was asked for, cut down to what the rows allow", () => {
  const series = noise(5, 30);
  expect(adf(series, { autolag: "none", maxLag: 3 }).lags).toBe(3);
  expect(adf(series, { autolag: "none", maxLag: 500 }).lags).toBe(13);
  expect(adf(series, { autolag: "none", maxLag: 500, regression: "n" }).lags).toBe(13);
  expect(kpss(series, { lags: 4 }).lags).toBe(4);
});
