import { generator, seed } from "@gatecast/engine";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Frame, Task } from "../contracts/index.ts";
import { pastOf } from "../contracts/past.ts";
import { frameFrom } from "../data/index.ts";
import {
  fitPreparation,
  ModelTable,
  originsWithin,
  type PreparationSpec,
  type Prepared,
  prepareFrame,
  windowLevel,
} from "./index.ts";
import { undoForecasts } from "./preparation.ts";
import { applySteps, fitSteps } from "./series-steps.ts";
import type { StepSpec } from "./steps/index.ts";

const ROWS = 700;
/** Small enough for 700 rows to be a long table. */
const SMALL = { whole: 100, block: 8 };
const task: Task = { target: "y", past: ["wind"], future: ["plan"], calendar: [], lookback: 5, horizon: 3 };

const TARGET_STEPS: readonly StepSpec[][] = [
  [{ kind: "forward_fill" }, { kind: "standard" }],
  [{ kind: "forward_fill" }, { kind: "log" }, { kind: "difference", lag: 24 }, { kind: "robust" }],
  [{ kind: "difference", lag: 7 }, { kind: "forward_fill" }, { kind: "min_max" }],
  [{ kind: "forward_fill" }, { kind: "difference", lag: 3 }, { kind: "forward_fill" }],
  [{ kind: "seasonal_mean", season: 24 }, { kind: "standard" }],
  [],
];

/** Hourly readings with single gaps, a long one, and values that cleaning filled in. */
function table(from: number): Frame {
  const random = generator(seed(from));
  const y = Float64Array.from({ length: ROWS }, (_, t) => 50 + 10 * Math.sin((Math.PI * t) / 12) + 4 * random());
  const holes = y.map((value, t) => (random() < 0.1 || (t > 300 && t < 380) || t < 3 ? Number.NaN : value));
  const wind = y.map(() => (random() < 0.02 ? Number.NaN : random()));
  const plan = y.map((_, t) => t % 7);
  const frame = frameFrom({ start: "2020-01-01 00:00", step: "hour", columns: { y: holes, wind, plan } });
  const filled = Uint8Array.from({ length: ROWS }, () => (random() < 0.03 ? 1 + Math.floor(2 * random()) : 0));
  return { ...frame, columns: frame.columns.map((column) => (column.name === "y" ? { ...column, filled } : column)) };
}

/** All that a model sees of a window. */
function windowOf(prepared: Prepared, origin: number) {
  const { lookback, horizon } = prepared.task;
  const rows = (values: Float64Array, columns: number, from: number, to: number) => [
    ...values.subarray(from * columns, to * columns),
  ];
  return {
    inputs: rows(prepared.table, prepared.columns, origin - lookback + 1, origin + 1),
    targets: rows(prepared.targets, 1, origin + 1, origin + 1 + horizon),
    future: rows(prepared.future, prepared.futureColumns, origin + 1, origin + 1 + horizon),
    waves: rows(prepared.waves, prepared.waveColumns, origin + 1, origin + 2),
    level: windowLevel(prepared, origin),
  };
}

test("a long table, prepared part by part, shows the same windows as the whole, whatever the steps", () => {
  fc.assert(
    fc.property(
      fc.nat(1000),
      fc.constantFrom(...TARGET_STEPS),
      fc.constantFrom(["hour", "weekday"] as const, [] as const),
      fc.integer({ min: 0, max: 300 }),
      fc.integer({ min: 320, max: ROWS }),
      (from, target, calendar, first, last) => {
        const frame = table(from);
        const task_ = { ...task, calendar: [...calendar] };
        const spec: PreparationSpec = { target, covariates: [{ kind: "forward_fill" }], window: "mean_spread" };
        const preparation = fitPreparation(spec, frame, task_, 400);
        const whole = prepareFrame(preparation, frame, task_);
        const expected = [...originsWithin(whole, first, last)];
        const windows = new ModelTable(preparation, frame, task_, SMALL).within(first, last);
        expect(windows.count).toBe(expected.length);

        const ordered: number[] = [];
        for (const part of windows.inOrder()) {
          for (const origin of part.origins) {
            ordered.push(part.first + origin);
            expect(windowOf(part.prepared, origin)).toEqual(windowOf(whole, part.first + origin));
            const forecast = Float64Array.of(0.5, -0.25, Number.NaN);
            expect(undoForecasts(part.prepared, forecast.slice(), Int32Array.of(origin))).toEqual(
              undoForecasts(whole, forecast.slice(), Int32Array.of(part.first + origin)),
            );
          }
        }
        expect(ordered).toEqual(expected);

        const seen = [...windows.shuffled(seed(2))].length;
        expect(seen).toBeGreaterThan(0);
        const drawn: string[] = [];
        for (const { prepared, origins } of windows.shuffled(seed(2))) {
          for (const origin of origins) drawn.push(JSON.stringify(windowOf(prepared, origin)));
        }
        const all = expected.map((origin) => JSON.stringify(windowOf(whole, origin)));
        expect(drawn.sort()).toEqual(all.sort());
      },
    ),
    { numRuns: 40 },
  );
});

