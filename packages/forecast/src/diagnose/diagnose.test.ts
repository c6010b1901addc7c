import fc from "fast-check";
import { expect, test } from "vitest";
import type { TimeAxis } from "../contracts/index.ts";
import { Problem } from "../contracts/index.ts";
import { diagnose } from "./diagnose.ts";
import { noise, remembering } from "./draws.fixture.ts";
import { diagnoseResiduals } from "./residuals.ts";

const monthly: TimeAxis = {
  kind: "calendar",
  start: 0,
  step: { unit: "month", count: 1 },
  length: 144,
  format: "YYYY-MM",
};
const growing = Float64Array.from(
  noise(9, 144),
  (value, i) => (100 + 2 * i) * (1 + 0.3 * Math.sin((i * Math.PI) / 6)) + value,
);

test("a growing season is found, multiplied rather than added, and strong", () => {
  const diagnosis = diagnose(growing, { axis: monthly });
  expect(diagnosis.season.period).toBe(12);
  expect(diagnosis.season.given).toBe(false);
  expect(diagnosis.classical.model).toBe("multiplicative");
  expect(diagnosis.stl.seasonStrength).toBeGreaterThan(0.9);
  expect(diagnosis.ljungBox).toMatchObject({ judgedAt: 24, conclusion: "not_white" });
  expect(diagnosis.correlogram.autocorrelations).toHaveLength(25);
  expect(
    diagnose(
      growing.map((value) => value - 300),
      { season: 12 },
    ).classical.model,
  ).toBe("additive");
});

test("a season that is given is taken, and none when it is 1", () => {
  expect(diagnose(growing, { season: 6 }).season).toMatchObject({ period: 6, given: true });
  const without = diagnose(growing, { season: 1, axis: monthly, lags: 5 });
  expect(without.season.candidates.map(({ period }) => period)).toEqual([12]);
  expect([without.stl.reason, without.classical.reason]).toEqual(["no_season", "no_season"]);
  expect(without.correlogram.partial).toHaveLength(6);
  const strengths = diagnose(growing).season.candidates.map(({ strength }) => strength);
  expect(strengths.length).toBeGreaterThan(1);
  expect(strengths.length).toBeLessThanOrEqual(5);
  expect(strengths).toEqual([...strengths].sort((a, b) => b - a));
});

test("noise looks like noise", () => {
  const diagnosis = diagnose(noise(21, 500));
  expect(diagnosis.ljungBox.conclusion).toBe("white");
  expect(diagnosis.stationarity.conclusion).toBe("stationary");
  expect(diagnosis.season.period).toBe(1);
});

test("holes at the ends are cut off and those inside bridged and counted", () => {
  const holed = growing.map((value, i) => (i < 3 || i === 50 || i === 51 || i > 140 ? Number.NaN : value));
  const diagnosis = diagnose(holed, { season: 12 });
  expect(diagnosis.rows).toEqual({ first: 3, count: 138, known: 136, filled: 2 });
  expect(diagnosis.stl.trend).toHaveLength(138);
  expect(diagnosis.stl.season![47]).not.toBeNaN();
});

test("a value that is not finite counts as missing, and a column without readings is a problem", () => {
  const odd = growing.map((value, i) => (i === 9 ? Number.POSITIVE_INFINITY : value));
  expect(diagnose(odd).rows).toMatchObject({ known: 143, filled: 1 });
  for (const empty of [new Float64Array(0), new Float64Array(9).fill(Number.NaN)]) {
    expect(() => diagnose(empty)).toThrow(Problem);
    expect(diagnoseResiduals(empty)).toMatchObject({
      mean: { reason: "too_short" },
      ljungBox: { reason: "too_short" },
    });
  }
});

test("of a long series the latest 50,000 rows count", () => {
  const long = Float64Array.from({ length: 60_000 }, (_, i) => (i < 10_000 ? 1e6 : 0) + (i % 7));
  const { rows, season } = diagnose(long, { season: 7 });
  expect(rows).toEqual({ first: 10_000, count: 50_000, known: 50_000, filled: 0 });
  expect(season.period).toBe(7);
});

test("no series makes it throw, and no answer holds a number that is not finite", () => {
  const reading = fc.oneof(
    fc.double({ noNaN: false }),
    fc.integer({ min: -3, max: 3 }),
    fc.constantFrom(0, 1e-300, 1e300, Number.NaN, 7),
  );
  const check = (name: string, answer: unknown): void => {
    if (typeof answer === "number") expect(Number.isFinite(answer), name).toBe(true);
    else if (typeof answer === "object" && answer !== null && !ArrayBuffer.isView(answer))
      for (const [key, part] of Object.entries(answer)) check(`${name}.${key}`, part);
  };
  fc.assert(
    fc.property(fc.array(reading, { minLength: 1, maxLength: 60 }), fc.integer({ min: 1, max: 9 }), (list, season) => {
      const values = Float64Array.from(list);
      check("residuals", diagnoseResiduals(values, { season, fittedParameters: season - 1 }));
      if (!values.some(Number.isFinite)) return;
      const diagnosis = diagnose(values, { season });
      check("diagnosis", diagnosis);
      check("diagnosis", diagnose(values));
      for (const list of [diagnosis.correlogram.autocorrelations, diagnosis.correlogram.partial, diagnosis.stl.trend])
        expect(list?.every(Number.isFinite)).not.toBe(false);
    }),
    { numRuns: 300 },
  );
});

test("residuals of white noise around 0 are white, and neither their mean nor a unit root is held against them", () => {
  const { mean, ljungBox, adf, kpss, correlogram } = diagnoseResiduals(noise(31, 400));
  expect([mean.conclusion, ljungBox.conclusion, adf.conclusion]).toEqual(["mean_zero", "white", "unit_root_rejected"]);
  expect(kpss.conclusion).toBe("stationarity_not_rejected");
  expect(correlogram.band![1]).toBeCloseTo(1.96 / 20, 3);
  expect(correlogram.band![20]).toBe(correlogram.band![1]);
});

test("residuals that remember, or that lie to one side, are found", () => {
  expect(diagnoseResiduals(remembering(0.4, 31, 400)).ljungBox).toMatchObject({
    judgedAt: 10,
    conclusion: "not_white",
  });
  expect(diagnoseResiduals(noise(31, 400).map((value) => value + 0.4)).mean.conclusion).toBe("mean_not_zero");
  // Were the readings independent, a mean this large would be significant in nearly half of all cases.
  const wrong = Array.from(
    { length: 40 },
    (_, i) => diagnoseResiduals(remembering(0.8, 77 * i + 5, 400)).mean.conclusion,
  );
  expect(wrong.filter((conclusion) => conclusion === "mean_not_zero").length).toBeLessThan(10);
});

test("holes in residuals are left out of the correlations rather than bridged", () => {
  const holed = noise(31, 900).map((value, i) => (i % 3 === 1 ? Number.NaN : value));
  const diagnosis = diagnoseResiduals(holed);
  expect(diagnosis.rows).toMatchObject({ known: 600, filled: 300 });
  expect(diagnosis.ljungBox.conclusion).toBe("white");
});
