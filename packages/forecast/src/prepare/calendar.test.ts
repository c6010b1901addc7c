import { expect, test } from "vitest";
import type { TimeAxis } from "../contracts/index.ts";
import { calendarColumns, calendarOf, calendarWidths } from "./calendar.ts";

const axis = (start: string, unit: "hour" | "day" | "week" | "month"): TimeAxis => ({
  kind: "calendar",
  start: Date.parse(start),
  step: { unit, count: 1 },
  length: 10,
  format: "YYYY-MM-DD HH:mm",
});

test("each feature turns round once in its day, week or year: equal phases have equal columns", () => {
  const rounds = [
    ["hour", axis("2021-03-04T00:00Z", "hour"), 24],
    ["weekday", axis("2021-03-04T00:00Z", "day"), 7],
    ["month", axis("2021-03-04T00:00Z", "month"), 12],
  ] as const;
  for (const [feature, time, turn] of rounds) {
    const columns = calendarColumns([feature], time, 2 * turn + 1);
    expect(columns.length).toBe(calendarWidths({ calendar: [feature] }).waves);
    for (const column of columns) {
      expect(column[turn]).toBeCloseTo(column[0]!, 12);
      expect(column[2 * turn]).toBeCloseTo(column[0]!, 12);
    }
    // Within a turn no two rows look alike.
    const rows = Array.from({ length: turn }, (_, row) => columns.map((column) => column[row]!.toFixed(9)).join());
    expect(new Set(rows).size).toBe(turn);
  }
});

test("phases are where a calendar has them", () => {
  const first = (feature: "hour" | "weekday" | "month" | "day_of_year", start: string) => {
    const [sine, cosine] = calendarColumns([feature], axis(start, "hour"), 1);
    return [sine![0]!, cosine![0]!].map((value) => Math.round(value * 1e6) / 1e6 + 0);
  };
  expect(first("hour", "2021-03-04T06:00Z")).toEqual([1, 0]);
  // 2021-03-01 was a Monday.
  expect(first("weekday", "2021-03-01T00:00Z")).toEqual([0, 1]);
  expect(first("month", "2021-04-30T00:00Z")).toEqual([1, 0]);
  expect(first("day_of_year", "2021-01-01T00:00Z")).toEqual([0, 1]);
  expect(first("day_of_year", "2020-07-02T00:00Z")).toEqual([0, -1]);
});

test("phases are those of the clock on the wall, in a time zone and behind a written offset", () => {
  const noon = (start: string, place: object) => {
    const [sine, cosine] = calendarColumns(["hour"], { ...axis(start, "hour"), ...place } as TimeAxis, 1);
    return [sine![0]!, cosine![0]!].map((value) => Math.round(value * 1e6) / 1e6 + 0);
  };
  // Berlin is two hours ahead of UTC in July and one in January.
  expect(noon("2021-07-01T10:00Z", { zone: "Europe/Berlin" })).toEqual([0, -1]);
  expect(noon("2021-01-01T11:00Z", { zone: "Europe/Berlin" })).toEqual([0, -1]);
  expect(noon("2021-01-01T04:00Z", { format: "YYYY-MM-DDTHH:mm+08:00" })).toEqual([0, -1]);
  // Midnight of Monday, 1 March, in Shanghai is still Sunday in February by UTC.
  const monday = { ...axis("2021-02-28T16:00Z", "day"), zone: "Asia/Shanghai" } as TimeAxis;
  expect(calendarColumns(["weekday"], monday, 1).map((column) => Math.round(column[0]! * 1e6))).toEqual([
    0, 1e6, 0, 1e6, 0, 1e6,
  ]);
  const [sine] = calendarColumns(["month"], monday, 1);
  expect(sine![0]).toBeCloseTo(Math.sqrt(0.75), 12);
});

test("features are those that a step lets vary, and rows without a time have none", () => {
  expect(calendarOf(axis("2021-03-04", "hour"))).toEqual(["hour", "weekday"]);
  expect(calendarOf(axis("2021-03-04", "week"))).toEqual(["day_of_year"]);
  expect(calendarOf({ kind: "count", start: 1, length: 3 })).toEqual([]);
  expect(() => calendarColumns(["hour"], { kind: "count", start: 1, length: 3 }, 3)).toThrow("Calendar features need");
});
