import fc from "fast-check";
import { expect, test } from "vitest";
import { tableOf } from "../clean/table.fixture.ts";
import type { Problem } from "../contracts/index.ts";
import { curve, findings, hours } from "./findings.fixture.ts";
import { type InspectOptions, inspectTable } from "./inspect-table.ts";
import { proposeConfiguration } from "./propose.ts";

test("a sound table has no findings", async () => {
  expect(await findings({ time: hours(240), columns: { y: curve(240) } })).toEqual([]);
});

test("a table and its columns are left as they are, whatever is found in them", async () => {
  const rain = curve(240).map((value, i) => (i === 100 ? 900 : i % 40 === 3 ? -9999 : i % 50 === 7 ? null : value));
  const lists = { level: curve(240).reverse(), rain, word: rain.map((value) => (value === null ? "x" : "y")) };
  const places = hours(240).map((i) => `s${i % 3}`);
  for (const series of [{}, { series: places }, { series: [...places].sort() }]) {
    const input = { time: hours(240).map((i) => (i === 9 ? 8 : i)), ...series, columns: lists };
    const table = tableOf(input);
    const { findings: found } = await inspectTable(table);
    expect(found.map(({ code }) => code)).toEqual(expect.arrayContaining(["missing_values", "sentinel"]));
    expect(table).toEqual(tableOf(input));
  }
});

test("the target is the named column, one with a name for it, or the first that rises and falls", async () => {
  const columns = { No: hours(30), hour: hours(30).map((i) => i % 24), a: curve(30), sales: curve(30).reverse() };
  const guess = async (
    options: InspectOptions = {},
    lists: Record<string, readonly (number | string | null)[]> = columns,
  ) => (await inspectTable(tableOf({ columns: lists }), options)).target;
  expect(await guess({ target: "a" })).toEqual({ column: "a", reason: "given" });
  expect(await guess()).toEqual({ column: "sales", reason: "name" });
  expect(await guess({}, { No: columns.No, hour: columns.hour, a: columns.a })).toEqual({
    column: "a",
    reason: "first",
  });
  expect(await guess({}, { word: ["x", "y"] })).toBeUndefined();
});

test("a target that does not exist is a problem with the nearest name", async () => {
  const table = tableOf({
    columns: {
      sales: curve(10),
      word: hours(10)
        .map(String)
        .map((x) => `w${x}`),
    },
  });
  const problem = await inspectTable(table, { target: "sale" }).catch((error: unknown) => error as Problem);
  expect(problem).toMatchObject({ code: "column_missing", details: { hint: 'Did you mean "sales"?' } });
  await expect(inspectTable(table, { target: "word" })).rejects.toMatchObject({ code: "column_missing" });
});

test("facts of columns are those of a statistics book", async () => {
  const y = [4, null, 1, 3, 2, 100, null];
  const { columns, time } = await inspectTable(
    tableOf({ time: hours(7), columns: { y, word: ["a", "b", "a", null, "c", "a", "b"] } }),
  );
  // numpy: mean 22, median 3, std(ddof=1) 43.617656975, quantile 0.25 and 0.75: 2 and 4.
  expect(columns[0]).toMatchObject({
    kind: "number",
    known: 5,
    missing: 2,
    distinct: 5,
    firstKnown: 2,
    lastKnown: 7,
    min: 1,
    max: 100,
    mean: 22,
    median: 3,
    q1: 2,
    q3: 4,
    outside: 1,
  });
  expect((columns[0] as { deviation: number }).deviation).toBeCloseTo(43.617656975, 8);
  expect(columns[1]).toMatchObject({
    kind: "text",
    known: 6,
    missing: 1,
    distinct: 3,
    common: [
      { value: "a", count: 3 },
      { value: "b", count: 2 },
      { value: "c", count: 1 },
    ],
  });
  expect(time).toMatchObject({ first: "2020-01-01 00:00", last: "2020-01-01 06:00", unit: "hour", share: 1 });
});

test("series are described one by one", async () => {
  const { series, seriesCount, seriesColumn } = await inspectTable(
    tableOf({ time: [0, 1, 2, 5, 6], series: [..."aabbb"].map((x) => x), columns: { y: [1, 3, null, 4, 8] } }),
  );
  expect([seriesCount, seriesColumn]).toEqual([2, "unique_id"]);
  expect(series).toMatchObject([
    { name: "a", rows: 2, first: "2020-01-01 00:00", last: "2020-01-01 01:00" },
    { name: "b", rows: 3, columns: [{ name: "y", known: 2, missing: 1, min: 4, max: 8, mean: 6 }] },
  ]);
});

