import fc from "fast-check";
import { expect, test } from "vitest";
import type { Step, TimeAxis } from "../contracts/time-axis.ts";
import { inferAxis } from "./infer-axis.ts";
import { inferStep } from "./infer-step.ts";
import { describeStep, formatTime, timeAt } from "./time-at.ts";
import { timeColumn } from "./time-column.ts";
import { writeTime } from "./time-format.ts";
import { readTimeText } from "./time-text.ts";

function axisOf(times: readonly string[]): TimeAxis {
  const reader = timeColumn(readTimeText);
  for (const time of times) expect(reader.read([time])).toBeUndefined();
  return inferAxis(reader.finish().readings[0]!, { column: "ds", line: (index) => index + 2 });
}

const WRITTEN: readonly [string, readonly string[], string, Step, string][] = [
  ["months", ["1949-11", "1949-12", "1950-01"], "1950-02", { unit: "month", count: 1 }, "YYYY-MM"],
  ["quarters", ["2020-01-01", "2020-04-01", "2020-07-01"], "2020-10-01", { unit: "quarter", count: 1 }, "YYYY-MM-DD"],
  ["half-years", ["2020-01", "2020-07", "2021-01"], "2021-07", { unit: "month", count: 6 }, "YYYY-MM"],
  [
    "years from a leap day",
    ["2020-02-29", "2021-02-28", "2022-02-28"],
    "2023-02-28",
    { unit: "year", count: 1 },
    "YYYY-MM-DD",
  ],
  ["month ends", ["2021-02-28", "2021-03-31", "2021-04-30"], "2021-05-31", { unit: "month", count: 1 }, "YYYY-MM-DD"],
  ["weeks", ["2020/01/01", "2020/01/08", "2020/01/15"], "2020/01/22", { unit: "week", count: 1 }, "YYYY/MM/DD"],
  ["four weeks", ["2021-01-01", "2021-01-29", "2021-02-26"], "2021-03-26", { unit: "week", count: 4 }, "YYYY-MM-DD"],
  [
    "ten minutes",
    ["2020-01-01T23:40Z", "2020-01-01T23:50Z"],
    "2020-01-02T00:00Z",
    { unit: "minute", count: 10 },
    "YYYY-MM-DDTHH:mmZ",
  ],
  [
    "unpadded hours",
    ["2014/1/1 9:00", "2014/1/1 10:00"],
    "2014/1/1 11:00",
    { unit: "hour", count: 1 },
    "YYYY/M/D H:mm",
  ],
  [
    "tenths of a second",
    ["2020-01-01 00:00:00.9", "2020-01-01 00:00:01.0"],
    "2020-01-01 00:00:01.1",
    { unit: "second", count: 0.1 },
    "YYYY-MM-DD HH:mm:ss.S",
  ],
  [
    "months far from Greenwich",
    ["2020-01-01T00:00+08:00", "2020-02-01T00:00+08:00", "2020-03-01T00:00+08:00"],
    "2020-04-01T00:00+08:00",
    { unit: "month", count: 1 },
    "YYYY-MM-DDTHH:mm+08:00",
  ],
];

for (const [title, times, next, step, format] of WRITTEN) {
  test(`${title} are recognised and written as the file writes them`, () => {
    const axis = axisOf(times);
    expect(axis).toMatchObject({ step, format, length: times.length });
    expect(times.map((_, row) => formatTime(axis, row))).toEqual(times);
    expect(formatTime(axis, times.length)).toBe(next);
  });
}

test("steps are described in words", () => {
  expect([describeStep({ unit: "month", count: 1 }), describeStep({ unit: "minute", count: 10 })]).toEqual([
    "1 month",
    "10 minutes",
  ]);
});

test("a count axis numbers its rows", () => {
  const axis: TimeAxis = { kind: "count", start: 1, length: 5 };
  expect([timeAt(axis, 5), formatTime(axis, 5)]).toEqual([6, "6"]);
});

