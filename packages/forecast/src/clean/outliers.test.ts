import { expect, test } from "vitest";
import { type CleanSpec, cleanTable } from "./index.ts";
import { cellsOf, marksOf, tableOf } from "./table.fixture.ts";

const hours = (length: number): number[] => Array.from({ length }, (_, hour) => hour);

async function replaced(y: (number | null)[], spec: object, past = y.length) {
  const table = tableOf({ time: hours(y.length), columns: { y } });
  const steps = [{ kind: "outliers", ...spec } as CleanSpec];
  const cleaned = await cleanTable(table, steps, { past: { rows: () => past } });
  return { values: cellsOf(cleaned.table, "y"), marks: marksOf(cleaned.table, "y"), notes: cleaned.notes };
}

// Quartiles 2 and 4, bounds −1 and 7, mean 3.
const PAST = [1, 2, 3, 4, 5];

test("iqr bounds come from the past; what passes them takes the mean, the bound passed, or is missing", async () => {
  const y = [...PAST, 7, 7.5, -2, null];
  const mean = await replaced(y, { by: "iqr", replace: "mean" }, 5);
  expect(mean.values).toEqual([...PAST, 7, 3, 3, null]);
  expect(mean.marks).toEqual([0, 0, 0, 0, 0, 0, 1, 1, 0]);
  expect(mean.notes).toEqual([
    { code: "clean_outliers", facts: { by: "iqr", replace: "mean", cells: 2, columns: "y" } },
  ]);
  expect((await replaced(y, { by: "iqr", replace: "bound" }, 5)).values).toEqual([...PAST, 7, 7, -1, null]);
  const missing = await replaced(y, { by: "iqr", replace: "missing" }, 5);
  expect(missing.values).toEqual([...PAST, 7, null, null, null]);
  expect(missing.marks).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0]);
  expect((await replaced(y, { by: "iqr", replace: "missing", limit: 3 }, 5)).values).toEqual(y);
});

test("z_score counts deviations of the past, divided by n as scipy's zscore", async () => {
  const past = [2, 4, 4, 4, 5, 5, 7, 9]; // mean 5, deviation 2
  const { values } = await replaced([...past, 11, 11.1, -1, -1.1], { by: "z_score", replace: "bound" }, 8);
  expect(values).toEqual([...past, 11, 11, -1, -1]);
  const narrow = await replaced([...past, 7.5], { by: "z_score", replace: "missing", limit: 1 }, 8);
  expect(narrow.values).toEqual([null, 4, 4, 4, 5, 5, 7, null, null]);
});

test("a past that is mostly one value tells nothing about outliers", async () => {
  const { values, notes } = await replaced([0, 0, 0, 0, 0, 0, 0, 4], { by: "iqr", replace: "mean" });
  expect(values.at(-1)).toBe(4);
  expect(notes).toEqual([
    { code: "clean_impossible", facts: { step: "outliers", column: "y", series: "", reason: "no_spread" } },
  ]);
});

test("hampel judges a row by the rows before it alone", async () => {
  const y = [1, 2, 3, 2, 1, 2, 50, 2, 3, 51, 52, 53, 51, 52];
  const spec = { by: "hampel", replace: "missing", window: 3 };
  const whole = await replaced(y, spec);
  expect(whole.values[6]).toBeNull();
  // A new level is unusual until half of the window has seen it, whatever follows.
  expect(whole.values[9]).toBeNull();
  expect(whole.values.at(-1)).toBe(52);
  for (let length = 1; length <= y.length; length++) {
    const { values } = await replaced(y.slice(0, length), spec);
    expect(values, `${length} rows`).toEqual(whole.values.slice(0, length));
  }
});

