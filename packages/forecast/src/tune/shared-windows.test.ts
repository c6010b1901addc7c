import { expect, test } from "vitest";
import { dailyTable, withValues } from "../fit/series.fixture.ts";
import type { PreparationSpec } from "../prepare/index.ts";
import { sharedWindows } from "./shared-windows.ts";

const rows = { train: 100, validation: 30, test: 30 };
const task = { target: "y", past: [], future: [], calendar: [], lookback: 10, horizon: 2 };
const plain: PreparationSpec = { target: [{ kind: "standard" }], covariates: [], window: "last" };
const weekly: PreparationSpec = { target: [{ kind: "difference", lag: 7 }], covariates: [], window: "none" };
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);

/** Cutoff by cutoff, the windows of all its blocks. */
const joined = (...parameters: Parameters<typeof sharedWindows>) => {
  const found = new Map<number, number[]>();
  for (const { cutoff, origins } of sharedWindows(...parameters)) {
    found.set(cutoff, [...(found.get(cutoff) ?? []), ...origins]);
  }
  return [...found];
};

test("windows are those of every preparation, behind every fold, and reach no test row", () => {
  expect(joined(dailyTable(), rows, task, [plain, weekly])).toEqual([
    [100, range(99, 127)],
    [70, range(69, 97)],
  ]);
});

test("blocks are neighbours, at least as many as the horizon and at most ten a cutoff", () => {
  const blocks = sharedWindows(dailyTable(), rows, task, [plain]);
  expect(blocks.length).toBe(20);
  for (const { origins, targets } of blocks) {
    expect(origins.length).toBeGreaterThanOrEqual(2);
    expect([...origins]).toEqual(range(origins[0]!, origins.at(-1)!));
    expect(targets).toBe(2 * origins.length);
  }
  const long = sharedWindows(dailyTable(), rows, { ...task, horizon: 9 }, [plain]);
  expect(long.map(({ origins }) => origins.length)).toEqual([11, 11, 11, 11]);
});

test("a reading that is missing costs the windows of the longest look-back and of the longest lag", () => {
  const frame = withValues(dailyTable(), "y", (value, row) => (row === 105 ? Number.NaN : value));
  // Unfilled, it is an input of origins 105 … 114, and by its difference one week later of 112 … 121.
  const [first] = joined(frame, rows, task, [plain, weekly]);
  expect(first![1]).toEqual([...range(99, 104), ...range(122, 127)]);
  // Origins 103 and 104 have it among their targets.
  const targets = sharedWindows(frame, rows, task, [plain, weekly]).filter(({ cutoff }) => cutoff === 100);
  expect(targets.reduce((sum, block) => sum + block.targets, 0)).toBe(2 * 12 - 2);
});

test("a cutoff before which nothing can be learnt is left out", () => {
  expect(joined(dailyTable(), rows, { ...task, lookback: 69 }, [plain]).map(([cutoff]) => cutoff)).toEqual([100]);
  expect(sharedWindows(dailyTable(), rows, { ...task, lookback: 120 }, [plain])).toEqual([]);
});
