import { expect, test } from "vitest";
import { holtSmoothing, holtWintersSmoothing, simpleSmoothing } from "./index.ts";

const NAN = Number.NaN;

test("simple smoothing by hand: each level is a part of the way to the reading", () => {
  const { fitted, forecast } = simpleSmoothing(Float64Array.of(10, 14, 8), { level: 0.25 });
  expect([...fitted]).toEqual([10, 10, 11]);
  expect([...forecast(2)]).toEqual([10.25, 10.25]);
});

test("with a weight of 1 simple smoothing is persistence, with 0 it stays where it began", () => {
  const series = Float64Array.of(3, 1, 4, 1, 5);
  expect([...simpleSmoothing(series, { level: 1 }).forecast(1)]).toEqual([5]);
  expect([...simpleSmoothing(series, { level: 0 }).forecast(1)]).toEqual([3]);
});

test("a line is carried on by Holt, and a line with a season by Holt and Winters", () => {
  const line = Float64Array.from({ length: 12 }, (_, i) => 5 + 2 * i);
  expect([...holtSmoothing(line, { level: 0.3, trend: 0.2 }).forecast(3)].map(Math.round)).toEqual([29, 31, 33]);
  const pattern = [0, 4, -4];
  const flat = Float64Array.from({ length: 12 }, (_, i) => 50 + pattern[i % 3]!);
  const smoothed = holtWintersSmoothing(flat, 3, { level: 0.3, trend: 0.1, season: 0.2 });
  expect([...smoothed.forecast(6)].map(Math.round)).toEqual([50, 54, 46, 50, 54, 46]);
});

test("a missing reading leaves the level, moves it on by the trend, and keeps the season", () => {
  expect([...simpleSmoothing(Float64Array.of(NAN, 10, NAN, 14), { level: 0.5 }).fitted]).toEqual([10, 10, 10, 10]);
  expect([...simpleSmoothing(Float64Array.of(NAN, 10, NAN, 14), { level: 0.5 }).forecast(1)]).toEqual([12]);
  const holt = holtSmoothing(Float64Array.of(NAN, 1, 2, NAN, 4), { level: 1, trend: 1 });
  expect(holt.fitted[0]).toBeNaN();
  expect([...holt.forecast(2)].map((value) => Math.round(value * 1e9) / 1e9)).toEqual([5, 6]);
  const flat = Float64Array.from({ length: 9 }, (_, i) => (i === 7 ? NAN : [1, 2, 3][i % 3]!));
  const seasonal = holtWintersSmoothing(flat, 3, { level: 0.4, trend: 0.1, season: 0.3 });
  expect([...seasonal.forecast(3)].map((value) => Math.round(value * 1e9) / 1e9)).toEqual([1, 2, 3]);
});

test("without readings there is nothing to say", () => {
  const none = new Float64Array(3).fill(NAN);
  expect([...simpleSmoothing(none, { level: 0.5 }).forecast(1)]).toEqual([NAN]);
  expect([...holtSmoothing(none, { level: 0.5, trend: 0.5 }).forecast(1)]).toEqual([NAN]);
  expect([...holtSmoothing(new Float64Array(0), { level: 0.5, trend: 0.5 }).forecast(1)]).toEqual([NAN]);
});

test("weights beyond 0 … 1 and a start with holes are refused", () => {
  expect(() => simpleSmoothing(Float64Array.of(1), { level: 1.5 })).toThrow("level is 1.5");
  expect(() => holtSmoothing(Float64Array.of(1), { level: 1, trend: NAN })).toThrow("trend is NaN");
  const weights = { level: 0.3, trend: 0.1, season: 0.2 };
  expect(() => holtWintersSmoothing(Float64Array.of(1, 2, 3), 2, weights)).toThrow("two complete periods");
  expect(() => holtWintersSmoothing(Float64Array.of(1, NAN, 3, 4), 2, weights)).toThrow("two complete periods");
});
