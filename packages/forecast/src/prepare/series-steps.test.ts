import fc from "fast-check";
import { expect, test } from "vitest";
import { Problem, type TimeAxis } from "../contracts/index.ts";
import {
  applySteps,
  type FittedStep,
  fitPreparation,
  fitSteps,
  fittedStepSchema,
  pastOf,
  prepareFrame,
  type StepSpec,
  stepLevels,
  stepSpecSchema,
  undoSteps,
} from "./index.ts";

const TIME: TimeAxis = { kind: "count", start: 1, length: 48 };

const level: fc.Arbitrary<StepSpec> = fc.constantFrom<StepSpec>(
  { kind: "log" },
  { kind: "min_max" },
  { kind: "standard" },
  { kind: "robust" },
);
const lagged = fc.integer({ min: 1, max: 4 }).map((lag): StepSpec => ({ kind: "difference", lag }));
const specs = fc.array(fc.oneof({ weight: 3, arbitrary: level }, lagged), { maxLength: 3 });
const reading = fc.double({ min: -1000, max: 1000, noNaN: true }).map((value) => Math.round(value * 64) / 64);
const series = fc.array(reading, { minLength: 24, maxLength: 48 }).map((values) => Float64Array.from(values));

/** Some readings lost, never all of them. */
const withHoles = fc.tuple(series, fc.array(fc.nat(23), { maxLength: 10 })).map(([values, holes]) => {
  const copy = values.slice();
  for (const at of holes) if (at > 0) copy[at] = Number.NaN;
  return copy;
});

test("preparations do not learn from what was filled in with the help of later readings", () => {
  const values = Float64Array.of(1, 2, 3, 900, 5, 6);
  const filled = Uint8Array.of(0, 0, 0, 2, 0, 0);
  const time: TimeAxis = { ...TIME, length: 6 };
  const task = { target: "y", past: ["x"], future: [], calendar: [], lookback: 1, horizon: 1 };
  const spec = {
    target: [{ kind: "min_max" as const }],
    covariates: [{ kind: "min_max" as const }],
    window: "none" as const,
  };
  const columns = ["y", "x"].map((name) => ({ name, values, filled }));
  const fitted = fitPreparation(spec, { id: "a", timeName: "ds", time, columns }, task, 4);
  expect(fitted.target).toEqual([{ kind: "min_max", low: 1, spread: 2 }]);
  expect(fitted.columns.x).toEqual(fitted.target);
  // As an input it counts nonetheless.
  expect(prepareFrame(fitted, { id: "a", timeName: "ds", time, columns }, task).table[2 * 3]).toBe(449.5);
});

const FILL: StepSpec = { kind: "forward_fill" };

/** All steps after a filling, or undefined where the random numbers leave nothing to fit. */
function fitted(wanted: readonly StepSpec[], values: Float64Array, cutoff: number): FittedStep[] | undefined {
  try {
    return fitSteps([FILL, ...wanted], pastOf(values, cutoff), TIME);
  } catch (error) {
    if (error instanceof Problem) return undefined;
    throw error;
  }
}

test("undoing what was applied gives the series back, whatever the steps", () => {
  fc.assert(
    fc.property(specs, series, fc.integer({ min: 14, max: 18 }), (wanted, values, origin) => {
      // Fitted on everything, so that no later value is clamped by the logarithm.
      const steps = fitted(wanted, values, values.length);
      // A logarithm of a step's own tiny remainder magnifies rounding: one logarithm is enough here.
      fc.pre(steps !== undefined && wanted.filter((spec) => spec.kind === "log").length <= 1);
      const levels = stepLevels(steps, values, TIME);
      const prepared = levels.at(-1)?.slice(origin + 1, origin + 6) ?? new Float64Array();
      const back = undoSteps(steps, prepared, levels, Int32Array.of(origin), TIME);
      for (const [k, value] of back.entries()) expect(Math.abs(value - values[origin + 1 + k]!)).toBeLessThan(1e-6);
    }),
  );
});

test("forecasts from many origins are undone as each alone", () => {
  fc.assert(
    fc.property(specs, withHoles, (wanted, values) => {
      const steps = fitted(wanted, values, 18);
      fc.pre(steps !== undefined);
      const levels = stepLevels(steps, values, TIME);
      const [origins, h] = [Int32Array.of(14, 3, 17), 7];
      const forecasts = Float64Array.from({ length: 3 * h }, (_, i) => Math.cos(i));
      const together = undoSteps(steps, forecasts.slice(), levels, origins, TIME);
      origins.forEach((origin, w) => {
        const own = forecasts.subarray(w * h, (w + 1) * h);
        expect(together.slice(w * h, (w + 1) * h)).toEqual(
          undoSteps(steps, own.slice(), levels, Int32Array.of(origin), TIME),
        );
      });
    }),
  );
});

