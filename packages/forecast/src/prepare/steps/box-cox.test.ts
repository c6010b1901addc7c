import { existsSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { TimeAxis } from "../../contracts/index.ts";
import { pastOf } from "../../contracts/past.ts";
import { boxCox } from "./box-cox.ts";
import { fittedStepSchema } from "./index.ts";

const TIME: TimeAxis = { kind: "count", start: 1, length: 1 };
const fit = (...past: number[]) => boxCox.fit({ kind: "box_cox" }, pastOf(Float64Array.from(past), past.length), TIME);
type Fitted = ReturnType<typeof fit>;
const apply = (step: Fitted, ...values: number[]) => [...boxCox.apply(step, Float64Array.from(values), TIME)];
const undo = (step: Fitted, ...forecast: number[]) => [
  ...boxCox.undo(step, Float64Array.from(forecast), {
    values: new Float64Array(),
    origins: Int32Array.of(-1),
    time: TIME,
  }),
];

const VALUES = [1.2, 3.4, 0.5, 9.1, 2.2, 150.0, 4.4, 0.9, 1.7, 2.6];
// scipy.stats.boxcox(VALUES) of scipy 1.10.1.
const LAMBDA = -0.358304487516766;
const PREPARED = [
  ...[0.17649391798317196, 0.9907401085819956, -0.7868125024965325, 1.525839640106221, 0.6868717943875599],
  ...[2.3274279457931866, 1.1495928593068168, -0.10737451946055021, 0.4832355223241016, 0.8091172522614251],
];

test("power and values agree with scipy's boxcox", () => {
  const step = fit(...VALUES, Number.NaN);
  expect(step.shift).toBe(0);
  expect(Math.abs(step.lambda - LAMBDA)).toBeLessThan(1e-6);
  const exact = { ...step, lambda: LAMBDA };
  for (const [i, value] of apply(exact, ...VALUES).entries()) expect(value).toBeCloseTo(PREPARED[i]!, 12);
  expect(apply(exact, Number.NaN)).toEqual([Number.NaN]);
});

test("a power beyond ±2 is held there", () => {
  // scipy, without bounds: −6.25.
  expect(fit(10, 10.5, 9.8, 10.2, 30, 10.1, 9.9, 10.3).lambda).toBeCloseTo(-2, 6);
  // scipy: −0.6424236662030886.
  expect(fit(...[1, 2, 3, 4, 5, 6, 7, 8.5].map((value) => 1 / value)).lambda).toBeCloseTo(-0.6424236662030886, 6);
});

test("a past that is not positive is shifted, and a constant one is left as it is but for a shift", () => {
  expect(fit(-3, 0, 5)).toMatchObject({ shift: 4, floor: 1, ceiling: 90 });
  const constant = fit(7, 7, 7);
  expect(constant.lambda).toBe(1);
  expect(apply(constant, 7)[0]).toBeCloseTo(6, 14);
  expect(apply(constant, 9)[0]).toBeCloseTo(8, 14);
});

test("a later value without a power is taken for the smallest of the training part", () => {
  const step = fit(2, 3, 8);
  expect(apply(step, 0, -5)).toEqual(apply(step, 2, 2));
});

test("undoing never leaves the numbers: a forecast beyond the scale's end is held", () => {
  const negative = { ...fit(1, 2, 4), lambda: -0.5 };
  expect(undo(negative, 2, 100)[0]).toBeCloseTo(40, 9);
  expect(undo(negative, 2, 100)[1]).toBeCloseTo(40, 9);
  const positive = { ...fit(1, 2, 4), lambda: 0.5 };
  expect(undo(positive, -2, -50, Number.NaN)).toEqual([0, 0, Number.NaN]);
  const zero = { ...fit(1, 2, 4), lambda: 0 };
  expect(undo(zero, ...apply(zero, 3))[0]).toBeCloseTo(3, 14);
});

test("values come back from their powers", () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 30 }),
      (values) => {
        const step = fit(...values);
        expect(fittedStepSchema.safeParse(JSON.parse(JSON.stringify(step))).success).toBe(true);
        const back = undo(step, ...apply(step, ...values));
        // What is lost where the scale is flat: at λ = −2 most digits of large values.
        const scale = Math.max(1, ...values.map((value) => value + step.shift));
        if (step.lambda > -0.5) {
          for (const [i, value] of values.entries()) expect(Math.abs(back[i]! - value)).toBeLessThan(1e-6 * scale);
        }
        expect(back.every(Number.isFinite)).toBe(true);
      },
    ),
  );
});

const folder = process.env.GATECAST_GOLDEN ?? new URL("../../../../../../shared/golden", import.meta.url).pathname;
const file = `${folder}/stats.json`;
// scipy.stats.boxcox of the first 80 % of each series.
const LAMBDAS: Readonly<Record<string, number>> = {
  airline: 0.04486438705866553,
  newport: 0.5400398445745984,
  pm25: 0.048903975153219294,
};

test.skipIf(!existsSync(file))("powers of real series agree with scipy's (skipped without golden/stats.json)", () => {
  const { series } = JSON.parse(readFileSync(file, "utf8")) as { series: { name: string; values: number[] }[] };
  expect(series.length).toBe(3);
  for (const { name, values } of series) {
    const past = values.slice(0, Math.floor(values.length * 0.8));
    expect(Math.abs(fit(...past).lambda - LAMBDAS[name]!), name).toBeLessThan(1e-6);
  }
});
