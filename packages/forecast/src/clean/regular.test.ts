import { expect, test } from "vitest";
import { type CleanSpec, cleanTable } from "./index.ts";
import { readStep } from "./step-text.ts";
import { cellsOf, hoursOf, marksOf, tableOf, timesOf } from "./table.fixture.ts";

const regular = (every: string | undefined, by: "mean" | "sum" | "last" = "mean"): CleanSpec[] => [
  { kind: "regular", by, ...(every === undefined ? {} : { every }) },
];

const uneven = tableOf({
  time: ["2020-01-01T00:10", "2020-01-01T00:40", "2020-01-01T02:05", "2020-01-01T02:59:59", "2020-01-02T01:00"],
  columns: { y: [1, 3, null, 7, null], word: ["a", null, "b", "c", null] },
});

test("readings are put together by the clock's hour as pandas' resample does it", async () => {
  const { table, notes } = await cleanTable(uneven, regular("1 hour"));
  expect([table.rows, timesOf(table)[0], timesOf(table).at(-1)]).toEqual([26, "2020-01-01T00:00", "2020-01-02T01:00"]);
  expect(cellsOf(table, "y").slice(0, 5)).toEqual([2, null, 7, null, null]);
  expect(cellsOf((await cleanTable(uneven, regular("1 hour", "sum"))).table, "y").slice(0, 3)).toEqual([4, null, 7]);
  const last = (await cleanTable(uneven, regular("1 hour", "last"))).table;
  expect(cellsOf(last, "y").slice(0, 3)).toEqual([3, null, 7]);
  expect(cellsOf(table, "word").slice(0, 4)).toEqual(["a", null, "c", null]);
  // Lines of the file; 0 where a row was added.
  expect([...table.lines.slice(0, 4), table.lines[25]]).toEqual([2, 0, 4, 0, 6]);
  expect(notes).toEqual([{ code: "clean_regular", facts: { step: "1 hour", added: 23, joined: 2, rows: 26 } }]);
});

test("days begin at midnight, weeks on Monday, months and quarters on their first day", async () => {
  const startOf = async (every: string) => timesOf((await cleanTable(uneven, regular(every))).table)[0];
  expect(await startOf("1 day")).toBe("2020-01-01T00:00");
  expect(await startOf("1 week")).toBe("2019-12-30T00:00");
  const late = tableOf({ time: ["2020-05-20T12:00", "2020-12-31T23:59"], columns: { y: [1, 2] } });
  const monthly = (await cleanTable(late, regular("1 month", "sum"))).table;
  expect(timesOf(monthly)).toEqual(
    [5, 6, 7, 8, 9, 10, 11, 12].map((m) => `2020-${String(m).padStart(2, "0")}-01T00:00`),
  );
  expect(cellsOf(monthly, "y")).toEqual([1, null, null, null, null, null, null, 2]);
  const quarterly = (await cleanTable(late, regular("1 quarter"))).table;
  expect(timesOf(quarterly)).toEqual(["2020-04-01T00:00", "2020-07-01T00:00", "2020-10-01T00:00"]);
});

test("midnight is that of the clock in which the file is written", async () => {
  const table = tableOf({
    time: ["2020-01-01T15:00", "2020-01-01T17:00"],
    format: "YYYY-MM-DD HH:mm+08:00",
    columns: { y: [1, 2] },
  });
  const { table: daily } = await cleanTable(table, regular("1 day"));
  expect(timesOf(daily)).toEqual(["2019-12-31T16:00", "2020-01-01T16:00"]);
  expect(cellsOf(daily, "y")).toEqual([1, 2]);
});

