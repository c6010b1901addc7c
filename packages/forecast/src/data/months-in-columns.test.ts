import { expect, test } from "vitest";
import { frameOf, readTable } from "./index.ts";

const read = (text: string, options = {}) => readTable(new TextEncoder().encode(text), options);
const ENGLISH = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const NUMBERS = Array.from({ length: 12 }, (_, i) => `${i + 1}`);
const CHINESE = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"];

/** Readings of these years that count on from 0. */
const years = (count: number, first = 1990): string[] =>
  Array.from({ length: count }, (_, year) => [first + year, ...NUMBERS.map((_, i) => 12 * year + i + 0.5)].join(","));

for (const [title, header] of [
  ["short names", `Year,${ENGLISH.join(",")}`],
  ["whole names", "YEAR,January,February,March,April,May,June,July,August,September,October,November,December"],
  ["numbers", `year,${NUMBERS.join(",")}`],
  ["Chinese numbers", `年份,${NUMBERS.map((n) => `${n}月`).join(",")}`],
  ["Chinese words", `年,${CHINESE.map((n) => `${n}月`).join(",")}`],
  ["no name above the years", `,${ENGLISH.join(",")}`],
] as const) {
  test(`months in columns under ${title} are one monthly series, with a remark`, async () => {
    const table = await read([header, ...years(4)].join("\n"));
    const { frame } = frameOf(table);
    expect(frame.time).toMatchObject({ start: Date.UTC(1990, 0), step: { unit: "month", count: 1 }, length: 48 });
    expect(frame.columns).toEqual([{ name: "y", values: Float64Array.from({ length: 48 }, (_, i) => i + 0.5) }]);
    expect([...table.lines.slice(10, 14)]).toEqual([2, 2, 3, 3]);
    expect(table.notes).toEqual([{ code: "months_in_columns", facts: { years: 4, rows: 48 } }]);
  });
}

test("quarters in columns are one series of quarters", async () => {
  const { frame } = frameOf(await read("Year,Q1,Q2,Q3,Q4\n2000,1,2,3,4\n2001,5,6,7,8\n2002,9,10,11,12\n"));
  expect(frame.time).toMatchObject({ step: { unit: "quarter", count: 1 }, length: 12, format: "YYYY[Q]Q" });
});

test("months before the first reading and behind the last are none, a hole between them stays", async () => {
  const rows = ["1990,,,3,4,5,6,7,8,9,10,11,12", "1991,1,2,,4,5,6,7,8,9,10,11,12", "1992,1,2,3,4,5,,,,,,,"];
  const table = await read([`Year,${ENGLISH.join(",")}`, ...rows].join("\n"));
  const { time, columns } = frameOf(table).frame;
  expect(time).toMatchObject({ start: Date.UTC(1990, 2), length: 10 + 12 + 5 });
  expect([columns[0]!.values[12], columns[0]!.values.filter(Number.isNaN).length]).toEqual([Number.NaN, 1]);
});

test("sums beside the months are left out and named, stations are series", async () => {
  const header = `station,Year,${ENGLISH.join(",")},Annual,DJF`;
  const rows = ["A", "B"].flatMap((station) => years(3).map((row) => `${station},${row},99,98`));
  const table = await read([header, ...rows].join("\n"));
  expect([table.layout, table.rows, table.series?.categories]).toEqual(["long", 72, ["A", "B"]]);
  expect(table.columns.map(({ name }) => name)).toEqual(["y"]);
  expect(table.notes).toContainEqual({ code: "sums_left_out", facts: { columns: "Annual, DJF" } });
});

test("columns that are not the months of years stay columns", async () => {
  const days = years(3).map((row, i) => row.replace(/^\d+/, `2020-01-0${i + 1}`));
  for (const [header, rows] of [
    [`date,${ENGLISH.join(",")}`, days],
    [`Year,${[...ENGLISH].reverse().join(",")}`, years(3)],
    [`n,${ENGLISH.join(",")}`, years(3).map((row, i) => row.replace(/^\d+/, `${i * i}`))],
  ] as const) {
    const table = await read([header, ...rows].join("\n"));
    expect([table.rows, table.columns.length >= 12]).toEqual([3, true]);
  }
});