test("changing values after the cutoff changes no fitted number", () => {
  fc.assert(
    fc.property(specs, withHoles, reading, (wanted, values, other) => {
      const changed = values.slice();
      changed.fill(other, 18);
      expect(fitted(wanted, changed, 18)).toEqual(fitted(wanted, values, 18));
    }),
  );
});

test("changing a later value changes no earlier output, and no undone forecast from before it", () => {
  fc.assert(
    fc.property(specs, withHoles, reading, fc.integer({ min: 0, max: 22 }), (wanted, values, other, origin) => {
      const steps = fitted(wanted, values, 18);
      fc.pre(steps !== undefined);
      const changed = values.slice();
      changed.fill(other, origin + 1);
      expect(applySteps(steps, changed, TIME).slice(0, origin + 1)).toEqual(
        applySteps(steps, values, TIME).slice(0, origin + 1),
      );
      const forecast = Float64Array.of(0.5, -0.25, 0.125, 1, 0, 0.5, 0.75);
      expect(undoSteps(steps, forecast.slice(), stepLevels(steps, changed, TIME), Int32Array.of(origin), TIME)).toEqual(
        undoSteps(steps, forecast.slice(), stepLevels(steps, values, TIME), Int32Array.of(origin), TIME),
      );
    }),
  );
});

test("steps read back from JSON give the same bits", () => {
  fc.assert(
    fc.property(specs, withHoles, (wanted, values) => {
      const steps = fitted(wanted, values, 18);
      fc.pre(steps !== undefined);
      const read = fittedStepSchema.array().parse(JSON.parse(JSON.stringify(steps)));
      expect(read).toEqual(steps);
      const bytes = (prepared: Float64Array): Uint8Array => new Uint8Array(prepared.buffer);
      expect(bytes(applySteps(read, values, TIME))).toEqual(bytes(applySteps(steps, values, TIME)));
    }),
  );
});

test("each step is fitted on what the steps before it leave", () => {
  const past = pastOf(Float64Array.of(1, Number.NaN, 4, 16), 4);
  const steps = fitSteps([FILL, { kind: "difference", lag: 1 }, { kind: "min_max" }], past, TIME);
  expect(steps.at(-1)).toEqual({ kind: "min_max", low: 0, spread: 12 });
  expect([...applySteps(steps, past.values, TIME)]).toEqual([Number.NaN, 0, 0.25, 1]);
});

test("no steps at all leave the series and the forecast alone, in arrays of their own", () => {
  const values = Float64Array.of(1, 2);
  const prepared = applySteps(fitSteps([], pastOf(values, 2), TIME), values, TIME);
  expect(prepared).toEqual(values);
  expect(prepared).not.toBe(values);
  expect([...undoSteps([], values, [values], Int32Array.of(1), TIME)]).toEqual([1, 2]);
});

test("a training part without a known value is a fault of the data", () => {
  const past = pastOf(Float64Array.of(Number.NaN, Number.NaN), 2);
  for (const kind of ["forward_fill", "log", "min_max", "standard", "robust"] as const) {
    expect(() => fitSteps([{ kind }], past, TIME)).toThrow(
      expect.objectContaining({ kind: "data", code: "past_unknown" }),
    );
  }
});

test("a spread beyond float64 is refused, not recorded as null", () => {
  const past = pastOf(Float64Array.of(-1.5e308, 1.5e308), 2);
  expect(() => fitSteps([{ kind: "min_max" }], past, TIME)).toThrow(
    expect.objectContaining({ kind: "data", code: "values_too_large" }),
  );
});

test("a lag as long as the training part is wrong usage that names both", () => {
  expect(() => fitSteps([{ kind: "difference", lag: 3 }], pastOf(new Float64Array(9), 3), TIME)).toThrow(
    expect.objectContaining({
      kind: "usage",
      code: "lag_too_long",
      details: expect.objectContaining({ found: "lag 3, 3 training rows" }),
    }),
  );
});

test("unknown steps, unknown fields and impossible numbers do not pass the schemas", () => {
  for (const bad of [
    { kind: "magic" },
    { kind: "difference" },
    { kind: "difference", lag: 0 },
    { kind: "difference", lag: 1.5 },
    { kind: "log", base: 2 },
  ]) {
    expect(stepSpecSchema.safeParse(bad).success, JSON.stringify(bad)).toBe(false);
  }
  expect(fittedStepSchema.safeParse({ kind: "standard", mean: 0, spread: 0 }).success).toBe(false);
  expect(fittedStepSchema.safeParse({ kind: "min_max", low: null, spread: 1 }).success).toBe(false);
});