test("an axis that was written and read again is the same axis", () => {
  const units = ["second", "minute", "hour", "day", "week", "month", "quarter", "year"] as const;
  const any = fc.record({
    unit: fc.constantFrom(...units),
    start: fc.integer({ min: Date.UTC(1900, 0), max: Date.UTC(2100, 0) }).map((ms) => ms - (ms % 1000)),
    length: fc.integer({ min: 5, max: 40 }),
  });
  fc.assert(
    fc.property(any, ({ unit, start, length }) => {
      const axis: TimeAxis = {
        kind: "calendar",
        start,
        step: { unit, count: 1 },
        length,
        format: "YYYY-MM-DD HH:mm:ss",
      };
      const times = Array.from({ length }, (_, row) => formatTime(axis, row));
      const again = axisOf(times);
      for (let row = 0; row < length + 5; row++) expect(timeAt(again, row)).toBe(timeAt(axis, row));
    }),
    { numRuns: 200 },
  );
});

test("years of fewer than four digits are padded", () => {
  expect(writeTime("YYYY-MM-DD", -62_000_000_000_000)).toMatch(/^0005-\d\d-\d\d$/);
});

test("dates that do not exist are told apart from what is no time", () => {
  const reader = timeColumn(readTimeText);
  expect(reader.read(["2021-13-01"])?.wrong).toBe("is not a date or a clock time that exists");
  expect(reader.read(["2021-01-01 24:01"])?.wrong).toBe("is not a date or a clock time that exists");
  expect(reader.read(["1900-02-29"])?.wrong).toBe("is not a date or a clock time that exists");
  expect(reader.read(["soon"])?.wrong).toBe("is not a time");
  expect(reader.read(["2000-02-29"])).toBeUndefined();
  expect(reader.read(["2000-02-29 10:00"])).toEqual({
    wrong: "is written as YYYY-MM-DD HH:mm, the times above as YYYY-MM-DD",
    formats: { above: "YYYY-MM-DD", here: "YYYY-MM-DD HH:mm" },
  });
});

test("offsets that change between rows are read as UTC, with a note", () => {
  const reader = timeColumn(readTimeText);
  reader.read(["2021-03-28T01:00+01:00"]);
  reader.read(["2021-03-28T03:00+02:00"]);
  const { readings, notes } = reader.finish();
  expect(readings[0]).toEqual({
    times: Float64Array.of(Date.UTC(2021, 2, 28), Date.UTC(2021, 2, 28, 1)),
    format: "YYYY-MM-DDTHH:mmZ",
  });
  expect(notes).toEqual([
    { code: "time_offsets_differ", facts: { written_as: "UTC", zones: "Europe/Berlin", zone: "Europe/Berlin" } },
  ]);
});

test("one time a month on days that differ is a step of a month without a day", () => {
  const businessEnds = Float64Array.from({ length: 40 }, (_, i) => {
    const end = new Date(Date.UTC(2005, i + 1, 0));
    return end.getTime() - Math.max(0, ((end.getUTCDay() + 6) % 7) - 4) * 86_400_000;
  });
  const thirdFridays = Float64Array.from({ length: 40 }, (_, i) => {
    return Date.UTC(2005, i, 15 + ((5 - new Date(Date.UTC(2005, i, 15)).getUTCDay() + 7) % 7));
  });
  for (const times of [businessEnds, thirdFridays]) {
    expect(inferStep(times, "YYYY-MM-DD")).toEqual({ step: { unit: "month", count: 1 }, wanders: true, share: 1 });
  }
  // Four weeks are four weeks, though most of them begin in months of their own.
  const fourWeeks = Float64Array.from({ length: 40 }, (_, i) => Date.UTC(2005, 0, 3 + 28 * i));
  expect(inferStep(fourWeeks, "YYYY-MM-DD")).toEqual({ step: { unit: "week", count: 4 }, share: 1 });
});
