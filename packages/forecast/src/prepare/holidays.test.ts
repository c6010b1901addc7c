import { expect, test } from "vitest";
import type { TimeAxis } from "../contracts/index.ts";
import { findHolidays, holidayColumns } from "./holidays.ts";

const DAY = 86_400_000;
const axis = (start: string, unit: "hour" | "day" | "month", length: number, place: object = {}): TimeAxis => ({
  ...{ kind: "calendar" as const, start: Date.parse(start), step: { unit, count: 1 }, length },
  ...{ format: "YYYY-MM-DD HH:mm", ...place },
});
const dates = (days: readonly number[], year: string): string[] =>
  days.map((day) => new Date(day * DAY).toISOString().slice(0, 10)).filter((date) => date.startsWith(year));

test("China's holidays follow both calendars; half days and observances are none", async () => {
  const found = await findHolidays("cn", axis("2014-06-01T00:00Z", "day", 10));
  expect(found.place).toBe("CN");
  // The holidays of the State Council's notice for 2015, without working days moved to weekends; and Children's Day, which the
  // library counts for everyone.
  expect(dates(found.days, "2015")).toEqual([
    ...["2015-01-01", "2015-02-18", "2015-02-19", "2015-02-20", "2015-04-05", "2015-05-01", "2015-06-01", "2015-06-20"],
    ...["2015-09-27", "2015-10-01", "2015-10-02", "2015-10-03"],
  ]);
  expect(dates([found.from, found.to], "20")).toEqual(["2013-01-01", "2024-12-31"]);
});

test("a state has holidays of its own", async () => {
  const time = axis("2020-01-01T00:00Z", "day", 10);
  const [bavaria, berlin] = [await findHolidays("DE-BY", time), await findHolidays("DE-BE", time)];
  expect(dates(bavaria.days, "2021")).toContain("2021-01-06");
  expect(dates(berlin.days, "2021")).not.toContain("2021-01-06");
});

test("columns tell of the day before, the day itself and the day after, by the clock on the wall", () => {
  const christmas = Date.UTC(2021, 11, 25) / DAY;
  const holidays = { place: "DE", from: christmas - 30, to: christmas + 30, days: [christmas, christmas + 1] };
  const days = holidayColumns(holidays, axis("2021-12-23T00:00Z", "day", 6), 6);
  expect(days.map((column) => [...column])).toEqual([
    [0, 0, 0, 1, 1, 0],
    [0, 0, 1, 1, 0, 0],
    [0, 1, 1, 0, 0, 0],
  ]);
  // 16:00 of the 24th in London is midnight of the 25th in Shanghai.
  const hours = axis("2021-12-24T14:00Z", "hour", 4, { zone: "Asia/Shanghai" });
  expect([...holidayColumns(holidays, hours, 4)[1]!]).toEqual([0, 0, 1, 1]);
});

test("rows that the list is not about are refused, not taken for working days", () => {
  const holidays = { place: "DE", from: 0, to: 10, days: [3] };
  expect(() => holidayColumns(holidays, axis("1970-01-08T00:00Z", "day", 5), 5)).toThrow("until 1970-01-11");
});

test.each([
  ["XX", axis("2020-01-01T00:00Z", "day", 10), "holidays_unknown"],
  ["DE-QQ", axis("2020-01-01T00:00Z", "day", 10), "holidays_unknown"],
  ["CN", axis("2020-01-01T00:00Z", "month", 10), "holidays_need_days"],
  ["CN", { kind: "count", start: 1, length: 5 } as const, "calendar_needs_time"],
])("holidays of %s that cannot be are refused with the option: %#", async (place, time, code) => {
  const problem = { kind: "usage", code, details: { option: "--holidays" } };
  await expect(findHolidays(place, time)).rejects.toMatchObject(problem);
});
