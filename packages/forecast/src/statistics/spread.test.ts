import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import {
  type HampelWindow,
  hampelBounds,
  iqrBounds,
  median,
  medianDeviation,
  mode,
  quantile,
  standardDeviation,
  valuesAt,
  valuesBeyond,
  valuesWhere,
} from "./index.ts";

const NAN = Number.NaN;
const VALUES = [3.5, -1, 4, 1.25, 5, 9, 2, 6, 5, 3.5, 5.5, -2.25];
const ascending = (values: readonly number[]) => Float64Array.from(values).sort();

test("median, mode and deviation agree with numpy and pandas; the smallest of equally frequent values is the mode", () => {
  expect(median(VALUES)).toBe(3.75);
  expect(mode(VALUES)).toBe(3.5);
  expect(standardDeviation(VALUES)).toBeCloseTo(2.9700472311994566, 14);
  expect(standardDeviation([0.1, 0.1, 0.1])).toBe(0);
});

test("no values have no median, mode, deviation or bounds", () => {
  expect([median([]), mode([]), standardDeviation([]), medianDeviation([]).deviation]).toEqual([NAN, NAN, NAN, NAN]);
  expect(iqrBounds([])).toEqual({ low: NAN, high: NAN });
  expect(mode([NAN, NAN])).toBeNaN();
  expect(mode([NAN, 2, NAN])).toBe(2);
});

test("the median deviation of even and odd counts agrees with scipy", () => {
  expect(medianDeviation(ascending(VALUES))).toEqual({ median: 3.75, deviation: 1.75 });
  expect(medianDeviation(ascending(VALUES.slice(0, 11)))).toEqual({ median: 4, deviation: 1.5 });
  expect(medianDeviation([7])).toEqual({ median: 7, deviation: 0 });
  expect(medianDeviation([1, 4])).toEqual({ median: 2.5, deviation: 1.5 });
  expect(medianDeviation([1, 2, 100])).toEqual({ median: 2, deviation: 1 });
});

// 40 readings, of which one is missing and two are far off.
const READINGS = Float64Array.of(
  ...[20.41, -25.56, 4.18, -5.68, -4.53, NAN, -20.2, -2.32, -8.65, 33.23, 2.26, -3.53, -2.81, -6.68, -10.55, -3.91],
  ...[4.82, -2.39, 9.58, -2.0, 90.0, 15.46, 5.45, -5.05, -1.83, 5.41, 19.35, -2.7, -2.44, 10.02, -8.86, -2.92, 8.83],
  ...[-70.0, 0.92, 6.7, -28.28, 10.21, -9.6, -16.69],
);

function boundsByRow(values: Float64Array, window: HampelWindow): Map<number, { low: number; high: number }> {
  const bounds = new Map<number, { low: number; high: number }>();
  hampelBounds(values, window, (row, low, high) => bounds.set(row, { low, high }));
  return bounds;
}

test("Hampel's bounds agree with pandas' rolling medians, with the row at the end of its window or in the middle", () => {
  const hold = (bounds: ReturnType<typeof boundsByRow>, row: number, low: number, high: number) => {
    expect(bounds.get(row)?.low).toBeCloseTo(low, 9);
    expect(bounds.get(row)?.high).toBeCloseTo(high, 9);
  };
  const ending = boundsByRow(READINGS, { before: 14, after: 0, limit: 3 });
  expect(ending.has(7)).toBe(false);
  hold(ending, 8, -33.637637, 23.427637);
  hold(ending, 9, -43.270338, 34.210338);
  hold(ending, 20, -23.07227, 18.29227);
  hold(ending, 33, -34.032072, 30.372072);
  hold(ending, 39, -43.092892, 38.212892);
  const centred = boundsByRow(READINGS, { before: 7, after: 7, limit: 3 });
  expect(centred.has(0)).toBe(false);
  hold(centred, 1, -33.637637, 23.427637);
  hold(centred, 20, -31.40787, 27.74787);
  hold(centred, 39, -61.093928, 52.413928);
});

test("values are taken by what they are and by where they stand, in order", () => {
  const values = Float64Array.of(3, NAN, -1, 7);
  expect(valuesWhere(values, (value) => value > 0)).toEqual(Float64Array.of(3, 7));
  expect(valuesWhere(values, () => false)).toEqual(new Float64Array(0));
  expect(valuesAt(values, Uint32Array.of(3, 1, 0, 9))).toEqual(Float64Array.of(7, NAN, 3, NAN));
  expect(valuesAt(values, Uint32Array.of(2, 3, 4))).toEqual(Float64Array.of(-1, 7, NAN));
  expect(valuesAt(values, new Uint32Array(0))).toEqual(new Float64Array(0));
  expect(valuesBeyond(Float64Array.of(-3, 0, 1, 1, 4, 9), 0, 1)).toEqual(Float64Array.of(-3, 4, 9));
  expect(valuesBeyond(Float64Array.of(1, 2), 5, 7)).toEqual(Float64Array.of(1, 2));
  expect(valuesBeyond(Float64Array.of(1, 2), NAN, NAN)).toEqual(new Float64Array(0));
});

test("rows that follow each other are seen in place, and what is kept of values is not", () => {
  const values = Float64Array.of(3, NAN, -1, 7);
  expect(valuesAt(values, Uint32Array.of(1, 2, 3)).buffer).toBe(values.buffer);
  valuesWhere(valuesAt(values, Uint32Array.of(0, 1, 2, 3)), () => true).sort();
  expect(values).toEqual(Float64Array.of(3, NAN, -1, 7));
});

test("rows among equal values are not judged", () => {
  const rain = Float64Array.of(0, 0, 0, 0, 5, 0, 0);
  expect(boundsByRow(rain, { before: 4, after: 0, limit: 3 }).size).toBe(0);
});

const folder = process.env.GATECAST_GOLDEN ?? new URL("../../../../../shared/golden", import.meta.url).pathname;
const file = `${folder}/stats.json`;

test.skipIf(!existsSync(file))(
  "quartiles, their bounds and modes agree with numpy and pandas on real series (skipped without golden/stats.json)",
  () => {
    const oracle = JSON.parse(readFileSync(file, "utf8")) as {
      series: { name: string; values: number[]; quartiles: number[]; iqrBounds: number[]; mode: number }[];
    };
    expect(oracle.series.length).toBe(3);
    for (const { name, values, quartiles, iqrBounds: bounds, mode: most } of oracle.series) {
      expect([quantile(ascending(values), 0.25), quantile(ascending(values), 0.75)], name).toEqual(quartiles);
      const { low, high } = iqrBounds(values);
      expect(low, name).toBeCloseTo(bounds[0]!, 9);
      expect(high, name).toBeCloseTo(bounds[1]!, 9);
      expect(mode(values), name).toBe(most);
    }
  },
);
