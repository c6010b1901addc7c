import { afterAll, afterEach, expect, test } from "vitest";
import { softmaxReference } from "../../../packages/engine/src/ops/softmax.ts";
import { draws } from "../../support/draws.ts";
import { KernelMemory, type Rows } from "../../support/kernel-memory.ts";
import { largestError } from "../../support/largest-error.ts";

const memory = await KernelMemory.open();
const { kernels } = memory;
afterEach(() => memory.clear());
afterAll(() => memory.close());

const WIDTHS = [1, 2, 3, 4, 5, 7, 8, 33];

/** The three kernels one after the other, as the operation calls them. */
function shares(x: Rows, rows: number, width: number): Rows {
  const y = memory.rows(rows, width, Number.NaN);
  kernels.lessMaximum(y.address, x.address, rows, width, x.stride);
  kernels.exp(y.address, y.address, rows * x.stride);
  kernels.overSum(y.address, rows, width, x.stride);
  return y;
}

test("rows become shares of one, at every width, and padding stays zero", () => {
  for (const width of WIDTHS) {
    for (const rows of [0, 1, 2, 5]) {
      const x = draws(rows * width, "x").map((value) => 8 * value);
      const y = shares(memory.rows(rows, width, x), rows, width);
      const label = `rows ${rows}, width ${width}`;
      expect(largestError(y.values(), softmaxReference(x, width)), label).toBeLessThan(1e-6);
      expect(
        y.padding().every((value) => value === 0),
        label,
      ).toBe(true);
    }
  }
});

test("large numbers do not overflow, and −∞ takes no share", () => {
  const INF = Number.POSITIVE_INFINITY;
  const x = [1000, 1000, -INF, 3e38, 3e38, 0, -88, -88, -88];
  const y = shares(memory.rows(3, 3, x), 3, 3).values();
  expect([...y.subarray(0, 6)]).toEqual([0.5, 0.5, 0, 0.5, 0.5, 0]);
  for (const value of y.subarray(6)) expect(value).toBeCloseTo(1 / 3, 7);
});

test("a NaN makes its own row NaN, wherever it stands, and no other", () => {
  for (let at = 0; at < 7; at++) {
    const x = draws(14, "x");
    x[at] = Number.NaN;
    const y = shares(memory.rows(2, 7, x), 2, 7).values();
    expect(y.subarray(0, 7).every(Number.isNaN), `place ${at}`).toBe(true);
    expect(y.subarray(7).every(Number.isFinite), `place ${at}`).toBe(true);
  }
});

test("the gradient is the formula, written or added", () => {
  for (const width of WIDTHS) {
    for (const accumulate of [0, 1] as const) {
      const rows = 3;
      const y = softmaxReference(draws(rows * width, "x"), width);
      const dy = draws(rows * width, "dy");
      const dx = memory.rows(rows, width, 1);
      const [own, upstream] = [memory.rows(rows, width, y), memory.rows(rows, width, dy)];
      kernels.softmaxGradient(dx.address, own.address, upstream.address, rows, dx.stride, accumulate);
      const expected = Float64Array.from(y, (share, i) => {
        const first = i - (i % width);
        let mean = 0;
        for (let k = first; k < first + width; k++) mean += y[k]! * dy[k]!;
        return accumulate + share * (dy[i]! - mean);
      });
      // With one column every share is 1 and every slope 0.
      const off = dx.values().map((value, i) => Math.abs(value - expected[i]!));
      expect(Math.max(...off), `width ${width}, accumulate ${accumulate}`).toBeLessThan(3e-7);
      expect(dx.padding().every((value) => value === 0)).toBe(true);
    }
  }
});
