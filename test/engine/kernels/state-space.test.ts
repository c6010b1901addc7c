import { afterAll, afterEach, expect, test } from "vitest";
import { draws } from "../../support/draws.ts";
import { KernelMemory } from "../../support/kernel-memory.ts";
import { largestError } from "../../support/largest-error.ts";

const memory = await KernelMemory.open();
const { kernels } = memory;
afterEach(() => memory.clear());
afterAll(() => memory.close());

const SIZES = [
  { T: 1, B: 1, H: 1, n: 1 },
  { T: 7, B: 3, H: 4, n: 2 },
  { T: 5, B: 2, H: 5, n: 3 },
  { T: 40, B: 2, H: 12, n: 6 },
];

/** Rows of coefficients whose states neither grow nor vanish at once, and what the kernels keep them in. */
function coefficientsOf(n: number, H: number) {
  const values = draws((4 * n + 1) * H, `coefficients ${n} ${H}`).map((value, i) =>
    i < 2 * n * H ? 0.5 * value : value,
  );
  return { values, place: memory.rows(4 * n + 1, H, values) };
}

/** States and outputs of the recurrence in float64, step by step: s ← a · s + x, y = Re Σ w · s + d · x. */
function walk(
  x: ArrayLike<number>,
  c: ArrayLike<number>,
  T: number,
  B: number,
  H: number,
  n: number,
  reverse: boolean,
) {
  const y = new Float64Array(T * B * H);
  const states = new Map<string, readonly [number, number]>();
  for (let k = 0; k < T; k++) {
    const t = reverse ? T - 1 - k : k;
    for (let b = 0; b < B; b++) {
      for (let h = 0; h < H; h++) {
        const at = (t * B + b) * H + h;
        y[at] = c[4 * n * H + h]! * x[at]!;
        for (let i = 0; i < n; i++) {
          const [ar, ai, wr, wi] = [0, 1, 2, 3].map((row) => c[(row * n + i) * H + h]!) as [
            number,
            number,
            number,
            number,
          ];
          const [re, im] = states.get(`${k - 1} ${b} ${h} ${i}`) ?? [0, 0];
          const state = [ar * re - ai * im + x[at]!, ar * im + ai * re] as const;
          states.set(`${k} ${b} ${h} ${i}`, state);
          y[at]! += wr * state[0] - wi * state[1];
        }
      }
    }
  }
  return { y, state: (k: number, b: number, h: number, i: number) => states.get(`${k} ${b} ${h} ${i}`) ?? [0, 0] };
}

for (const reverse of [false, true]) {
  const way = reverse ? "from the last step to the first" : "from the first step to the last";

  test(`diagonalScan is the recurrence, ${way}, for some rows of the batch alone, written over or added`, () => {
    for (const { T, B, H, n } of SIZES) {
      for (const accumulate of [0, 1] as const) {
        const { values: c, place } = coefficientsOf(n, H);
        const [x, before] = [draws(T * B * H, "x"), draws(T * B * H, "before")];
        const [input, output] = [memory.rows(T * B, H, x), memory.rows(T * B, H, before)];
        const { stride } = input;
        // All rows but the first.
        const begin = 4 * ((reverse ? (T - 1) * B : 0) + 1) * stride;
        const step = (reverse ? -B : B) * stride;
        const [to, from] = [output.address + begin, input.address + begin];
        kernels.diagonalScan(to, from, place.address, step, T, B - 1, stride, n, accumulate);
        const { y } = walk(x, c, T, B, H, n, reverse);
        const expected = y.map((value, at) => {
          if (Math.floor(at / H) % B === 0) return before[at]!;
          return accumulate === 1 ? before[at]! + value : value;
        });
        expect(largestError(output.values(), expected), `T ${T}, H ${H}, n ${n}`).toBeLessThan(2e-6);
        expect(output.padding().every((value) => value === 0)).toBe(true);
        memory.clear();
      }
    }
  });

  test(`diagonalScanGradient is what the states kept from the recurrence give, ${way}`, () => {
    for (const { T, B, H, n } of SIZES) {
      const { values: c, place } = coefficientsOf(n, H);
      const [x, dy] = [draws(T * B * H, "x"), draws(T * B * H, "dy")];
      const [input, slope] = [memory.rows(T * B, H, x), memory.rows(T * B, H, dy)];
      const out = memory.rows(4 * n + 1, H, 0);
      const { stride } = input;
      const begin = 4 * (reverse ? (T - 1) * B : 0) * stride;
      const step = (reverse ? -B : B) * stride;
      // Channels in two parts, as two threads would take them.
      for (let first = 0; first < stride; first += 8) {
        const at = 4 * first;
        const columns = Math.min(8, stride - first);
        const [from, by] = [input.address + begin + at, slope.address + begin + at];
        kernels.diagonalScanGradient(out.address + at, from, by, place.address + at, step, T, B, stride, n, columns);
      }
      const { state } = walk(x, c, T, B, H, n, reverse);
      const expected = new Float64Array((4 * n + 1) * H);
      for (let b = 0; b < B; b++) {
        for (let h = 0; h < H; h++) {
          for (let i = 0; i < n; i++) {
            const [ar, ai, wr, wi] = [0, 1, 2, 3].map((row) => c[(row * n + i) * H + h]!) as [
              number,
              number,
              number,
              number,
            ];
            const add = (row: number, value: number) => {
              expected[(row * n + i) * H + h]! += value;
            };
            // dL/d state, backwards: λ ← dy · w̄ + ā · λ.
            let [re, im] = [0, 0];
            for (let k = T - 1; k >= 0; k--) {
              const d = dy[((reverse ? T - 1 - k : k) * B + b) * H + h]!;
              [re, im] = [d * wr + ar * re + ai * im, -d * wi + ar * im - ai * re];
              const [own, last] = [state(k, b, h, i), state(k - 1, b, h, i)];
              add(0, re * last[0]! + im * last[1]!);
              add(1, im * last[0]! - re * last[1]!);
              add(2, d * own[0]!);
              add(3, -d * own[1]!);
            }
          }
          for (let t = 0; t < T; t++) expected[4 * n * H + h]! += dy[(t * B + b) * H + h]! * x[(t * B + b) * H + h]!;
        }
      }
      expect(largestError(out.values(), expected), `T ${T}, H ${H}, n ${n}`).toBeLessThan(2e-6);
      expect(out.padding().every((value) => value === 0)).toBe(true);
      memory.clear();
    }
  });
}
