import { expect, test } from "vitest";
import { allRows, cellsText, problemOf } from "./rows.fixture.ts";
import { tsfRows } from "./tsf.ts";

const read = (text: string) => tsfRows(new TextEncoder().encode(text));
const file = (frequency: string, ...series: string[]) =>
  `# Dataset\n@relation test\n@attribute series_name string\n@attribute start_timestamp date\n@frequency ${frequency}\n@horizon 2\n@missing true\n@equallength false\n@data\n${series.join("\n")}\n`;

test("each reading becomes a row with its series, its time and the line of its series", async () => {
  expect(
    await allRows(read(file("monthly", "T1:1979-01-01 00-00-00:1.50,?,-3", "T2:1980-11-01 00-00-00:7,8"))),
  ).toEqual([
    { cells: ["unique_id", "ds", "y"], line: 0 },
    { cells: ["T1", "1979-01-01", "1.50"], line: 10 },
    { cells: ["T1", "1979-02-01", ""], line: 10 },
    { cells: ["T1", "1979-03-01", "-3"], line: 10 },
    { cells: ["T2", "1980-11-01", "7"], line: 11 },
    { cells: ["T2", "1980-12-01", "8"], line: 11 },
  ]);
});

// The archive's frequency names, and where each leads from 2019-12-31 23:59:30 in two steps.
const steps: Readonly<Record<string, string>> = {
  yearly: "2021-12-31 23:59:30",
  quarterly: "2020-06-30 23:59:30",
  monthly: "2020-02-29 23:59:30",
  weekly: "2020-01-14 23:59:30",
  daily: "2020-01-02 23:59:30",
  hourly: "2020-01-01 01:59:30",
  half_hourly: "2020-01-01 00:59:30",
  "10_minutes": "2020-01-01 00:19:30",
  minutely: "2020-01-01 00:01:30",
  "4_seconds": "2019-12-31 23:59:38",
};
test.each(Object.keys(steps))("two steps of %s lead where the calendar says", async (frequency) => {
  const rows = await allRows(read(file(frequency, "a:2019-12-31 23-59-30:1,2,3")));
  expect(rows[3]!.cells).toEqual(["a", steps[frequency], "3"]);
});

test("times are days where every series starts at midnight, and have a clock in all series where one does not", async () => {
  const rows = await cellsText(read(file("daily", "a:2020-01-01 00-00-00:1", "b:2020-01-01 12-00-00:2")));
  expect(rows).toEqual(["unique_id|ds|y", "a|2020-01-01 00:00:00|1", "b|2020-01-01 12:00:00|2"]);
});

test("series without a start have no times; what else is said about them becomes columns", async () => {
  const text =
    "@attribute state string\n@attribute series_name string\n@attribute size numeric\n@frequency daily\n@data\nNSW:T1:5:1,2\nVIC:T2:?:3";
  expect(await cellsText(read(text))).toEqual(["unique_id|y|state|size", "T1|1|NSW|5", "T1|2|NSW|5", "T2|3|VIC|"]);
});

test("a fault names its line", async () => {
  const cases: [string, number][] = [
    [file("monthly", "T1:1979-01-01 00-00-00:1,x,3"), 10],
    [file("monthly", "T1:1979-01-01 00-00-00:1", "T2:1979-01-01 00-00-00:"), 11],
    [file("monthly", "T1:1979-02-30 00-00-00:1"), 10],
    [file("monthly", "T1:1979-01-01 24-00-00:1"), 10],
    [file("monthly", "T1"), 10],
    [file("fortnightly-ish", "T1:1979-01-01 00-00-00:1"), 5],
    [file("constructor", "T1:1979-01-01 00-00-00:1"), 5],
    ["@relation x\n@attribute a\n@data\n", 2],
    ["@relation x\nrubbish\n@data\n", 2],
    ["@relation x\n", 2],
    ["@attribute a string\n@attribute b date\n@data\na:2020-01-01:1", 4],
  ];
  for (const [text, row] of cases) {
    const problem = await problemOf(read(text));
    expect([text, problem.code, problem.details.row]).toEqual([text, "tsf_broken", row]);
  }
});

test("a file in Windows-1252 keeps its letters", async () => {
  const bytes = new TextEncoder().encode(file("daily", "Z~rich:2020-01-01 00-00-00:1"));
  bytes[bytes.indexOf(0x7e)] = 0xfc;
  expect((await cellsText(tsfRows(bytes)))[1]).toBe("Zürich|2020-01-01|1");
});
