import { expect, test } from "vitest";
import { type CleanSpec, cleanTable, replayClean } from "./index.ts";
import { cellsOf, tableOf } from "./table.fixture.ts";

const sums = (every: string): CleanSpec[] => [{ kind: "regular", every, by: "sum" }];
const hours = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);

test("A sum of fewer readings than usual is missing, and it is said how many; mean and last keep what is known", async () => {
  // Three whole days, one in which a reading is missing, and the beginning of a fifth.
  const time = hours(0, 99);
  const table = tableOf({ time, columns: { y: time.map((hour) => (hour === 80 ? null : 1)), z: time.map(() => 1) } });
  const { table: daily, notes } = await cleanTable(table, sums("1 day"));
  expect(cellsOf(daily, "y")).toEqual([24, 24, 24, null, null]);
  expect(cellsOf(daily, "z")).toEqual([24, 24, 24, 24, null]);
  expect(notes[1]).toEqual({ code: "clean_sums_incomplete", facts: { step: "1 day", cells: 3, columns: "y, z" } });
  for (const by of ["mean", "last"] as const) {
    const kept = await cleanTable(table, [{ kind: "regular", every: "1 day", by }]);
    expect(cellsOf(kept.table, "y")).toEqual([1, 1, 1, 1, 1]);
    expect(kept.notes.map(({ code }) => code)).toEqual(["clean_regular"]);
  }
});

test("Readings that are sparse by habit are whole: rain that is read once a day, in rows for every hour", async () => {
  const time = hours(0, 24 * 60);
  const rain = time.map((hour) => (hour % 24 === 6 && hour !== 24 * 40 + 6 ? 2 : null));
  const { table, notes } = await cleanTable(tableOf({ time, columns: { rain } }), sums("1 day"));
  expect(cellsOf(table, "rain")).toEqual(hours(0, 60).map((day) => (day === 40 ? null : 2)));
  expect(notes).toHaveLength(1);
});

test("Months are whole by the days they have, quarters by their three months", async () => {
  const days = hours(0, 366 + 10).map((day) => day * 24);
  const { table: monthly } = await cleanTable(
    tableOf({ time: days, columns: { y: days.map(() => 1) } }),
    sums("1 month"),
  );
  expect(cellsOf(monthly, "y")).toEqual([31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31, null]);
  const months = hours(0, 14).map((m) => new Date(Date.UTC(2020, m)).toISOString().slice(0, 16));
  const table = tableOf({ time: months, format: "YYYY-MM", columns: { y: months.map(() => 1) } });
  expect(cellsOf((await cleanTable(table, sums("1 quarter"))).table, "y")).toEqual([3, 3, 3, 3, null]);
});

test("Where numbers of readings vary freely, sums are of what was read, and a note says so", async () => {
  const table = tableOf({
    time: [1, 2, 3, 30, 31, 50, 75, 76, 77, 78],
    columns: { y: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1] },
  });
  const { table: daily, notes } = await cleanTable(table, sums("1 day"));
  expect(cellsOf(daily, "y")).toEqual([3, 2, 1, 4]);
  expect(notes[1]).toEqual({ code: "clean_sums_uneven", facts: { step: "1 day", columns: "y" } });
});

test("Each series has a usual number of its own", async () => {
  const time = [...hours(0, 75), ...hours(0, 26).map((i) => i * 3)];
  const series = time.map((_, i) => (i < 75 ? "hourly" : "three"));
  const { table } = await cleanTable(tableOf({ time, series, columns: { y: time.map(() => 1) } }), sums("1 day"));
  expect(cellsOf(table, "y")).toEqual([24, 24, 24, null, 8, 8, 8, null]);
});

test("What the past usually holds is replayed: newer rows that begin a day are no day", async () => {
  const past = tableOf({ time: hours(0, 72), columns: { y: hours(0, 72) } });
  const { fitted } = await cleanTable(past, sums("1 day"));
  expect(fitted[0]).toMatchObject({ usual: [{ column: "y", series: null, readings: 24, ms: 86_400_000 }] });
  const newer = tableOf({ time: hours(72, 75), columns: { y: [1, 1, 1] } });
  const { table, notes } = await replayClean(newer, fitted);
  expect(cellsOf(table, "y")).toEqual([null]);
  expect(notes[1]).toMatchObject({ code: "clean_sums_incomplete", facts: { cells: 1 } });
});
