import { expect, test } from "vitest";
import { frameOf, readTable } from "./index.ts";

const read = (text: string) => readTable(new TextEncoder().encode(text));
const ENGLISH = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const NUMBERS = ENGLISH.map((_, i) => String(i + 1));

/** A row for each of these periods, a column for each of three years: readings that count on from 0. */
const periods = (names: readonly string[]): string[] =>
  names.map((name, i) => [name, ...[0, 1, 2].map((year) => names.length * year + i + 0.5)].join(","));

for (const [title, header, names] of [
  ["short names", "Month,2019,2020,2021", ENGLISH],
  ["no name above the months", ",2019,2020,2021", ENGLISH],
  ["numbers", "month,2019,2020,2021", NUMBERS],
  ["Chinese names", "月份,2019,2020,2021", NUMBERS.map((n) => `${n}月`)],
] as const) {
  test(`years in columns beside months under ${title} are one monthly series, with a remark`, async () => {
    const table = await read([header, ...periods(names)].join("\n"));
    const { frame } = frameOf(table);
    expect(frame.time).toMatchObject({ start: Date.UTC(2019, 0), step: { unit: "month", count: 1 }, length: 36 });
    expect(frame.columns).toEqual([{ name: "y", values: Float64Array.from({ length: 36 }, (_, i) => i + 0.5) }]);
    expect([...table.lines.slice(10, 14)]).toEqual([12, 13, 2, 3]);
    expect(table.notes).toEqual([{ code: "months_in_rows", facts: { years: 3, rows: 36 } }]);
  });
}

test("many years stand beside quarters, and the latest may come first", async () => {
  const years = [2024, 2023, 2022, 2021, 2020];
  const rows = ["Q1", "Q2", "Q3", "Q4"].map((name, i) => [name, ...years.map((year) => year * 10 + i)].join(";"));
  const table = await read([`;${years.join(";")}`, ...rows].join("\n"));
  expect(table.time?.format).toBe("YYYY[Q]Q");
  const values = table.columns[0]!.kind === "number" ? [...table.columns[0]!.values] : [];
  expect(values.slice(0, 5)).toEqual([20240, 20241, 20242, 20243, 20230]);
  expect([...table.lines.slice(0, 5)]).toEqual([2, 3, 4, 5, 2]);
});

test("the months of a year that is not over are no readings, and sums below and beside are none", async () => {
  const rows = ENGLISH.map((name, i) => `${name},${i},${i < 4 ? 12 + i : ""},99`);
  const table = await read(["Month,2023,2024,Mean", ...rows, "Total,66,54,99"].join("\n"));
  expect(frameOf(table).frame.columns[0]!.values).toEqual(Float64Array.from({ length: 16 }, (_, i) => i));
});

test("what is no year beside months stays as it is", async () => {
  for (const [header, names] of [
    ["Month,2019,2021,2022", ENGLISH],
    ["Month,2019,2020,2021", [...ENGLISH].reverse()],
    ["n,2019,2020,2021", NUMBERS],
    ["Month,2019,2020,2021", ENGLISH.slice(0, 11)],
  ] as const) {
    const table = await read([header, ...periods(names)].join("\n"));
    expect(table.notes.map(({ code }) => code)).not.toContain("months_in_rows");
  }
});

test("shops with running numbers are no years, and a second block of months is not passed over", async () => {
  const shops = await read(["month,1001,1002,1003", ...periods(NUMBERS)].join("\n"));
  expect(shops.columns.map(({ name }) => name)).toEqual(expect.arrayContaining(["1001", "1002", "1003"]));
  const blocks = await read(["Month,2019,2020,2021", ...periods(ENGLISH), ...periods(ENGLISH)].join("\n"));
  expect(blocks.notes.map(({ code }) => code)).not.toContain("months_in_rows");
});
