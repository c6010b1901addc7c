import { expect, test } from "vitest";
import { type CleanSpec, cleanTable } from "./index.ts";
import { cellsOf, marksOf, tableOf } from "./table.fixture.ts";

const hours = (length: number): number[] => Array.from({ length }, (_, hour) => hour);

/** Fills column y of one hourly series, learning from its first `past` rows. */
async function filled(y: (number | null)[], by: string, past = y.length, more: object = {}) {
  const spec = { kind: "fill", by, ...more } as CleanSpec;
  const table = tableOf({ time: hours(y.length), columns: { y } });
  const cleaned = await cleanTable(table, [spec], { past: { rows: () => past } });
  return { values: cellsOf(cleaned.table, "y"), marks: marksOf(cleaned.table, "y"), notes: cleaned.notes };
}

test("mode, mean and median are those of the past alone, wherever the hole is", async () => {
  const y = [1, null, 5, 5, 1, 9, null, 100, 100, 100, null];
  expect((await filled(y, "mode", 7)).values).toEqual([1, 1, 5, 5, 1, 9, 1, 100, 100, 100, 1]);
  expect((await filled(y, "mean", 7)).values[10]).toBe(4.2);
  const { values, marks, notes } = await filled(y, "median", 7);
  expect(values).toEqual([1, 5, 5, 5, 1, 9, 5, 100, 100, 100, 5]);
  expect(marks).toEqual([0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 1]);
  expect(notes).toEqual([{ code: "clean_filled", facts: { by: "median", cells: 3, columns: "y" } }]);
});

test("forward takes the last reading and leaves a beginning without one missing, with a note", async () => {
  const { values, marks, notes } = await filled([null, null, 3, null, null, 6, null], "forward");
  expect(values).toEqual([null, null, 3, 3, 3, 6, 6]);
  expect(marks).toEqual([0, 0, 0, 1, 1, 0, 1]);
  expect(notes).toEqual([
    { code: "clean_filled", facts: { by: "forward", cells: 3, columns: "y" } },
    { code: "clean_left", facts: { by: "forward", cells: 2, columns: "y" } },
  ]);
});

test("backward takes the next reading and says that it came later", async () => {
  const { values, marks, notes } = await filled([null, 2, null, 4, null], "backward");
  expect(values).toEqual([2, 2, 4, 4, null]);
  expect(marks).toEqual([2, 0, 2, 0, 0]);
  expect(notes.map(({ code }) => code)).toEqual(["clean_filled", "clean_later", "clean_left"]);
  expect(notes[1]?.facts).toEqual({ cells: 2, columns: "y" });
});

test("linear agrees with pandas: a line between readings, the last one behind them, nothing before the first", async () => {
  // pandas: Series([nan, 2, nan, nan, 5, nan]).interpolate() gives nan, 2, 3, 4, 5, 5.
  const { values, marks } = await filled([null, 2, null, null, 5, null], "linear");
  expect(values).toEqual([null, 2, 3, 4, 5, 5]);
  expect(marks).toEqual([0, 0, 2, 2, 0, 1]);
});

test("linear is linear in time where rows are uneven, and in rows where there is no time", async () => {
  const spec: CleanSpec = { kind: "fill", by: "linear" };
  const columns = { y: [0, null, 10] };
  const uneven = await cleanTable(tableOf({ time: [0, 1, 10], columns }), [spec]);
  expect(cellsOf(uneven.table, "y")).toEqual([0, 1, 10]);
  expect(cellsOf((await cleanTable(tableOf({ columns }), [spec])).table, "y")).toEqual([0, 5, 10]);
  const repeated = await cleanTable(tableOf({ time: [4, 4, 4], columns }), [spec]);
  expect(cellsOf(repeated.table, "y")).toEqual([0, 0, 10]);
});

