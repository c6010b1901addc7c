import { elementary } from "@gatecast/engine";
import fc from "fast-check";
import { expect, test } from "vitest";
import { measureGradient } from "../../../../test/support/central-differences.ts";
import { draws } from "../../../../test/support/draws.ts";
import { largestError } from "../../../../test/support/largest-error.ts";
import type { Frame, Task } from "../contracts/index.ts";
import {
  fitPreparation,
  type Prepared,
  prepareFrame,
  type StepSpec,
  stepLevels,
  stepsGradient,
  undoForecasts,
  undoGradient,
  type WindowScale,
  windowGradient,
  windowLevel,
} from "./index.ts";

const ROWS = 30;
const ORIGIN = 26;
const TASK: Task = { target: "y", past: [], future: [], calendar: [], lookback: 8, horizon: 3 };
const READ = ROWS - TASK.horizon;

/** Months, of which the last three are ahead. */
const frameOf = (values: Float64Array): Frame => ({
  id: "a",
  timeName: "ds",
  time: {
    kind: "calendar",
    start: Date.UTC(2020, 4, 1),
    step: { unit: "month", count: 1 },
    length: ROWS,
    format: "YYYY-MM",
  },
  columns: [{ name: "y", values }],
});

/** Some smooth network that never falls silent: what it says of a window in its own units. */
const weights = draws(TASK.horizon * TASK.lookback, "network");
const mapped = (relative: Float64Array): Float64Array =>
  Float64Array.from({ length: TASK.horizon }, (_, k) =>
    relative.reduce((total, value, t) => total + (value * weights[k * TASK.lookback + t]!) / 4, 0),
  );
const say = (relative: Float64Array): Float64Array => mapped(relative).map((sum) => sum + elementary.tanh(sum) / 2);
const COUNTS = Float64Array.of(0.25, -0.5, 1);

const relativeOf = ({ table, task }: Prepared, level: number, spread: number): Float64Array =>
  table.slice(ORIGIN - task.lookback + 1, ORIGIN + 1).map((value) => (value - level) / spread);

/** What the counts make of the forecast. */
function sum(prepared: Prepared): number {
  const { level, spread } = windowLevel(prepared, ORIGIN);
  const said = say(relativeOf(prepared, level, spread)).map((value) => value * spread + level);
  return undoForecasts(prepared, said.slice(), Int32Array.of(ORIGIN)).reduce(
    (total, value, k) => total + value * COUNTS[k]!,
    0,
  );
}

/** What each reading counts for, by the chain rule. */
function byChainRule(prepared: Prepared, values: Float64Array): Float64Array {
  const { task, preparation, time } = prepared;
  const { level, spread } = windowLevel(prepared, ORIGIN);
  const relative = relativeOf(prepared, level, spread);
  const out = say(relative);
  const bends = mapped(relative).map((sum) => 1 + (1 - elementary.tanh(sum) * elementary.tanh(sum)) / 2);
  const said = out.map((value) => value * spread + level);
  const undone = undoGradient(prepared, COUNTS, said, ORIGIN);
  const beside = { level: 0, spread: 0 };
  const counts = new Float64Array(task.lookback);
  undone.forecast.forEach((count, k) => {
    beside.level += count;
    beside.spread += count * out[k]!;
    const slope = count * spread * bends[k]!;
    for (let t = 0; t < task.lookback; t++) counts[t]! += (slope * weights[k * task.lookback + t]!) / 4;
  });
  const inPrepared = new Float64Array(ROWS);
  inPrepared.set(windowGradient(prepared, ORIGIN, counts, beside), ORIGIN - task.lookback + 1);
  return stepsGradient(preparation.target, inPrepared, stepLevels(preparation.target, values, time), undone.levels);
}

const step: fc.Arbitrary<StepSpec> = fc.oneof(
  fc.constantFrom<StepSpec>(
    { kind: "min_max" },
    { kind: "standard" },
    { kind: "robust" },
    { kind: "seasonal_mean", season: 12 },
  ),
  fc.integer({ min: 1, max: 4 }).map((lag): StepSpec => ({ kind: "difference", lag })),
);
const bending = fc.constantFrom<readonly StepSpec[]>([], [{ kind: "log" }], [{ kind: "box_cox" }]);
const window = fc.constantFrom<WindowScale>("none", "last", "mean_spread");
const readings = fc.array(fc.integer({ min: 20, max: 120 }), { minLength: READ, maxLength: READ });
const holes = fc.array(fc.integer({ min: 0, max: READ - 2 }), { maxLength: 6 });

test("what each reading counts for in a forecast is what central differences measure, whatever the preparation", () => {
  fc.assert(
    fc.property(
      readings,
      holes,
      bending,
      fc.array(step, { maxLength: 2 }),
      window,
      (read, missing, bend, rest, scale) => {
        const values = new Float64Array(ROWS).fill(Number.NaN);
        values.set(read.map((value) => value / 8));
        for (const row of missing) values[row] = Number.NaN;
        const spec = { target: [{ kind: "forward_fill" as const }, ...bend, ...rest], covariates: [], window: scale };
        const preparation = fitPreparation(spec, frameOf(values), TASK, 20);
        const prepare = (at: Float64Array) => prepareFrame(preparation, frameOf(at), TASK);
        const prepared = prepare(values);
        // Two differences reach back before the first row; a window that hardly moves bends too sharply to be measured.
        fc.pre(prepared.table.slice(ORIGIN - TASK.lookback + 1, ORIGIN + 1).every(Number.isFinite));
        fc.pre(Number.isFinite(sum(prepared)) && windowLevel(prepared, ORIGIN).spread > 1e-2);
        const counted = byChainRule(prepared, values);
        const known = [...values.keys()].filter((row) => !Number.isNaN(values[row]!));
        const moved = (at: Float64Array) => {
          const copy = values.slice();
          known.forEach((row, i) => {
            copy[row] = at[i]!;
          });
          return sum(prepare(copy));
        };
        const { at, slope } = measureGradient(
          moved,
          Float64Array.from(known, (row) => values[row]!),
          99,
          1e-6,
        );
        const found = at.map((i) => counted[known[i]!]!);
        expect(largestError(found, slope)).toBeLessThan(1e-4);
        // What is missing counts for nothing.
        expect(counted.every((value, row) => known.includes(row) || value === 0)).toBe(true);
      },
    ),
    { numRuns: 300 },
  );
});

test("the logarithm's floor and Box and Cox's ends hold still", () => {
  const values = Float64Array.of(4, 8, -3);
  const time = { kind: "count", start: 1, length: 3 } as const;
  const steps = [{ kind: "log" as const, shift: 0, floor: 4 }];
  const levels = stepLevels(steps, values, time);
  expect([...stepsGradient(steps, Float64Array.of(1, 1, 1), levels)]).toEqual([1 / 4, 1 / 8, 0]);
  const box = { kind: "box_cox" as const, lambda: 0.5, shift: 0, floor: 4, ceiling: 80 };
  const prepared = { preparation: { target: [box], columns: {}, window: "none" as const }, levels: [values], time };
  // Below −1 / λ every forecast is undone to the same value.
  expect(undoGradient(prepared, Float64Array.of(1, 1), Float64Array.of(-2.5, 2), 1).forecast).toEqual(
    Float64Array.of(0, 2),
  );
});