test("with far a value must lie far from its window for the whole past, which newer rows are held to as well", async () => {
  // Of the distances from the median of five rows 95 % are 2 at most.
  const calm = Array.from({ length: 60 }, (_, i) => [1, 2, 3, 5, 4][i % 5]!);
  const spec = { by: "hampel", replace: "bound", window: 2 };
  const near = await replaced([...calm, 9], spec, 60);
  expect(near.values[60]).toBeCloseTo(4 + 3 * 1.4826, 12);
  expect((await replaced([...calm, 9], { ...spec, far: 4 }, 60)).values[60]).toBe(9);
  expect((await replaced([...calm, 13], { ...spec, far: 4 }, 60)).values[60]).toBe(4 + 4 * 2);
});

test("of several series those that are named are looked at, and no other is spoken of", async () => {
  const table = tableOf({
    time: hours(14).map((hour) => hour % 7),
    series: hours(14).map((i) => (i < 7 ? "A" : "B")),
    columns: { y: [1, 2, 3, 2, 1, 2, 90, 1, 2, 3, 2, 1, 2, 90] },
  });
  for (const by of ["iqr", "hampel"] as const) {
    const spec: CleanSpec = { kind: "outliers", by, replace: "missing", window: 3, series: ["B"] };
    const { table: cleaned, notes } = await cleanTable(table, [spec]);
    expect([cellsOf(cleaned, "y")[6], cellsOf(cleaned, "y")[13]]).toEqual([90, null]);
    expect(notes.filter(({ code }) => code === "clean_impossible")).toEqual([]);
  }
});

test("hampel replaces by the mean of the past, or by the bound of its window", async () => {
  const y = [1, 2, 3, 2, 1, 2, 50];
  expect((await replaced(y, { by: "hampel", replace: "mean", window: 3 }, 6)).values[6]).toBeCloseTo(11 / 6, 14);
  // Window 1 2 3 2 1 2 50: median 2, median deviation 1.
  expect((await replaced(y, { by: "hampel", replace: "bound", window: 3 }, 6)).values[6]).toBe(2 + 3 * 1.4826);
});

test("a column without a reading and one of words are said, and hinder no other", async () => {
  const table = tableOf({
    time: hours(6),
    columns: {
      y: [1, 2, 3, 4, 5, 99],
      none: [null, null, null, null, null, null],
      word: ["a", "b", "a", "b", "a", "b"],
    },
  });
  const { table: cleaned, notes } = await cleanTable(table, [
    { kind: "outliers", by: "iqr", replace: "missing", columns: ["y", "none", "word"] },
  ]);
  expect(cellsOf(cleaned, "y").at(-1)).toBeNull();
  expect(notes.filter(({ code }) => code === "clean_impossible").map(({ facts }) => facts)).toEqual([
    { step: "outliers", column: "none", series: "", reason: "no_reading" },
    { step: "outliers", column: "word", series: "", reason: "text" },
  ]);
});

test("of many cases each is named", async () => {
  const series = Array.from({ length: 13 }, (_, i) => `S${i}`);
  const table = tableOf({ time: series.map(() => 0), series, columns: { y: series.map(() => null) } });
  const { notes } = await cleanTable(table, [{ kind: "outliers", by: "iqr", replace: "mean" }]);
  const impossible = notes.filter(({ code }) => code === "clean_impossible");
  expect(impossible.map(({ facts }) => facts.series)).toEqual(series);
});

test("over the table the bounds are those of all series", async () => {
  const table = tableOf({
    time: [0, 1, 2, 0, 1, 2],
    series: ["A", "A", "A", "B", "B", "B"],
    columns: { y: [1, 2, 3, 4, 5, 60] },
  });
  const bounds = async (over: "series" | "table") => {
    const { fitted } = await cleanTable(table, [{ kind: "outliers", by: "iqr", replace: "mean", over }]);
    return fitted[0];
  };
  expect(await bounds("table")).toMatchObject({
    ranges: [{ column: "y", series: null, mean: 12.5, low: -1.5, high: 8.5 }],
  });
  expect(await bounds("series")).toMatchObject({
    ranges: [
      { series: "A", mean: 2 },
      { series: "B", mean: 23 },
    ],
  });
});
