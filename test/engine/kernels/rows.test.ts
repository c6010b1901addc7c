import { afterAll, afterEach, expect, test } from "vitest";
import { draws } from "../../support/draws.ts";
import { KernelMemory } from "../../support/kernel-memory.ts";

const memory = await KernelMemory.open();
const { kernels } = memory;
afterEach(() => memory.clear());
afterAll(() => memory.close());

const copy = {
  copyRows: { widths: [4, 8, 12, 64], run: kernels.copyRows },
  copyRagged: { widths: [1, 2, 3, 4, 5, 7, 9, 33], run: kernels.copyRagged },
};

for (const [name, { widths, run }] of Object.entries(copy)) {
  test(`${name} copies or adds rows between strides and touches nothing between them`, () => {
    for (const width of widths) {
      for (const rows of [0, 1, 2, 5]) {
        for (const accumulate of [0, 1] as const) {
          const [toStride, fromStride] = [width + 8, width + 4];
          const before = draws(rows * toStride + 1, "to");
          const source = draws(rows * fromStride + 1, "from");
          const to = memory.floats(before);
          run(to.address, toStride, memory.floats(source).address, fromStride, rows, width, accumulate);
          const expected = before.map((old, i) => {
            const [r, column] = [Math.floor(i / toStride), i % toStride];
            if (r >= rows || column >= width) return old;
            const value = source[r * fromStride + column]!;
            return accumulate === 1 ? old + value : value;
          });
          expect(to.read(), `width ${width}, rows ${rows}, accumulate ${accumulate}`).toEqual(expected);
        }
      }
    }
  });
}

test("spreadRow writes one row into every row", () => {
  const row = draws(5, "row");
  const to = memory.floats(new Float32Array(24).fill(9));
  kernels.spreadRow(to.address, 8, memory.floats(row).address, 3, 5);
  expect(to.read()).toEqual(Float32Array.from({ length: 24 }, (_, i) => (i % 8 < 5 ? row[i % 8]! : 9)));
});

test("clearPadding puts zeros behind each row and nowhere else", () => {
  for (const width of [0, 1, 3, 4, 5, 8]) {
    const y = memory.floats(new Float32Array(33).fill(Number.NaN));
    kernels.clearPadding(y.address, 4, width, 8);
    const expected = Array.from({ length: 33 }, (_, i) => (i < 32 && i % 8 >= width ? 0 : Number.NaN));
    expect([...y.read()], `width ${width}`).toEqual(expected);
  }
});

test("a dropout mask keeps its share, scales what it keeps and depends on both words of the seed", () => {
  const n = 40_000;
  const draw = (keep: number, low: number, high: number) => {
    const mask = memory.floats(n);
    kernels.dropoutMask(mask.address, n, keep, low, high);
    return mask.read();
  };
  for (const keep of [0.1, 0.5, 0.8, 0.9]) {
    const mask = draw(keep, 11, 22);
    const kept = mask.filter((value) => value !== 0);
    expect(new Set(kept), `keep ${keep}`).toEqual(new Set([Math.fround(1 / keep)]));
    // Five standard deviations of a binomial share.
    expect(Math.abs(kept.length / n - keep)).toBeLessThan(5 * Math.sqrt((keep * (1 - keep)) / n));
    expect(draw(keep, 11, 22)).toEqual(mask);
    for (const other of [draw(keep, 12, 22), draw(keep, 11, 23)]) {
      const same = other.filter((value, i) => value === mask[i]).length / n;
      const chance = keep * keep + (1 - keep) * (1 - keep);
      expect(Math.abs(same - chance)).toBeLessThan(5 * Math.sqrt((chance * (1 - chance)) / n));
    }
  }
  expect(draw(1, 3, 4).every((value) => value === 1)).toBe(true);
});

test("neighbouring places of a dropout mask are kept independently", () => {
  const n = 40_000;
  const mask = memory.floats(n);
  kernels.dropoutMask(mask.address, n, 0.5, 5, 6);
  const kept = mask.read().map((value) => Math.sign(value));
  for (const lag of [1, 2, 4, 64]) {
    const both = kept.subarray(lag).filter((value, i) => value === 1 && kept[i] === 1).length / (n - lag);
    expect(Math.abs(both - 0.25), `lag ${lag}`).toBeLessThan(5 * Math.sqrt(0.1875 / n));
  }
});
