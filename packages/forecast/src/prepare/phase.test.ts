import { expect, test } from "vitest";
import type { TimeAxis } from "../contracts/index.ts";
import { pastOf } from "../contracts/past.ts";
import { frameFrom, sliceRows } from "../data/index.ts";
import { phaseMeans, phasesOf } from "./phase.ts";

const HOUR = 3_600_000;
const axis = (start: string, step: object, place: object = {}): TimeAxis =>
  ({
    kind: "calendar",
    start: Date.parse(start),
    step,
    length: 9000,
    format: "YYYY-MM-DD HH:mm",
    ...place,
  }) as TimeAxis;

test("the time of day is the wall's, summer and winter", () => {
  const phases = phasesOf(axis("2021-01-01T00:00Z", { unit: "hour", count: 1 }, { zone: "Europe/Berlin" }), 1);
  const row = (time: string) => (Date.parse(time) - Date.parse("2021-01-01T00:00Z")) / HOUR;
  expect(phases.of(row("2021-01-10T11:00Z"))).toBe(12);
  expect(phases.of(row("2021-07-10T10:00Z"))).toBe(12);
});

test("months and days are the wall's where midnight there is the evening before by UTC", () => {
  const shanghai = { zone: "Asia/Shanghai" };
  expect(phasesOf(axis("2020-12-31T16:00Z", { unit: "month", count: 1 }, shanghai), 1).of(1)).toBe(1);
  expect(phasesOf(axis("2020-12-31T16:00Z", { unit: "day", count: 1 }, shanghai), 1).of(0)).toBe(0);
  expect(
    phasesOf(axis("2020-12-31T16:00Z", { unit: "month", count: 1 }, { format: "YYYY-MM-DDZ+08:00" }), 1).of(0),
  ).toBe(0);
});

test("steps below a minute share the phases of minutes", () => {
  const phases = phasesOf(axis("2021-01-01T10:00Z", { unit: "second", count: 0.1 }), 1);
  expect(phases.count).toBe(1440);
  expect([phases.of(0), phases.of(599), phases.of(600)]).toEqual([600, 600, 601]);
});

test("numbered rows keep their phase when rows before them are cut off", () => {
  const y = Float64Array.from({ length: 40 }, (_, row) => row % 7);
  const whole = frameFrom({ columns: { y } });
  const late = sliceRows(whole, 10);
  const means = phaseMeans(pastOf(y, 40), phasesOf(whole.time, 7));
  const phases = phasesOf(late.time, 7);
  expect(Array.from({ length: 30 }, (_, row) => means[phases.of(row)])).toEqual([...late.columns[0]!.values]);
  // Rows before the first have one too.
  expect(phases.of(-10)).toBe(phasesOf(whole.time, 7).of(0));
});

test("a phase without a reading has the mean of all, and nothing at all is 0", () => {
  const time: TimeAxis = { kind: "count", start: 0, length: 6 };
  const values = Float64Array.of(2, Number.NaN, 4, 6, Number.NaN, 8);
  expect(phaseMeans(pastOf(values, 6), phasesOf(time, 3))).toEqual([4, 5, 6]);
  expect(phaseMeans(pastOf(new Float64Array(6).fill(Number.NaN), 6), phasesOf(time, 2))).toEqual([0, 0]);
});
