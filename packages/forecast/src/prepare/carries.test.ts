import { generator, seed } from "@gatecast/engine";
import { expect, test } from "vitest";
import type { Frame, Task } from "../contracts/index.ts";
import { frameFrom } from "../data/index.ts";
import { drawHole, holesOf, learnCarries, normalFrom } from "./carries.ts";
import { missingIn } from "./missing.ts";
import { ModelTable } from "./model-table.ts";
import type { FittedPreparation, Prepared } from "./preparation.ts";

const task: Task = { target: "y", past: [], future: [], calendar: [], lookback: 7, horizon: 1 };
const preparation: FittedPreparation = { target: [], columns: {}, window: "none" };
const tableOf = (frame: Frame) => new ModelTable(preparation, frame, task);
const frameOf = (y: readonly number[]): Frame => frameFrom({ start: "2020-01-01", step: "day", columns: { y } });

test("mean, spread and what is kept from row to row are learnt from readings alone", () => {
  const normal = normalFrom(generator(seed(3)));
  const y: number[] = [];
  for (let row = 0; row < 20_000; row++) y.push(3 + 0.7 * ((y.at(-1) ?? 3) - 3) + normal());
  // What was put in must not count, however wrong it is.
  const frame = frameOf(y.map((value, row) => (row % 5 === 0 ? 1000 : value)));
  const filled = Uint8Array.from(y, (_, row) => (row % 5 === 0 ? 1 : 0));
  const marked = { ...frame, columns: frame.columns.map((column) => ({ ...column, filled })) };
  const [mean, spread, kept] = learnCarries(tableOf(marked).within(0, y.length), missingIn(marked, task));
  expect(mean).toBeCloseTo(3, 1);
  expect(spread).toBeCloseTo(1 / Math.sqrt(1 - 0.49), 1);
  expect(kept).toBeCloseTo(0.7, 1);
});

test("a hole is drawn with the mean and the variance that both its sides leave", () => {
  const [phi, sigma, mean] = [0.8, 2, 10];
  const [before, behind] = [13, 6];
  const table = Float64Array.from([9, 9, before, 0, 0, 0, behind]);
  const prepared = { table, columns: 1, task } as unknown as Prepared;
  const holes = holesOf(task, 6, (row) => row >= 3 && row <= 5);
  expect(holes).toEqual([{ column: 0, from: 3, to: 6 }]);
  const normal = normalFrom(generator(seed(1)));
  const draws = [3, 4, 5].map((): number[] => []);
  const [sums, squares] = [draws.map(() => 0), draws.map(() => 0)];
  const n = 20_000;
  for (let i = 0; i < n; i++) {
    drawHole(prepared, 6, holes[0]!, Float64Array.of(mean, sigma, phi), normal, (row, value) => {
      sums[row - 3]! += value;
      squares[row - 3]! += value * value;
    });
  }
  for (const j of [1, 2, 3]) {
    // Of a stationary autoregression between two readings 4 rows apart.
    const [a, b, all] = [phi ** (2 * j), phi ** (2 * (4 - j)), phi ** 8];
    const expected =
      mean + (phi ** j * (1 - b) * (before - mean) + phi ** (4 - j) * (1 - a) * (behind - mean)) / (1 - all);
    const variance = (sigma ** 2 * (1 - a) * (1 - b)) / (1 - all);
    const found = sums[j - 1]! / n;
    expect(Math.abs(found - expected)).toBeLessThan(4 * Math.sqrt(variance / n));
    expect((squares[j - 1]! / n - found ** 2) / variance).toBeCloseTo(1, 1);
  }
});

test("a hole that reaches the last row goes on from what stands before it alone", () => {
  const prepared = { table: Float64Array.from([0, 0, 0, 4, 0, 0, 0]), columns: 1, task } as unknown as Prepared;
  const rows: number[][] = [];
  const carries = Float64Array.of(0, 3, 0.5);
  drawHole(
    prepared,
    6,
    { column: 0, from: 4, to: 7 },
    carries,
    () => 0,
    (row, value) => void rows.push([row, value]),
  );
  expect(rows).toEqual([
    [4, 2],
    [5, 1],
    [6, 0.5],
  ]);
});
