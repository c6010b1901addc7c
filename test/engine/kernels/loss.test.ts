import { afterAll, afterEach, expect, test } from "vitest";
import { draws } from "../../support/draws.ts";
import { KernelMemory } from "../../support/kernel-memory.ts";

const memory = await KernelMemory.open();
const { kernels } = memory;
afterEach(() => memory.clear());
afterAll(() => memory.close());

type Run = (...at: [value: number, gradient: number, p: number, y: number, ...sizes: [number, number, number]]) => void;

/** Each loss: the kernel, and the error's share in the mean with its slope, from the textbook. */
const LOSSES: Readonly<Record<string, { run: Run; value: (e: number) => number; slope: (e: number) => number }>> = {
  squaredError: { run: kernels.squaredError, value: (e) => e * e, slope: (e) => 2 * e },
  absoluteError: { run: kernels.absoluteError, value: Math.abs, slope: Math.sign },
  "huberError with delta 1": {
    run: (...places) => kernels.huberError(...places, 1),
    value: (e) => (Math.abs(e) <= 1 ? (e * e) / 2 : Math.abs(e) - 0.5),
    slope: (e) => Math.max(-1, Math.min(1, e)),
  },
  "huberError with delta 0.25": {
    run: (...places) => kernels.huberError(...places, 0.25),
    value: (e) => (Math.abs(e) <= 0.25 ? (e * e) / 2 : 0.25 * (Math.abs(e) - 0.125)),
    slope: (e) => Math.max(-0.25, Math.min(0.25, e)),
  },
};

function measure(run: Run, rows: number, width: number, p: Float32Array, y: Float32Array) {
  const prediction = memory.rows(rows, width, p);
  const target = memory.rows(rows, width, y);
  const gradient = memory.rows(rows, width, 0);
  const stale = memory.floats(new Float32Array(rows * gradient.stride).fill(9));
  const result = memory.doubles(1);
  run(result.address, stale.address, prediction.address, target.address, rows, width, prediction.stride);
  const value = result.read()[0]!;
  const laid = stale.read();
  const inside = (i: number) => i % gradient.stride < width;
  return { value, gradient: laid.filter((_, i) => inside(i)), padding: laid.filter((_, i) => !inside(i)) };
}

for (const [name, { run, value, slope }] of Object.entries(LOSSES)) {
  test(`${name} is the mean over known targets, and its gradient the slope, for odd sizes`, () => {
    for (const rows of [1, 2, 7]) {
      for (const width of [1, 3, 4, 5, 24]) {
        const p = draws(rows * width, "p").map((v) => 2 * v);
        const y = draws(rows * width, "y");
        if (rows > 1) for (let i = 0; i < y.length; i += 3) y[i] = Number.NaN;
        p[1] = y[1]!;
        const known = [...y.keys()].filter((i) => !Number.isNaN(y[i]));
        const exact = known.reduce((sum, i) => sum + value(p[i]! - y[i]!), 0) / known.length;
        const got = measure(run, rows, width, p, y);
        expect(Math.abs(got.value - exact), `${rows} × ${width}`).toBeLessThan(1e-13);
        const expected = y.map((t, i) => (Number.isNaN(t) ? 0 : slope(p[i]! - t) / known.length));
        expect(got.gradient, `${rows} × ${width}`).toEqual(expected);
        expect(got.padding.every((v) => v === 0)).toBe(true);
      }
    }
  });

  test(`${name} counts nothing for an unknown target, whatever the prediction`, () => {
    const NAN = Number.NaN;
    const got = measure(run, 1, 4, Float32Array.of(NAN, 0.5, 1e30, 3), Float32Array.of(NAN, 0.25, NAN, 3));
    expect(got.value).toBe(value(0.25) / 2);
    expect([...got.gradient]).toEqual([0, slope(0.25) / 2, 0, 0]);
  });

  test(`${name} without a known target is 0 with gradient 0`, () => {
    const got = measure(run, 2, 3, draws(6, "p"), new Float32Array(6).fill(Number.NaN));
    expect(got.value).toBe(0);
    expect([...got.gradient, ...got.padding]).toEqual(Array(8).fill(0));
  });

  test(`${name} does not hide a prediction of NaN`, () => {
    const got = measure(run, 1, 3, Float32Array.of(0.1, Number.NaN, 0.2), Float32Array.of(0, 0, 0));
    expect(got.value).toBeNaN();
    expect([...got.gradient].map(Number.isNaN)).toEqual([false, true, false]);
  });

  test(`${name} of an infinite prediction is infinite`, () => {
    for (const bad of [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
      expect(measure(run, 1, 2, Float32Array.of(bad, 0), Float32Array.of(0, 0)).value).toBe(Number.POSITIVE_INFINITY);
    }
  });
}
