import { afterAll, afterEach, expect, test } from "vitest";
import { draws } from "../../support/draws.ts";
import { KernelMemory } from "../../support/kernel-memory.ts";
import { largestError } from "../../support/largest-error.ts";

const memory = await KernelMemory.open();
const { kernels } = memory;
afterEach(() => memory.clear());
afterAll(() => memory.close());

/** Float64 memory of one weight: first and second moment. */
type Moments = [first: number, second: number];
type Rule = (w: number, g: number, moments: Moments, step: number) => number;
type Update = (places: { w: number; g: number; m: number; v: number }, n: number, factor: number, step: number) => void;

const RATE = 0.05;

/** Each optimiser: the kernel as `update` calls it, and PyTorch's formula for one weight in float64. */
const OPTIMIZERS: Readonly<Record<string, { update: Update; rule: Rule }>> = {
  "plain gradient descent": {
    update: ({ w, g, m }, n, factor) => kernels.sgdUpdate(w, g, m, n, factor, RATE, 0),
    rule: (w, g, moments) => {
      moments[0] = g;
      return w - RATE * g;
    },
  },
  "descent with momentum": {
    update: ({ w, g, m }, n, factor) => kernels.sgdUpdate(w, g, m, n, factor, RATE, 0.9),
    rule: (w, g, moments) => {
      moments[0] = 0.9 * moments[0] + g;
      return w - RATE * moments[0];
    },
  },
  Adam: adam(0),
  AdamW: adam(0.1),
  RMSprop: {
    update: ({ w, g, v }, n, factor) => kernels.rmspropUpdate(w, g, v, n, factor, RATE, 0.99, 1e-8),
    rule: (w, g, moments) => {
      moments[1] = 0.99 * moments[1] + 0.01 * g * g;
      return w - (RATE * g) / (Math.sqrt(moments[1]) + 1e-8);
    },
  },
};

function adam(decay: number): { update: Update; rule: Rule } {
  return {
    update: ({ w, g, m, v }, n, factor, step) => {
      const first = 1 - 0.9 ** step;
      const second = 1 / Math.sqrt(1 - 0.999 ** step);
      kernels.adamUpdate(w, g, m, v, n, factor, RATE / first, 0.9, 0.999, second, 1e-8, 1 - RATE * decay);
    },
    rule: (w, g, moments, step) => {
      moments[0] = 0.9 * moments[0] + 0.1 * g;
      moments[1] = 0.999 * moments[1] + 0.001 * g * g;
      const first = moments[0] / (1 - 0.9 ** step);
      const second = Math.sqrt(moments[1] / (1 - 0.999 ** step)) + 1e-8;
      return w - RATE * decay * w - (RATE * first) / second;
    },
  };
}

for (const [name, { update, rule }] of Object.entries(OPTIMIZERS)) {
  for (const factor of [1, 0.25]) {
    test(`${name} follows its formula over twelve steps${factor === 1 ? "" : ", the gradient scaled first"}`, () => {
      const n = 52;
      const exact = Float64Array.from(draws(n, "w"));
      const moments = Array.from(exact, (): Moments => [0, 0]);
      const weights = memory.floats(Float32Array.from(exact));
      const [g, m, v] = [memory.floats(n), memory.floats(n), memory.floats(n)];
      const places = { w: weights.address, g: g.address, m: m.address, v: v.address };
      for (let step = 1; step <= 12; step++) {
        const gradient = draws(n, `g ${step}`);
        gradient[5] = 0;
        gradient[6] = 1e-12;
        const now = memory.floats(gradient);
        update({ ...places, g: now.address }, n, factor, step);
        exact.forEach((w, i) => {
          exact[i] = rule(w, factor * gradient[i]!, moments[i]!, step);
        });
        expect(largestError(weights.read(), exact), `step ${step}`).toBeLessThan(1e-6);
      }
      expect(
        largestError(
          m.read(),
          moments.map(([first]) => first),
        ),
      ).toBeLessThan(1e-6);
      expect(
        largestError(
          v.read(),
          moments.map(([, second]) => second),
        ),
      ).toBeLessThan(1e-6);
    });
  }

  test(`${name} leaves what lies behind n, and padding whose gradient is zero`, () => {
    const w = memory.floats([1, 2, 0, 0, 7, 7, 7, 7]);
    const [g, m, v] = [memory.floats([3, -3, 0, 0, 5, 5, 5, 5]), memory.floats(8), memory.floats(8)];
    update({ w: w.address, g: g.address, m: m.address, v: v.address }, 4, 1, 1);
    expect([...w.read().subarray(2)]).toEqual([0, 0, 7, 7, 7, 7]);
    expect(w.read()[0]).toBeLessThan(1);
    expect([...m.read().subarray(4), ...v.read().subarray(4)]).toEqual(Array(8).fill(0));
  });
}
