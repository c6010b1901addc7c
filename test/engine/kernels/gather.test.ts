import { afterAll, afterEach, expect, test } from "vitest";
import { draws } from "../../support/draws.ts";
import { KernelMemory } from "../../support/kernel-memory.ts";

const memory = await KernelMemory.open();
const { kernels } = memory;
afterEach(() => memory.clear());
afterAll(() => memory.close());

const ROWS = 40;
/** Values of a realistic size, which float32 alone would round before the level is taken off. */
const table = (columns: number) => Float64Array.from(draws(ROWS * columns, "table"), (v) => 1e6 + v / 7);
const ORIGINS = [9, 8, 39, 20, 20];

function scalesOf(values: Float64Array, columns: number, t: number, mode: 0 | 1 | 2) {
  const scales = memory.doubles(2 * ORIGINS.length);
  const origins = memory.integers(ORIGINS);
  const place = memory.doubles(values);
  kernels.windowScales(scales.address, place.address, columns, origins.address, ORIGINS.length, t, mode);
  return { scales, origins, place };
}

function expectedScale(values: Float64Array, columns: number, origin: number, t: number, mode: 0 | 1 | 2) {
  if (mode === 0) return [0, 1];
  if (mode === 1) return [values[origin * columns]!, 1];
  const window = Array.from({ length: t }, (_, i) => values[(origin - i) * columns]!);
  const mean = window.reduce((sum, v) => sum + v, 0) / t;
  const spread = Math.sqrt(window.reduce((sum, v) => sum + (v - mean) ** 2, 0) / t);
  return [mean, spread > 1e-12 ? spread : 1];
}

for (const mode of [0, 1, 2] as const) {
  test(`windows of mode ${mode} have the level and spread of their own rows, and of no other`, () => {
    for (const columns of [1, 2, 5]) {
      for (const t of [1, 2, 9]) {
        const values = table(columns);
        const got = scalesOf(values, columns, t, mode).scales.read();
        const expected = ORIGINS.flatMap((origin) => expectedScale(values, columns, origin, t, mode));
        expect([...got], `columns ${columns}, t ${t}`).toEqual(expected);
      }
    }
  });

  test(`gathered inputs of mode ${mode} are the rows up to each origin, time first, column 0 scaled in float64`, () => {
    for (const columns of [1, 3, 4, 5]) {
      for (const t of [1, 7]) {
        const values = table(columns);
        const { scales, origins, place } = scalesOf(values, columns, t, mode);
        const x = memory.rows(t * ORIGINS.length, columns, 0);
        const B = ORIGINS.length;
        const from = [place.address, columns, origins.address, B, t, scales.address] as const;
        kernels.gatherInputs(x.address, B * x.stride, x.stride, ...from);
        const expected = Array.from({ length: t }, (_, i) =>
          ORIGINS.flatMap((origin) => {
            const [level, spread] = expectedScale(values, columns, origin, t, mode);
            const row = values.subarray((origin - (t - 1 - i)) * columns).subarray(0, columns);
            return [...row].map((v, c) => Math.fround(c === 0 ? (v - level!) / spread! : v));
          }),
        );
        expect([...x.values()], `columns ${columns}, t ${t}`).toEqual(expected.flat());
        expect(x.padding().every((v) => v === 0)).toBe(true);
        // The same numbers, each window's steps side by side.
        const flat = memory.rows(B, t * columns, 0);
        kernels.gatherInputs(flat.address, columns, flat.stride, ...from);
        const windows = ORIGINS.flatMap((_, b) =>
          expected.flatMap((step) => step.slice(b * columns, (b + 1) * columns)),
        );
        expect([...flat.values()], `columns ${columns}, t ${t}, flat`).toEqual(windows);
      }
    }
  });

  test(`gathered targets of mode ${mode} follow each origin on the window's scale, and NaN stays NaN`, () => {
    for (const h of [1, 3, 4, 12]) {
      const values = Float64Array.from([...table(1), ...table(1)]);
      values[22] = Number.NaN;
      const { scales, origins, place } = scalesOf(table(1), 1, 5, mode);
      const target = memory.doubles(values);
      const y = memory.rows(ORIGINS.length, h, 0);
      kernels.gatherTargets(y.address, y.stride, target.address, origins.address, ORIGINS.length, h, scales.address);
      const expected = ORIGINS.flatMap((origin) => {
        const [level, spread] = expectedScale(table(1), 1, origin, 5, mode);
        return Array.from({ length: h }, (_, k) => Math.fround((values[origin + 1 + k]! - level!) / spread!));
      });
      expect(place.read()).toEqual(table(1));
      expect([...y.values()], `h ${h}`).toEqual(expected);
      expect(y.padding().every((v) => v === 0)).toBe(true);
    }
  });
}

test("a constant window has spread 1, and so has one with a missing value", () => {
  const values = new Float64Array(ROWS).fill(3.5);
  expect([...scalesOf(values, 1, 5, 2).scales.read().subarray(0, 2)]).toEqual([3.5, 1]);
  values[7] = Number.NaN;
  expect([...scalesOf(values, 1, 5, 2).scales.read().subarray(0, 2)]).toEqual([Number.NaN, 1]);
});

test("gathered future rows follow each origin, one after the other", () => {
  for (const columns of [1, 2, 3]) {
    for (const h of [1, 2, 5]) {
      const values = Float64Array.from([...table(columns), ...table(columns)]);
      const out = memory.rows(ORIGINS.length, h * columns, 0);
      const [place, origins] = [memory.doubles(values), memory.integers(ORIGINS)];
      kernels.gatherFuture(out.address, out.stride, place.address, columns, origins.address, ORIGINS.length, h);
      const expected = ORIGINS.flatMap((origin) =>
        [...values.subarray((origin + 1) * columns, (origin + 1 + h) * columns)].map(Math.fround),
      );
      expect([...out.values()], `columns ${columns}, h ${h}`).toEqual(expected);
    }
  }
});