test("days of a time zone have 23 or 25 hours where the clock is changed", async () => {
  // Berlin: midnight is 23:00 UTC in winter and 22:00 in summer; the clock goes forward on 29 March 2020.
  const hours = Array.from(
    { length: 24 * 4 },
    (_, i) => (Date.UTC(2020, 2, 27, 23) - Date.UTC(2020, 0, 1)) / 3_600_000 + i,
  );
  const table = tableOf({ time: hours, zone: "Europe/Berlin", columns: { y: hours.map(() => 1) } });
  const { table: daily } = await cleanTable(table, regular("1 day", "sum"));
  expect(timesOf(daily)).toEqual([
    ...["2020-03-27T23:00", "2020-03-28T23:00", "2020-03-29T22:00", "2020-03-30T22:00", "2020-03-31T22:00"],
  ]);
  // The day of 23 hours is whole; of the last, one hour of 24 was read.
  expect(cellsOf(daily, "y")).toEqual([24, 23, 24, 24, null]);
  const monthly = (await cleanTable(table, regular("1 month", "sum"))).table;
  expect(timesOf(monthly)).toEqual(["2020-02-29T23:00", "2020-03-31T22:00"]);
  const kolkata = tableOf({ time: [0, 0.75, 1.5], zone: "Asia/Kolkata", columns: { y: [1, 2, 3] } });
  // Half past in UTC is the full hour there.
  expect(hoursOf((await cleanTable(kolkata, regular("1 hour"))).table)).toEqual([-0.5, 0.5, 1.5]);
});

test("month begins of a zone east of Greenwich are found as months", async () => {
  const time = ["2019-12-31T16:00", "2020-01-31T16:00", "2020-02-29T16:00", "2020-04-30T16:00"];
  const table = tableOf({ time, format: "YYYY-MM-DD", zone: "Asia/Shanghai", columns: { y: [1, 2, 3, 5] } });
  const { table: even, fitted } = await cleanTable(table, regular(undefined));
  expect(fitted[0]).toMatchObject({ grid: { step: { unit: "month", count: 1 } } });
  expect(timesOf(even)).toEqual([...time.slice(0, 3), "2020-03-31T16:00", "2020-04-30T16:00"]);
});

test("the step that most rows keep is found, and rows keep their place in it", async () => {
  const table = tableOf({ time: [0.5, 1.5, 2.5, 2.5, 5.5, 6.5], columns: { y: [1, 2, 3, 5, 6, 7] } });
  const { table: even, fitted } = await cleanTable(table, regular(undefined));
  expect(hoursOf(even)).toEqual([0.5, 1.5, 2.5, 3.5, 4.5, 5.5, 6.5]);
  expect(cellsOf(even, "y")).toEqual([1, 2, 4, null, null, 6, 7]);
  expect(fitted[0]).toMatchObject({ grid: { step: { unit: "hour", count: 1 } } });
  const finer = (await cleanTable(table, regular("30 minutes"))).table;
  expect(hoursOf(finer).slice(0, 3)).toEqual([0.5, 1, 1.5]);
  const coarser = (await cleanTable(table, regular("2 hours"))).table;
  expect(hoursOf(coarser)).toEqual([0, 2, 4, 6]);
});

test("month ends stay month ends", async () => {
  const time = ["2020-01-31", "2020-02-29", "2020-03-31", "2020-05-31", "2020-06-30"].map((day) => `${day}T00:00`);
  const table = tableOf({ time, format: "YYYY-MM-DD", columns: { y: [1, 2, 3, 5, 6] } });
  const { table: even } = await cleanTable(table, regular(undefined));
  expect(timesOf(even).map((day) => day.slice(0, 10))).toEqual([
    ...["2020-01-31", "2020-02-29", "2020-03-31", "2020-04-30", "2020-05-31", "2020-06-30"],
  ]);
  expect(cellsOf(even, "y")).toEqual([1, 2, 3, null, 5, 6]);
});

