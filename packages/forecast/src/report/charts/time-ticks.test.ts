import fc from "fast-check";
import { expect, test } from "vitest";
import { timeTicks } from "./time-ticks.ts";

const DAY = 86_400_000;
const iso = (ticks: readonly number[]): string[] => ticks.map((ms) => new Date(ms).toISOString().slice(0, 16));

test("Ticks of years, months, days and hours are round and evenly apart", () => {
  expect(iso(timeTicks(Date.UTC(1949, 0), Date.UTC(1960, 11), 8))).toEqual(
    ["1950", "1952", "1954", "1956", "1958", "1960"].map((year) => `${year}-01-01T00:00`),
  );
  expect(iso(timeTicks(Date.UTC(2014, 1, 11), Date.UTC(2014, 10, 3), 6))).toEqual(
    ["2014-03", "2014-05", "2014-07", "2014-09", "2014-11"].map((month) => `${month}-01T00:00`),
  );
  expect(iso(timeTicks(Date.UTC(2014, 2, 25, 7), Date.UTC(2014, 3, 9), 8))).toEqual(
    ["03-26", "03-28", "03-30", "04-01", "04-03", "04-05", "04-07", "04-09"].map((day) => `2014-${day}T00:00`),
  );
  expect(iso(timeTicks(Date.UTC(2014, 2, 25, 7, 30), Date.UTC(2014, 2, 26, 1), 8))).toEqual([
    ...["09:00", "12:00", "15:00", "18:00", "21:00"].map((clock) => `2014-03-25T${clock}`),
    "2014-03-26T00:00",
  ]);
});

test("Whatever the span, ticks lie within it, rise, are at most as many as asked, and as even as a calendar is", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: Date.UTC(1700, 0), max: Date.UTC(2200, 0) }),
      fc.integer({ min: 1000, max: 200 * 365 * DAY }),
      fc.integer({ min: 3, max: 12 }),
      (min, span, most) => {
        const ticks = timeTicks(min, min + span, most);
        expect(ticks.every((at) => at >= min && at <= min + span)).toBe(true);
        expect(ticks.length).toBeLessThanOrEqual(most + 1);
        const apart = ticks.slice(1).map((at, i) => at - ticks[i]!);
        if (apart.length > 0) expect(Math.min(...apart) / Math.max(...apart)).toBeGreaterThan(0.89);
      },
    ),
  );
});

test("A span that is none has its one instant, or nothing", () => {
  expect(timeTicks(5, 5, 7)).toEqual([5]);
  expect(timeTicks(Number.NaN, Number.NaN, 7)).toEqual([]);
});