test("neighbours are those in time, not those in the file", async () => {
  const table = tableOf({ time: [3, 1, 2], columns: { y: [30, 10, null] } });
  expect(cellsOf((await cleanTable(table, [{ kind: "fill", by: "forward" }])).table, "y")).toEqual([30, 10, 10]);
});

test("what is filled from a value that needed later readings needs them as well", async () => {
  const table = tableOf({ time: [0, 2], columns: { y: [null, 5] } });
  const cleaned = await cleanTable(table, [
    { kind: "fill", by: "backward" },
    { kind: "regular", every: "1 hour", by: "mean" },
    { kind: "fill", by: "forward" },
  ]);
  expect(cellsOf(cleaned.table, "y")).toEqual([5, 5, 5]);
  expect(marksOf(cleaned.table, "y")).toEqual([2, 2, 0]);
});

test("seasonal takes the reading a period earlier, and the past's mean of the phase where that is missing too", async () => {
  const y = [1, 10, null, 3, null, null, null, 30, 8];
  // Phases of period 2 in the past of 4 rows: 1 and nothing; 10 and 3.
  const { values, marks } = await filled(y, "seasonal", 4, { period: 2 });
  expect(values).toEqual([1, 10, 1, 3, 1, 3, 1, 30, 8]);
  expect(marks).toEqual([0, 0, 1, 0, 1, 1, 1, 0, 0]);
});

test("the period of a season is that of the calendar, and phases hold across holes in time", async () => {
  const time = [...hours(24), 72 + 5, 72 + 6];
  const y = [...hours(24), null, 1000];
  const table = tableOf({ time, columns: { y } });
  const { table: cleaned, fitted } = await cleanTable(table, [{ kind: "fill", by: "seasonal" }]);
  expect(cellsOf(cleaned, "y")[24]).toBe(5);
  expect(fitted[0]).toMatchObject({ period: 24, grid: { step: { unit: "hour", count: 1 } } });
});

test("a season without a period is a problem that says how to name one", async () => {
  const table = tableOf({ columns: { y: [1, null] } });
  await expect(cleanTable(table, [{ kind: "fill", by: "seasonal" }])).rejects.toMatchObject({
    code: "period_unknown",
    kind: "usage",
  });
});

const stations = tableOf({
  time: [0, 0, 1, 1, 2, 2, 3, 3],
  series: ["A", "B", "A", "B", "A", "B", "A", "B"],
  columns: { rain: [1, null, null, null, 1, null, 4, null], wind: [null, 7, 5, 9, null, 9, null, null] },
});

test("each series has its own numbers; one that never reports a column is named", async () => {
  const { table, notes } = await cleanTable(stations, [{ kind: "fill", by: "mean" }]);
  expect(cellsOf(table, "rain")).toEqual([1, null, 2, null, 1, null, 4, null]);
  expect(cellsOf(table, "wind")).toEqual([5, 7, 5, 9, 5, 9, 5, 25 / 3]);
  expect(notes.slice(2)).toEqual([
    { code: "clean_left", facts: { by: "mean", cells: 4, columns: "rain" } },
    { code: "clean_impossible", facts: { step: "fill", column: "rain", series: "B", reason: "no_reading" } },
  ]);
});

test("over the table all series share one number", async () => {
  const { table, notes } = await cleanTable(stations, [{ kind: "fill", by: "mode", over: "table", columns: ["rain"] }]);
  expect(cellsOf(table, "rain")).toEqual([1, 1, 1, 1, 1, 1, 4, 1]);
  expect(cellsOf(table, "wind")).toEqual(cellsOf(stations, "wind"));
  expect(notes.map(({ code }) => code)).toEqual(["clean_from_all", "clean_filled"]);
});

test("readings of one series never fill another", async () => {
  for (const by of ["forward", "backward", "linear"] as const) {
    const { table } = await cleanTable(stations, [{ kind: "fill", by }]);
    expect(
      cellsOf(table, "rain").filter((_, row) => row % 2 === 1),
      by,
    ).toEqual([null, null, null, null]);
  }
});
