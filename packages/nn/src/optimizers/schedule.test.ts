import { expect, test } from "vitest";
import { learningRate, type ScheduleSpec } from "./schedule.ts";

const rates = (schedule: ScheduleSpec, epochs: number, losses: readonly number[] = []) =>
  Array.from({ length: epochs }, (_, i) => learningRate(schedule, 0.8, i + 1, epochs, losses.slice(0, i)));

test("a constant schedule keeps the rate", () => {
  expect(rates({ kind: "constant" }, 3)).toEqual([0.8, 0.8, 0.8]);
});

test("a step schedule multiplies after every so many epochs", () => {
  expect(rates({ kind: "step", every: 2, factor: 0.5 }, 7)).toEqual([0.8, 0.8, 0.4, 0.4, 0.2, 0.2, 0.1]);
});

test("a cosine falls from the full rate to its floor along half a wave", () => {
  const got = rates({ kind: "cosine", floor: 0.1 }, 5);
  const expected = [0, 1, 2, 3, 4].map((i) => 0.8 * (0.1 + 0.9 * 0.5 * (1 + Math.cos((Math.PI * i) / 4))));
  got.forEach((rate, i) => {
    expect(rate).toBeCloseTo(expected[i]!, 14);
  });
  expect(got[0]).toBe(0.8);
  expect(got[4]).toBeCloseTo(0.08, 15);
  expect(learningRate({ kind: "cosine", floor: 0.1 }, 0.8, 1, 1, [])).toBe(0.8);
});

test("a plateau lowers the rate once for every so many epochs without a new best", () => {
  const schedule = { kind: "plateau", factor: 0.5, patience: 2 } as const;
  const losses = [5, 4, 4, 4, 3, 6, 3, 3, 3];
  expect(rates(schedule, 10, losses)).toEqual([0.8, 0.8, 0.8, 0.8, 0.4, 0.4, 0.4, 0.2, 0.2, 0.1]);
});

test("a plateau takes a loss of NaN for no improvement", () => {
  const schedule = { kind: "plateau", factor: 0.5, patience: 2 } as const;
  expect(learningRate(schedule, 0.8, 4, 9, [Number.NaN, Number.NaN, 1])).toBe(0.4);
});

test("a list gives every epoch its own rate, and those that it does not name the base", () => {
  expect(rates({ kind: "list", rates: [9, 0.5, 0.25] }, 4)).toEqual([0.5, 0.25, 0.8, 0.8]);
});

test("a schedule depends on what went before and nothing else, so that a resumed run goes on as it would have", () => {
  const schedule = { kind: "plateau", factor: 0.1, patience: 1 } as const;
  expect(learningRate(schedule, 1, 3, 10, [2, 3])).toBe(learningRate(schedule, 1, 3, 99, [2, 3]));
});