/** Rows in the order in which a long table of rising numbers gives them out. */
function orderOf(from: number, rows = 20_000): number[] {
  const frame = frameFrom({ columns: { y: Float64Array.from({ length: rows }, (_, t) => t) } });
  const plain: Task = { target: "y", past: [], future: [], calendar: [], lookback: 4, horizon: 1 };
  const preparation = fitPreparation({ target: [], covariates: [], window: "none" }, frame, plain, rows);
  const windows = new ModelTable(preparation, frame, plain, { whole: 1000, block: 8 }).within(0, rows);
  const order: number[] = [];
  for (const { prepared, origins } of windows.shuffled(seed(from))) {
    for (const origin of origins) order.push(prepared.table[origin]!);
  }
  return order;
}

test("a shuffled order holds every window once, follows from its seed, and leaves neighbours far apart", () => {
  const order = orderOf(1);
  expect(new Set(order).size).toBe(20_000 - 4);
  expect(order.length).toBe(20_000 - 4);
  expect(orderOf(1)).toEqual(order);
  expect(orderOf(2)).not.toEqual(order);
  // Any stretch of a batch's length comes from all over the table: its mean is that of 128 draws from an even spread.
  const deviation = 20_000 / Math.sqrt(12) / Math.sqrt(128);
  let far = 0;
  for (let from = 0; from + 128 <= order.length; from += 128) {
    const mean = order.slice(from, from + 128).reduce((sum, row) => sum + row, 0) / 128;
    if (Math.abs(mean - 10_000) > 3 * deviation) far++;
  }
  expect(far).toBeLessThan(8);
  const neighbours = order.slice(1).filter((row, i) => Math.abs(row - order[i]!) === 1).length;
  expect(neighbours).toBeLessThan(40);
});

test("steps fitted piece by piece learn the same numbers, to the last bit", () => {
  for (const specs of TARGET_STEPS) {
    const { values } = table(3).columns[0]!;
    const { time } = table(3);
    const past = pastOf(values, 450);
    expect(fitSteps(specs, past, time, 16)).toEqual(fitSteps(specs, past, time));
    // And as a plain walk through the levels would.
    let level: Float64Array = past.values.slice();
    for (const [i, step] of fitSteps(specs, past, time, 16).entries()) {
      expect(fitSteps([specs[i]!], pastOf(level, 450), time)).toEqual([step]);
      level = applySteps([step], level, time);
    }
  }
});

test("what a part takes does not grow with the table", () => {
  const largest = (rows: number): number => {
    const frame = frameFrom({ columns: { y: new Float64Array(rows).fill(1) } });
    const plain: Task = { target: "y", past: [], future: [], calendar: [], lookback: 4, horizon: 1 };
    const spec: PreparationSpec = { target: [{ kind: "difference", lag: 2 }], covariates: [], window: "none" };
    const preparation = fitPreparation(spec, frame, plain, rows);
    const windows = new ModelTable(preparation, frame, plain, { whole: 1000, block: 64 }).within(0, rows);
    let most = 0;
    const weigh = ({ prepared, origins }: { prepared: Prepared; origins: Int32Array }): void => {
      const arrays = [prepared.table, prepared.targets, prepared.foresees, ...prepared.levels.slice(1), origins];
      // Views may be short; what lies behind them counts.
      most = Math.max(
        most,
        arrays.reduce((sum, { buffer }) => sum + buffer.byteLength, 0),
      );
    };
    for (const part of windows.inOrder()) weigh(part);
    for (const part of windows.shuffled(seed(1))) weigh(part);
    return most;
  };
  expect(largest(400_000)).toBeLessThan(1.1 * largest(40_000));
});
