import { afterAll, afterEach, expect, test } from "vitest";
import { draws } from "../../support/draws.ts";
import { KernelMemory } from "../../support/kernel-memory.ts";
import { largestError } from "../../support/largest-error.ts";

const memory = await KernelMemory.open();
const { kernels } = memory;
afterEach(() => memory.clear());
afterAll(() => memory.close());

const EPSILON = 1e-5;
const SIZES = [
  { width: 1, groups: 1 },
  { width: 3, groups: 1 },
  { width: 4, groups: 1 },
  { width: 9, groups: 1 },
  { width: 33, groups: 1 },
  { width: 8, groups: 2 },
  { width: 36, groups: 3 },
];

/** Mean and 1 / √(variance + ε) of each part of a row. */
function partsOf(x: ArrayLike<number>, width: number, groups: number) {
  const size = width / groups;
  return Array.from({ length: (x.length / width) * groups }, (_, p) => {
    const values = Array.from({ length: size }, (_, i) => x[p * size + i]!);
    const mean = values.reduce((sum, value) => sum + value, 0) / size;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / size;
    return { values, mean, inverse: 1 / Math.sqrt(variance + EPSILON) };
  });
}

test("normalizeRows takes each part of a row to mean 0 and variance 1, and leaves padding alone", () => {
  for (const { width, groups } of SIZES) {
    const x = draws(5 * width, "x");
    const rows = memory.rows(5, width, x);
    const y = memory.rows(5, width, Number.NaN);
    const inverse = memory.floats(5 * groups);
    kernels.normalizeRows(y.address, inverse.address, rows.address, 5, width, rows.stride, groups, EPSILON);
    const parts = partsOf(x, width, groups);
    const expected = parts.flatMap((part) => part.values.map((value) => (value - part.mean) * part.inverse));
    const name = `width ${width}, groups ${groups}`;
    expect(largestError(y.values(), expected), name).toBeLessThan(1e-6);
    expect(
      largestError(
        inverse.read(),
        parts.map((part) => part.inverse),
      ),
      name,
    ).toBeLessThan(1e-6);
    expect(
      y.padding().every((value) => value === 0),
      name,
    ).toBe(true);
    memory.clear();
  }
});

test("a row far from zero beside its spread keeps the digits that its values have", () => {
  const x = draws(33, "x").map((value) => 1000 + value);
  const y = memory.rows(1, 33, 0);
  kernels.normalizeRows(y.address, memory.floats(1).address, memory.rows(1, 33, x).address, 1, 33, 36, 1, EPSILON);
  const [part] = partsOf(x, 33, 1);
  expect(
    largestError(
      y.values(),
      part!.values.map((value) => (value - part!.mean) * part!.inverse),
    ),
  ).toBeLessThan(1e-6);
});

test("normalizeRowsGradient is its formula, written over or added, and leaves padding alone", () => {
  for (const { width, groups } of SIZES) {
    for (const accumulate of [0, 1] as const) {
      const [y, dy, gain, before] = ["y", "dy", "gain", "before"].map((name) =>
        draws(5 * width, name),
      ) as Float32Array[];
      const inverse = draws(5 * groups, "inverse");
      const dx = memory.rows(5, width, before!);
      kernels.normalizeRowsGradient(
        dx.address,
        memory.rows(5, width, y!).address,
        memory.floats(inverse).address,
        memory.rows(5, width, dy!).address,
        memory.rows(1, width, gain!).address,
        5,
        width,
        dx.stride,
        groups,
        accumulate,
      );
      const size = width / groups;
      const expected = Array.from({ length: 5 * width }, (_, at) => {
        const part = Math.floor(at / size);
        const own = Array.from({ length: size }, (_, i) => part * size + i);
        const d = (i: number) => dy![i]! * gain![i % width]!;
        const mean = own.reduce((sum, i) => sum + d(i), 0) / size;
        const along = own.reduce((sum, i) => sum + d(i) * y![i]!, 0) / size;
        return (accumulate === 1 ? before![at]! : 0) + inverse[part]! * (d(at) - mean - y![at]! * along);
      });
      const name = `width ${width}, groups ${groups}, accumulate ${accumulate}`;
      expect(largestError(dx.values(), expected), name).toBeLessThan(1e-6);
      expect(
        dx.padding().every((value) => value === 0),
        name,
      ).toBe(true);
      memory.clear();
    }
  }
});

test("scaleColumns multiplies every row by one row, from a row of starts or from nothing", () => {
  for (const width of [1, 4, 5, 12, 33]) {
    for (const rows of [0, 1, 3]) {
      for (const accumulate of [0, 1] as const) {
        for (const starts of [true, false]) {
          const [x, before] = [draws(rows * width, "x"), draws(rows * width, "before")];
          const [factors, start] = [draws(width, "factors"), draws(width, "start")];
          const y = memory.rows(rows, width, before);
          const place = (values: Float32Array) => memory.rows(1, width, values).address;
          const from = memory.rows(rows, width, x).address;
          kernels.scaleColumns(y.address, from, place(factors), starts ? place(start) : 0, rows, y.stride, accumulate);
          const expected = before.map((old, i) => {
            const product = Math.fround(x[i]! * factors[i % width]!);
            const own = starts ? Math.fround(product + start[i % width]!) : product;
            return accumulate === 1 ? old + own : own;
          });
          expect(y.values(), `width ${width}, rows ${rows}`).toEqual(expected);
          expect(y.padding().every((value) => value === 0)).toBe(true);
          memory.clear();
        }
      }
    }
  }
});
