import { expect, test } from "vitest";
import { formatTime, frameOf, readTable } from "./index.ts";

async function frame(text: string, options = {}) {
  return frameOf(await readTable(new TextEncoder().encode(text), options)).frame;
}

/** Title, three times as written, the first of them, and how the next is written. */
const CASES: readonly [string, readonly string[], number, string][] = [
  ["month names", ["Jan 1949", "Feb 1949", "Mar 1949"], Date.UTC(1949, 0), "Apr 1949"],
  ["whole month names", ["March-2020", "April-2020", "May-2020"], Date.UTC(2020, 2), "June-2020"],
  ["the year before a month's name", ["1949 Nov", "1949 Dec", "1950 Jan"], Date.UTC(1949, 10), "1950 Feb"],
  ["days with month names", ["30-Jan-2020", "31-Jan-2020", "01-Feb-2020"], Date.UTC(2020, 0, 30), "02-Feb-2020"],
  ["American words", ['"Jan 30, 2020"', '"Jan 31, 2020"', '"Feb 1, 2020"'], Date.UTC(2020, 0, 30), "Feb 2, 2020"],
  ["Chinese dates", ["2020年1月3日", "2020年1月4日", "2020年1月5日"], Date.UTC(2020, 0, 3), "2020年1月6日"],
  ["quarters", ["2020Q3", "2020Q4", "2021Q1"], Date.UTC(2020, 6), "2021Q2"],
  ["quarters with a dash", ["2020-Q3", "2020-Q4", "2021-Q1"], Date.UTC(2020, 6), "2021-Q2"],
  ["ISO weeks", ["2020-W52", "2020-W53", "2021-W01"], Date.UTC(2020, 11, 21), "2021-W02"],
  ["months in digits", ["202011", "202012", "202101"], Date.UTC(2020, 10), "202102"],
  ["days in digits", ["20200228", "20200229", "20200301"], Date.UTC(2020, 1, 28), "20200302"],
  ["hours in digits", ["2005010122", "2005010123", "2005010200"], Date.UTC(2005, 0, 1, 22), "2005010201"],
  [
    "a clock in digits",
    ["20050101T230000", "20050102T000000", "20050102T010000"],
    Date.UTC(2005, 0, 1, 23),
    "20050102T020000",
  ],
  [
    "days in digits with a clock",
    ["20050101 23:30", "20050102 00:00", "20050102 00:30"],
    Date.UTC(2005, 0, 1, 23, 30),
    "20050102 01:00",
  ],
  [
    "Chinese clocks",
    ["2005年01月01日 23时30分", "2005年01月02日 00时00分", "2005年01月02日 00时30分"],
    Date.UTC(2005, 0, 1, 23, 30),
    "2005年01月02日 01时00分",
  ],
  [
    "Chinese hours",
    ["2005年1月1日22时", "2005年1月1日23时", "2005年1月2日0时"],
    Date.UTC(2005, 0, 1, 22),
    "2005年1月2日1时",
  ],
  ["month names with short years", ["30-Jan-69", "31-Jan-69", "01-Feb-69"], Date.UTC(2069, 0, 30), "02-Feb-69"],
  ["months with short years", ["Nov-99", "Dec-99", "Jan-00"], Date.UTC(1999, 10), "Feb-00"],
  [
    "short years between points",
    ["30.12.19 23:00", "31.12.19 00:00", "31.12.19 01:00"],
    Date.UTC(2019, 11, 30, 23),
    "31.12.19 02:00",
  ],
  [
    "a clock of twelve hours",
    ["1/30/2020 11:00 AM", "1/30/2020 12:00 PM", "1/30/2020 1:00 PM"],
    Date.UTC(2020, 0, 30, 11),
    "1/30/2020 2:00 PM",
  ],
  ["short years", ["12/30/19", "12/31/19", "1/1/20"], Date.UTC(2019, 11, 30), "1/2/20"],
  ["Unix seconds", ["1577836800", "1577840400", "1577844000"], Date.UTC(2020, 0), "1577847600"],
  ["Unix milliseconds", ["1577836800000", "1577840400000", "1577844000000"], Date.UTC(2020, 0), "1577847600000"],
  ["a spreadsheet's days", ["43831", "43831.5", "43832"], Date.UTC(2020, 0), "2020-01-02 12:00:00"],
];

