import fc from "fast-check";
import { expect, test } from "vitest";
import type { Frame } from "../contracts/index.ts";
import { frameFrom } from "../data/index.ts";
import {
  fitPreparation,
  originsOf,
  originsWithin,
  prepareFrame,
  preparePanel,
  seriesAt,
  undoForecasts,
} from "./index.ts";

const task = { target: "y", past: ["x"], future: [], calendar: ["weekday" as const], lookback: 3, horizon: 2 };
const spec = {
  target: [{ kind: "forward_fill" as const }, { kind: "difference" as const, lag: 2 }, { kind: "standard" as const }],
  covariates: [{ kind: "standard" as const }],
  window: "last" as const,
};
/** Without rows that a difference leaves unknown: nothing but the ranges keeps windows within their series. */
const plain = { ...spec, target: [{ kind: "forward_fill" as const }, { kind: "standard" as const }] };

const reading = fc.oneof({ weight: 9, arbitrary: fc.integer({ min: -50, max: 50 }) }, fc.constant(Number.NaN));
const series = fc
  .tuple(fc.integer({ min: 1, max: 28 }), fc.array(reading, { minLength: 4, maxLength: 20 }))
  .map(([day, y]): Frame => {
    const columns = { y: [1, 2, ...y], x: [3, 4, ...y.map((_, t) => t)] };
    return frameFrom({ start: `2024-02-${String(day).padStart(2, "0")}`, step: "day", columns });
  });

test("series laid one behind the other have the windows, the rows and the forecasts that each has alone", () => {
  fc.assert(
    fc.property(fc.array(series, { minLength: 1, maxLength: 5 }), fc.constantFrom(spec, plain), (frames, steps) => {
      const all = frames.map((frame) => ({ frame, preparation: fitPreparation(steps, frame, task, 4) }));
      const panel = preparePanel(all, task);
      const alone = all.map(({ frame, preparation }) => prepareFrame(preparation, frame, task));
      expect([...panel.table]).toEqual(alone.flatMap(({ table }) => [...table]));
      expect([...panel.targets]).toEqual(alone.flatMap(({ targets }) => [...targets]));
      expect([...panel.waves]).toEqual(alone.flatMap(({ waves }) => [...waves]));
      const ranges = alone.map(({ rows }, s) => ({
        first: panel.starts[s]!,
        from: panel.starts[s]! + 1,
        to: panel.starts[s]! + rows,
      }));
      const origins = originsOf(panel, ranges);
      expect([...origins]).toEqual(
        alone.flatMap((one, s) => [...originsWithin(one, 1, one.rows)].map((origin) => panel.starts[s]! + origin)),
      );
      const forecasts = Float64Array.from({ length: 2 * origins.length }, (_, i) => 0.5 * i - 1);
      const undone = undoForecasts(panel, forecasts.slice(), origins);
      origins.forEach((origin, w) => {
        const s = seriesAt(panel.starts, origin);
        const own = forecasts.subarray(2 * w, 2 * w + 2);
        expect(undone.slice(2 * w, 2 * w + 2)).toEqual(
          undoForecasts(alone[s]!, own, Int32Array.of(origin - panel.starts[s]!)),
        );
      });
    }),
  );
});

test("no window reaches from one series into another", () => {
  const frame = (rows: number) =>
    frameFrom({
      start: "2024-02-01",
      step: "day",
      columns: { y: Array.from({ length: rows }, (_, t) => t * t), x: Array.from({ length: rows }, (_, t) => t) },
    });
  const frames = [frame(9), frame(5), frame(10)];
  const all = frames.map((one) => ({ frame: one, preparation: fitPreparation(plain, one, task, 4) }));
  const panel = preparePanel(all, task);
  const ranges = frames.map((_, s) => ({ first: panel.starts[s]!, from: panel.starts[s]!, to: panel.starts[s + 1]! }));
  // Look-back 3, horizon 2: origins from row 2 to row length − 3 of each.
  expect([...originsOf(panel, ranges)]).toEqual([2, 3, 4, 5, 6, 11, 16, 17, 18, 19, 20, 21]);
});

test("the series of a row is found at both ends of each", () => {
  const starts = Int32Array.of(0, 3, 4, 9);
  expect([0, 2, 3, 4, 8].map((row) => seriesAt(starts, row))).toEqual([0, 0, 1, 2, 2]);
});
