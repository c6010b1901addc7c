import { expect, test } from "vitest";
import type { StepUnit, TimeAxis } from "../contracts/time-axis.ts";
import { airPassengers } from "../data/index.ts";
import { autocorrelation } from "./autocorrelation.ts";
import { detrend } from "./detrend.ts";
import { findSeason } from "./season.ts";

const calendar = (unit: StepUnit, count = 1): TimeAxis => {
  return { kind: "calendar", start: 0, step: { unit, count }, length: 2, format: "YYYY" };
};
const COUNT: TimeAxis = { kind: "count", start: 1, length: 2 };

/** Nearly normal numbers: sums of twelve from a small congruential generator. */
function noise(seed: number, length: number): Float64Array {
  let state = seed;
  const next = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  return Float64Array.from({ length }, () => Array.from({ length: 12 }, next).reduce((a, b) => a + b) - 6);
}

const seeds = Array.from({ length: 20 }, (_, i) => i * 7919 + 1);

test("the airline series has a season of 12, and so has its first half", () => {
  const { time, columns } = airPassengers();
  const whole = findSeason(columns[0]!.values, time);
  expect(whole.period).toBe(12);
  expect(whole.strength).toBeCloseTo(0.829, 3);
  expect(whole.candidates.map(({ period, found }) => [period, found])).toEqual([[12, true]]);
  expect(findSeason(columns[0]!.values.subarray(0, 72), time).period).toBe(12);
});

for (const [name, axis] of [
  ["a calendar", calendar("month")],
  ["no calendar", COUNT],
] as const) {
  test(`white noise and random walks have a season in at most two of 20 seeds with ${name}`, () => {
    const periods = seeds.flatMap((seed) => {
      const steps = noise(seed, 400);
      let place = 0;
      const walk = steps.map((step) => {
        place += step;
        return place;
      });
      return [findSeason(steps, axis).period, findSeason(walk, axis).period];
    });
    expect(periods.filter((period) => period !== 1).length).toBeLessThanOrEqual(2);
  });
}

test("a weak season under noise, a slope and a third of missing readings is found", () => {
  const values = noise(5, 600).map((value, i) => (i % 3 === 1 ? Number.NaN : value + (i % 7 < 3 ? 2 : 0) + i / 50));
  expect(findSeason(values, calendar("day")).period).toBe(7);
});

test("of an hourly day and week the stronger one counts", () => {
  const daily = noise(5, 2000).map((value, i) => value + (i % 24 < 8 ? 3 : 0));
  const weekly = daily.map((value, i) => value + (i % 168 < 48 ? 6 : 0));
  expect(findSeason(daily, calendar("hour")).period).toBe(24);
  expect(findSeason(weekly, calendar("hour")).period).toBe(168);
});

test("without a calendar the shortest strong period is found, not its double", () => {
  const values = noise(3, 900).map((value, i) => value + 4 * ((i % 36) / 36));
  expect(findSeason(values, COUNT).period).toBe(36);
});

test("steps propose the periods of the conventions", () => {
  const tried = (axis: TimeAxis): number[] => findSeason(noise(1, 5000), axis).candidates.map(({ period }) => period);
  expect(tried(calendar("month"))).toEqual([12]);
  expect(tried(calendar("month", 6))).toEqual([2]);
  expect(tried(calendar("quarter"))).toEqual([4]);
  expect(tried(calendar("week"))).toEqual([52]);
  expect(tried(calendar("day"))).toEqual([7]);
  expect(tried(calendar("hour"))).toEqual([24, 168]);
  expect(tried(calendar("minute", 30))).toEqual([48]);
  expect(tried(calendar("minute", 15))).toEqual([96]);
  expect(tried(calendar("minute", 10))).toEqual([144]);
  expect(tried(calendar("minute"))).toEqual([60, 1440]);
  expect(tried(calendar("year"))).toEqual([]);
});

test("a series shorter than three periods, a constant and one without readings have no season", () => {
  const short = findSeason(
    Float64Array.from({ length: 35 }, (_, i) => i % 12),
    calendar("month"),
  );
  expect([short.period, short.candidates]).toEqual([1, []]);
  expect(findSeason(new Float64Array(50).fill(3), calendar("month")).period).toBe(1);
  expect(findSeason(new Float64Array(50).fill(Number.NaN), calendar("month")).period).toBe(1);
  expect(findSeason(Float64Array.of(1), COUNT)).toEqual({ period: 1, strength: 0, candidates: [] });
  expect(findSeason(new Float64Array(0), COUNT).period).toBe(1);
});

test("autocorrelation of a known short series", () => {
  // By hand for 1, 2, 3: the mean is 2, the products at lag 2 are −1 over a sum of squares of 2.
  expect([...autocorrelation(Float64Array.of(1, 2, 3), 2)]).toEqual([1, 0, -0.5]);
});

test("a line less its trend is nothing, with holes left open", () => {
  const rest = detrend(Float64Array.of(1, 3, Number.NaN, 7, 9));
  expect([...rest].map((value) => Math.round(value * 1e9) + 0)).toEqual([0, 0, Number.NaN, 0, 0]);
});