for (const [title, times, start, next] of CASES) {
  test(`${title} are read and written alike`, async () => {
    const { time } = await frame(`date,y\n${times.map((written, i) => `${written},${i}`).join("\n")}\n`);
    expect(time).toMatchObject({ kind: "calendar", start, length: 3 });
    expect(formatTime(time, 3)).toBe(next);
    if (title !== "a spreadsheet's days") {
      expect(times.map((_, row) => formatTime(time, row))).toEqual(times.map((written) => written.replaceAll('"', "")));
    }
  });
}

test("a date and its clock in two columns are one time", async () => {
  const { time, timeName, columns } = await frame(
    "Date;Time;CO\n10/03/2004;18.00.00;2,6\n10/03/2004;19.00.00;2\n10/03/2004;20.00.00;2,2\n",
  );
  expect(time).toMatchObject({ start: Date.UTC(2004, 2, 10, 18), step: { unit: "hour", count: 1 } });
  expect([timeName, formatTime(time, 3)]).toEqual(["ds", "10/03/2004 21.00.00"]);
  expect(columns.map(({ name }) => name)).toEqual(["CO"]);
});

test("a date and the hour as a number are one time", async () => {
  const { time } = await frame("dteday,hr,cnt\n2011-01-01,22,16\n2011-01-01,23,40\n2011-01-02,0,32\n");
  expect(time).toMatchObject({ start: Date.UTC(2011, 0, 1, 22), step: { unit: "hour", count: 1 } });
  expect(formatTime(time, 3)).toBe("2011-01-02 01:00");
});

test("large numbers under another name are no time", async () => {
  expect((await frame("visitors,y\n1577836800,1\n1577840400,2\n")).time.kind).toBe("count");
});

test("hours in digits are hours under every name for a time", async () => {
  for (const name of ["ds", "time", "timestamp", "datetime", "MESS_DATUM", "date"]) {
    const text = `${name},y\n2005010122,1\n2005010123,2\n2005010200,3\n`;
    for (const options of [{}, { time: name }]) {
      const { time } = await readTable(new TextEncoder().encode(text), options);
      expect([name, time?.format, time?.values[2]]).toEqual([name, "YYYYMMDDHH", Date.UTC(2005, 0, 2)]);
    }
  }
});

test("seconds since 1970 that are no hours in digits stay seconds", async () => {
  // 1 January 2033 and the hours after it: 1988150400 would be the 50th hour of a 15th month.
  const seconds = [0, 1, 2].map((hour) => Date.UTC(2033, 0, 1, hour) / 1000);
  const { time } = await frame(`date,y\n${seconds.map((second, i) => `${second},${i}`).join("\n")}\n`);
  expect(time).toMatchObject({ start: Date.UTC(2033, 0, 1), step: { unit: "hour", count: 1 } });
});

test("numbers under a name with a date in it are days in digits or of a spreadsheet", async () => {
  for (const name of ["Day", "Datum", "Fecha", "Día", "Order_Date", "Invoice date", "下单日期", "MESS_DATUM"]) {
    const digits = await readTable(new TextEncoder().encode(`${name},y\n20220227,1\n20220228,2\n20220301,3\n`));
    expect([name, digits.time?.values[2]]).toEqual([name, Date.UTC(2022, 2, 1)]);
    const serial = await readTable(new TextEncoder().encode(`${name},y\n44619,1\n44620,2\n44621,3\n`));
    expect([name, serial.time?.values[2]]).toEqual([name, Date.UTC(2022, 2, 1)]);
  }
  const numbers = await readTable(new TextEncoder().encode("Order_Date,y\n20220227,1\n20220240,2\n20220301,3\n"));
  expect(numbers.time).toBeUndefined();
});

test("days of months without a year, and clocks between points, are no dates", async () => {
  const days = Array.from(
    { length: 40 },
    (_, i) => `${i < 31 ? "Jan" : "Feb"}-${String((i % 31) + 1).padStart(2, "0")}`,
  );
  for (const cells of [days, ["18.00.00", "19.00.00", "20.00.00"]]) {
    const table = await readTable(
      new TextEncoder().encode(`when,y\n${cells.map((cell, i) => `${cell},${i}`).join("\n")}\n`),
    );
    expect(table.time).toBeUndefined();
  }
});