test("last working days become months, each with its own reading", async () => {
  const time = ["2005-01-31", "2005-02-28", "2005-03-31", "2005-04-29", "2005-05-31", "2005-06-30", "2005-07-29"];
  for (const every of [undefined, "1 month"]) {
    const { table } = await cleanTable(tableOf({ time, columns: { y: [1, 2, 3, 4, 5, 6, 7] } }), regular(every));
    expect(cellsOf(table, "y")).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(timesOf(table).map((day) => day.slice(0, 7))).toEqual(time.map((day) => day.slice(0, 7)));
  }
});

test("each series goes from its own first to its own last row", async () => {
  const table = tableOf({
    time: [5, 0, 7, 2, 1],
    series: ["B", "A", "B", "A", "A"],
    columns: { y: [1, 2, 3, 4, 5] },
  });
  const { table: even } = await cleanTable(table, regular(undefined));
  expect(even.series?.codes.join()).toBe("0,0,0,1,1,1");
  expect(hoursOf(even)).toEqual([5, 6, 7, 0, 1, 2]);
  expect(cellsOf(even, "y")).toEqual([1, null, 3, 2, 5, 4]);
});

test("tenths of a second are found again although their sums are rounded", async () => {
  const time = Array.from({ length: 50 }, (_, i) => (i * 0.1) / 3600);
  const table = tableOf({ time, columns: { y: time } });
  const { table: even, notes } = await cleanTable(table, regular("0.1 seconds"));
  expect([even.rows, notes]).toEqual([50, []]);
});

test("dates get a clock when hours are made of days", async () => {
  const table = tableOf({ time: [0, 24], format: "YYYY-MM-DD", columns: { y: [1, 2] } });
  expect((await cleanTable(table, regular("12 hours"))).table.time?.format).toBe("YYYY-MM-DD HH:mm:ss");
});

test("values that were put together of filled ones are filled", async () => {
  const table = tableOf({ time: [0, 0.5, 1, 1.5], columns: { y: [1, null, 3, 4] } });
  const steps: CleanSpec[] = [{ kind: "fill", by: "linear" }, ...regular("1 hour")];
  const { table: even } = await cleanTable(table, steps);
  expect(cellsOf(even, "y")).toEqual([1.5, 3.5]);
  expect(marksOf(even, "y")).toEqual([2, 0]);
});

test("a row with a time far off does not make millions: the jump is named", async () => {
  const time = [...Array.from({ length: 1000 }, (_, hour) => hour), 2_000_000];
  const table = tableOf({ time, columns: { y: time } });
  await expect(cleanTable(table, regular(undefined))).rejects.toMatchObject({
    code: "too_many_rows",
    details: {
      row: 1002,
      column: "ds",
      found: "2000001 rows; the widest jump is from 2020-02-11 15:00 (row 1001) to 2248-02-28 08:00 (row 1002)",
    },
  });
});

test("without a time, or a step that half of the rows keep, nothing is done and a note says why", async () => {
  const reasonOf = async (table: Parameters<typeof cleanTable>[0]) => {
    const cleaned = await cleanTable(table, regular(undefined));
    expect(cleaned.table).toBe(table);
    return cleaned.notes[0]?.facts.reason;
  };
  expect(await reasonOf(tableOf({ columns: { y: [1, 2] } }))).toBe("no_time");
  expect(await reasonOf(tableOf({ time: [0, 1, 3, 7, 20], columns: { y: [1, 2, 3, 4, 5] } }))).toBe("no_step");
});

test("steps are read as they are written, and nothing else is", () => {
  expect(readStep("1 hour")).toEqual({ unit: "hour", count: 1 });
  expect(readStep(" 10 Minutes ")).toEqual({ unit: "minute", count: 10 });
  expect(readStep("month")).toEqual({ unit: "month", count: 1 });
  expect(readStep("0.1 seconds")).toEqual({ unit: "second", count: 0.1 });
  for (const wrong of ["", "1", "0 hours", "1.5 hours", "0.0001 seconds", "-1 day", "1 fortnight", "1e99 days"]) {
    expect(readStep(wrong), wrong).toBeUndefined();
  }
});
