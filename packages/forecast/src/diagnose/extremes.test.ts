import fc from "fast-check";
import { expect, test } from "vitest";
import { diagnose } from "./diagnose.ts";
import { diagnoseResiduals } from "./residuals.ts";

const extreme = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(1e308, -1e308, Number.MAX_VALUE, -Number.MAX_VALUE, 5e-324, -5e-324, 0, 1),
);

/** Every number in an answer, however deep. */
function numbersIn(answer: unknown): number[] {
  if (typeof answer === "number") return [answer];
  if (ArrayBuffer.isView(answer)) return Array.from(answer as Float64Array);
  return answer !== null && typeof answer === "object" ? Object.values(answer).flatMap(numbersIn) : [];
}

test("Whatever finite readings there are, each statistic is a number or has a reason why it is none", () => {
  fc.assert(
    fc.property(fc.array(extreme, { minLength: 1, maxLength: 60 }), fc.integer({ min: 1, max: 8 }), (list, season) => {
      const values = Float64Array.from(list);
      for (const answer of [diagnose(values, { season }), diagnoseResiduals(values, { season })]) {
        const { classical: _, ...rest } = { classical: null, ...answer };
        expect(numbersIn(rest).filter((value) => !Number.isFinite(value))).toEqual([]);
      }
    }),
  );
});

test("A reading whose square is no number is the reason that is told, and not a rule that the readings would follow", () => {
  const one = Float64Array.from({ length: 200 }, (_, i) => (i === 70 ? 1e308 : (i * i * 7) % 11));
  const ends = Float64Array.from({ length: 200 }, (_, i) => (i % 2 === 0 ? -1e308 : 1e308));
  const small = one.map((value, i) => (i === 70 ? 0 : value * 1e-300));
  for (const [values, reason] of [
    [one, "too_large"],
    [ends, "too_large"],
    [small, "too_small"],
  ] as const) {
    const { correlogram, ljungBox, stationarity, stl } = diagnose(values, { season: 12 });
    const { c, ct } = stationarity.adf;
    const reasons = [correlogram, ljungBox, c, ct, stationarity.kpss.c, stationarity.kpss.ct, stl].map((x) => x.reason);
    expect(reasons).toEqual(reasons.map(() => reason));
  }
});