test("what several series have is told of each, those with the most first", async () => {
  const missing = (series: number, day: number): boolean =>
    (series === 1 && day === 9) || (series === 2 && day % 9 === 5);
  const rows = [0, 1, 2].flatMap((series) => hours(40).map((day) => ({ series, day })));
  const kept = rows.filter(({ series, day }) => !missing(series, day));
  const found = await findings({
    time: kept.map(({ day }) => day),
    series: kept.map(({ series }) => "abc"[series]!),
    columns: { y: kept.map(({ series, day }) => (series !== 1 && day === 20 ? null : curve(40)[day]!)) },
  });
  expect(found).toMatchObject([
    {
      code: "time_gaps",
      series: null,
      count: 5,
      facts: { series: 2 },
      parts: [
        { column: "ds", series: "c", count: 4, firstRows: [86, 94, 102, 110] },
        { column: "ds", series: "b", count: 1, firstRows: [51] },
      ],
    },
    {
      code: "missing_values",
      count: 2,
      parts: [
        { column: "y", series: "a", count: 1, firstRows: [22] },
        { column: "y", series: "c", count: 1, firstRows: [99] },
      ],
    },
  ]);
});

test("a running number is one as well where two rows have changed places", async () => {
  const order = hours(60).map((i) => (i === 20 ? 21 : i === 21 ? 20 : i));
  const columns = { y: order.map((i) => curve(60)[i]!), id: order };
  const { columns: facts } = await inspectTable(tableOf({ time: order, columns }));
  expect(facts[1]).toMatchObject({ name: "id", rising: true });
  const { columns: unordered } = await inspectTable(tableOf({ columns }));
  expect(unordered[1]).not.toHaveProperty("rising");
});

test("of many copies of the target none is proposed, though they are one finding", async () => {
  const names = Array.from({ length: 30 }, (_, i) => `copy${i}`);
  const copies = Object.fromEntries(names.map((name, i) => [name, curve(60).map((value) => value * (i + 2))]));
  const inspection = await inspectTable(tableOf({ time: hours(60), columns: { y: curve(60), ...copies } }));
  const [found, ...others] = inspection.findings;
  expect(others).toEqual([]);
  expect(found).toMatchObject({ code: "target_copy", column: null, count: 30 * 60 });
  expect(found!.parts.map(({ column, count }) => [column, count])).toEqual(names.map((name) => [name, 60]));
  expect(proposeConfiguration(inspection)).toEqual({ target: "y", table: { time: "ds" } });
});

test("many columns with the same finding become one", async () => {
  const names = Array.from({ length: 40 }, (_, i) => `q${i}x`);
  const columns = Object.fromEntries(names.map((name) => [name, curve(30).map((v, i) => (i === 9 ? null : v))]));
  const found = await findings({ time: hours(30), columns: { y: curve(31).slice(1), ...columns } });
  expect(found.filter(({ code }) => code === "missing_values")).toMatchObject([
    {
      column: null,
      count: 40,
      facts: { columns: 40 },
      repair: { kind: "fill", columns: names },
      parts: names.map((column) => ({ column, series: null, count: 1, firstRows: [11] })),
    },
  ]);
});

test("work stops when it is told to", async () => {
  const control = new AbortController();
  control.abort(new Error("enough"));
  await expect(
    inspectTable(tableOf({ time: hours(9), columns: { y: curve(9) } }), { signal: control.signal }),
  ).rejects.toThrow("enough");
});

test("whatever a table holds, an inspection is plain data without NaN, and its lines are lines of the file", async () => {
  const cell = fc.oneof(fc.constantFrom(null, 0, -9999, 5), fc.double({ noNaN: true, min: -1e6, max: 1e6 }));
  const row = fc.tuple(fc.integer({ min: 0, max: 40 }), fc.constantFrom("a", "b"), cell, cell);
  await fc.assert(
    fc.asyncProperty(fc.array(row, { maxLength: 60 }), fc.boolean(), async (rows, hasSeries) => {
      const inspection = await inspectTable(
        tableOf({
          time: rows.map(([time]) => time),
          ...(hasSeries ? { series: rows.map(([, series]) => series) } : {}),
          columns: { y: rows.map(([, , y]) => y), z: rows.map(([, , , z]) => z) },
        }),
      );
      expect(JSON.parse(JSON.stringify(inspection))).toEqual(inspection);
      for (const { firstRows, count, parts } of inspection.findings) {
        if (parts.length > 0) expect(parts.reduce((sum, part) => sum + part.count, 0)).toBe(count);
        expect(count).toBeGreaterThan(0);
        for (const line of firstRows) expect(line >= 2 && line <= rows.length + 1).toBe(true);
      }
    }),
    { numRuns: 40 },
  );
});

test("series in which a column never changes are named; where each has its own value, none are", async () => {
  const time = [...hours(30), ...hours(30), ...hours(30)];
  const series = [..."abc"].flatMap((name) => hours(30).map(() => name));
  const y = [...curve(30), ...hours(30).map(() => 7), ...curve(30)];
  const altitude = series.map((name) => name.charCodeAt(0));
  const found = await findings({ time, series, columns: { y, altitude } });
  expect(found.filter(({ code }) => code === "constant")).toMatchObject([
    { column: "y", series: "b", count: 30, firstRows: [32], facts: { series: 1, names: "b" }, repair: null },
  ]);
});
