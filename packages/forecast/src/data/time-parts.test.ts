import { expect, test } from "vitest";
import type { Table } from "../contracts/table.ts";
import { readTable } from "./index.ts";
import { writeTime } from "./time-format.ts";

const read = (text: string, options = {}): Promise<Table> => readTable(new TextEncoder().encode(text), options);

/** A table of 12 rows: the cells before the value, from the number of the row. */
const tableOf = (header: string, cells: (row: number) => string, rows = 12): string =>
  `${header},y\n${Array.from({ length: rows }, (_, row) => `${cells(row)},${(row * 7) % 5}.5`).join("\n")}\n`;

const two = (n: number): string => String(n).padStart(2, "0");
const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September"];

/** Title, header, cells of a row from 0, first, second and last time as forecasts would write them. */
const CASES: readonly [string, string, (row: number) => string, readonly string[]][] = [
  [
    "a year and months in short words",
    "Year,Month",
    (r) => `2000,${MONTHS[r % 9]!.slice(0, 3)}`,
    ["2000-01", "2000-02"],
  ],
  ["a year and months in words", "Year,Month,Day", (r) => `2020,${MONTHS[1]},${r + 1}`, ["2020-02-01", "2020-02-02"]],
  ["months as M01", "year,month", (r) => `2001,M${two(r + 1)}`, ["2001-01", "2001-02"]],
  ["Chinese parts with their units", "年份,月份", (r) => `2001年,${r + 1}月`, ["2001-01", "2001-02"]],
  ["quarters by number", "year,quarter", (r) => `${2005 + Math.floor(r / 4)},${(r % 4) + 1}`, ["2005Q1", "2005Q2"]],
  ["quarters as Q1", "Year,Qtr", (r) => `${2005 + Math.floor(r / 4)},Q${(r % 4) + 1}`, ["2005Q1", "2005Q2"]],
  ["ISO weeks", "year,week", (r) => `2015,${r + 42}`, ["2015-W42", "2015-W43"]],
  ["the parts of NASA POWER", "YEAR,MO,DY", (r) => `2020,1,${r + 1}`, ["2020-01-01", "2020-01-02"]],
  ["the same by the hour", "YEAR,MO,DY,HR", (r) => `2020,1,31,${r}`, ["2020-01-31 00:00", "2020-01-31 01:00"]],
  ["a day of the year", "YEAR,DOY", (r) => `2020,${r + 59}`, ["2020-02-28", "2020-02-29"]],
  ["a day of the year called a day", "year,day", (r) => `2021,${r + 58}`, ["2021-02-27", "2021-02-28"]],
  [
    "a day of the year and a clock",
    "year,doy,hhmm",
    (r) => `2021,60,${r * 100 + 30}`,
    ["2021-03-01 00:30", "2021-03-01 01:30"],
  ],
  [
    "two digits of the year",
    "YY,MM,DD,hh,mm",
    (r) => `99,12,31,10,${two(r * 5)}`,
    ["1999-12-31 10:00", "1999-12-31 10:05"],
  ],
  ["a buoy's parts", "#YY,MM,DD,hh,mm", (r) => `2020,01,01,${two(r)},50`, ["2020-01-01 00:50", "2020-01-01 01:50"]],
  [
    "a date and hours with minutes",
    "date,hhmm",
    (r) => `2020-01-01,${two(r)}30`,
    ["2020-01-01 00:30", "2020-01-01 01:30"],
  ],
  [
    "the same without zeros before it",
    "Date,Time",
    (r) => `2020-01-01,${r * 100}`,
    ["2020-01-01 00:00", "2020-01-01 01:00"],
  ],
  ["a date in digits and an hour", "date,hour", (r) => `20200101,${r}`, ["20200101 00:00", "20200101 01:00"]],
];

for (const [title, header, cells, [first, second]] of CASES) {
  test(`${title} are one time`, async () => {
    const table = await read(tableOf(header, cells));
    expect(table.series).toBeUndefined();
    expect(table.columns.map(({ name }) => name)).toEqual(["y"]);
    const { values, format } = table.time!;
    expect([writeTime(format, values[0]!), writeTime(format, values[1]!)]).toEqual([first, second]);
    // Proposals name the columns, and are read as the file was.
    const again = await read(tableOf(header, cells), { time: table.time!.columns });
    expect(again.time).toEqual(table.time);
  });
}

test("weeks that ISO 8601 does not know are those from Sunday on that epidemiologists count", async () => {
  const weeks = [..."51 52 53".split(" ").map((week) => `1997,${week}`), "1998,1", "1998,2"];
  const { time } = await read(`YEAR,WEEK,y\n${weeks.map((week, i) => `${week},${i}`).join("\n")}\n`);
  // CDC's table of MMWR weeks: week 53 of 1997 ends on 3 January 1998.
  expect(Array.from(time!.values, (ms) => writeTime(time!.format, ms))).toEqual([
    "1997-12-14",
    "1997-12-21",
    "1997-12-28",
    "1998-01-04",
    "1998-01-11",
  ]);
});

test("a week that no count has is refused with its row", async () => {
  await expect(
    read("year,week,y\n2015,1,1\n2015,2,1\n2015,53,1\n2016,0,4\n", { time: ["year", "week"] }),
  ).rejects.toMatchObject({
    code: "time_unreadable",
    details: { row: 5 },
  });
});

test("columns that only sound like parts stay columns", async () => {
  const discharge = await read(tableOf("year,Q", (r) => `${2000 + r},${r * 3}.7`));
  expect(discharge.columns.map(({ name }) => name)).toEqual(["Q", "y"]);
  const dated = await read(
    tableOf("when,year,week", (r) => `2020-01-${two(r + 1)},2020,${1 + Math.floor((r + 2) / 7)}`),
  );
  expect(dated.time?.columns).toEqual(["when"]);
  const rain = await read(tableOf("year,month,day,hour,mm", (r) => `2020,1,1,${r},0`));
  expect(rain.columns.map(({ name }) => name)).toEqual(["mm", "y"]);
});

test("parts tell times apart, and stations are series", async () => {
  const text = tableOf("station,YEAR,MO,DY", (r) => `${r % 2 ? "B" : "A"},2020,1,${1 + Math.floor(r / 2)}`);
  const table = await read(text);
  expect([table.series?.name, table.time?.columns]).toEqual(["station", ["YEAR", "MO", "DY"]]);
});
