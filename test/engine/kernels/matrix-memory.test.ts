import { rowStride } from "@gatecast/engine";
import { afterAll, afterEach, expect, test } from "vitest";
import { measureGradient } from "../../support/central-differences.ts";
import { draws } from "../../support/draws.ts";
import { KernelMemory } from "../../support/kernel-memory.ts";
import { largestError } from "../../support/largest-error.ts";

const memory = await KernelMemory.open();
const { kernels } = memory;
afterEach(() => memory.clear());
afterAll(() => memory.close());

const SIZES = [
  { T: 1, B: 1, heads: 1, d: 4 },
  { T: 6, B: 3, heads: 1, d: 8 },
  { T: 5, B: 2, heads: 3, d: 4 },
];
type Sizes = (typeof SIZES)[number];

/** i, f and e of every head, as the kernels take them. */
function gatesOf({ T, B, heads }: Sizes) {
  const n = rowStride(heads);
  const laid = new Float32Array(3 * T * B * n);
  const values = draws(3 * T * B * heads, "gates").map((value) => Math.abs(value) + 0.1);
  values.forEach((value, at) => {
    laid[Math.floor(at / heads) * n + (at % heads)] = value;
  });
  return { values, place: memory.floats(laid), n };
}

/** Answers in float64 from q, k, v and gates, all row-major. */
function answers(
  q: ArrayLike<number>,
  k: ArrayLike<number>,
  v: ArrayLike<number>,
  gates: ArrayLike<number>,
  sizes: Sizes,
) {
  const { T, B, heads, d } = sizes;
  const h = new Float64Array(T * B * heads * d);
  for (let lane = 0; lane < B * heads; lane++) {
    const C = new Float64Array(d * d);
    const n = new Float64Array(d);
    for (let t = 0; t < T; t++) {
      const row = t * B + Math.floor(lane / heads);
      const at = (row * heads + (lane % heads)) * d;
      const [i, f, e] = [0, 1, 2].map((which) => gates[(3 * row + which) * heads + (lane % heads)]!) as [
        number,
        number,
        number,
      ];
      let whole = 0;
      for (let a = 0; a < d; a++) {
        n[a] = f * n[a]! + 0.3 * i * k[at + a]!;
        whole += n[a]! * q[at + a]!;
      }
      for (let a = 0; a < d; a++) {
        for (let b = 0; b < d; b++) {
          C[a * d + b] = f * C[a * d + b]! + 0.3 * i * k[at + a]! * v[at + b]!;
          h[at + b]! += C[a * d + b]! * q[at + a]!;
        }
      }
      for (let b = 0; b < d; b++) h[at + b]! /= Math.max(Math.abs(whole), e);
    }
  }
  return h;
}

test("memoryGates holds every exponent down by the largest so far, and starts from none", () => {
  for (const { T, B, heads } of SIZES) {
    const [input, forget] = [draws(T * B * heads, "input"), draws(T * B * heads, "forget")];
    const [i, f] = [memory.rows(T * B, heads, input), memory.rows(T * B, heads, forget)];
    const n = i.stride;
    const to = memory.floats(3 * T * B * n);
    // All rows of the batch but the first, which stay 0.
    kernels.memoryGates(to.address + 12 * n, i.address + 4 * n, f.address + 4 * n, B, T, B - 1, n);
    const got = to.read();
    for (let lane = 0; lane < B * heads; lane++) {
      const [b, head] = [Math.floor(lane / heads), lane % heads];
      let m = Number.NEGATIVE_INFINITY;
      for (let t = 0; t < T; t++) {
        const at = (t * B + b) * heads + head;
        const kept = forget[at]! + m;
        m = Math.max(kept, input[at]!);
        [input[at]! - m, kept - m, -m].forEach((value, which) => {
          const own = got[(3 * (t * B + b) + which) * n + head]!;
          if (b === 0) expect(own).toBe(0);
          else if (value === Number.NEGATIVE_INFINITY) expect(own).toBe(value);
          else expect(own).toBeCloseTo(value, 5);
        });
      }
    }
    memory.clear();
  }
});

for (const sizes of SIZES) {
  const { T, B, heads, d } = sizes;
  const H = heads * d;
  const name = `T ${T}, B ${B}, ${heads} heads of ${d}`;
  const inputs = () =>
    ["q", "k", "v"].map((which) => draws(T * B * H, which)) as [Float32Array, Float32Array, Float32Array];

  test(`matrixMemory is its formula, whether its states are kept or not (${name})`, () => {
    const { values, place, n } = gatesOf(sizes);
    const [q, k, v] = inputs();
    const [ask, key, value] = [q, k, v].map((x) => memory.floats(x).address) as [number, number, number];
    const run = (keeps: 0 | 1) => {
      const h = memory.floats(T * B * H);
      const states = memory.floats(T * B * (d + 1) * H);
      const { address } = states;
      kernels.matrixMemory(h.address, ask, key, value, place.address, address, B, T, B, H, n, d, 0.3, keeps);
      return h.read();
    };
    const kept = run(1);
    expect(largestError(kept, answers(q, k, v, values, sizes))).toBeLessThan(2e-6);
    expect(run(0)).toEqual(kept);
  });

  test(`matrixMemoryGradient is the slope of it after everything (${name})`, () => {
    const { values, place, n } = gatesOf(sizes);
    const [q, k, v] = inputs();
    const dh = draws(T * B * H, "dh");
    const [ask, key, value, upstream] = [q, k, v, dh].map((x) => memory.floats(x).address) as [
      number,
      number,
      number,
      number,
    ];
    const [h, states, out] = [
      memory.floats(T * B * H),
      memory.floats(T * B * (d + 1) * H),
      memory.floats(3 * T * B * H),
    ];
    const [slopes, running] = [memory.floats(2 * T * B * n), memory.floats(B * (d + 1) * d)];
    kernels.matrixMemory(h.address, ask, key, value, place.address, states.address, B, T, B, H, n, d, 0.3, 1);
    kernels.matrixMemoryGradient(
      ...([out.address, slopes.address, upstream, ask, key, value] as const),
      ...([place.address, states.address, h.address, running.address] as const),
      ...([B, T, B, H, n, d, 0.3] as const),
    );
    const loss = (point: ArrayLike<number>, which: number) => {
      const all: ArrayLike<number>[] = [q, k, v, values];
      all[which] = point;
      return answers(all[0]!, all[1]!, all[2]!, all[3]!, sizes).reduce((sum, x, i) => sum + x * dh[i]!, 0);
    };
    const gradients = out.read();
    for (const [which, x] of [q, k, v].entries()) {
      const { at, slope } = measureGradient((point) => loss(point, which), x);
      expect(
        largestError(
          at.map((i) => gradients[which * T * B * H + i]!),
          slope,
        ),
        "qkv"[which],
      ).toBeLessThan(1e-5);
    }
    // e is given: its slope is nobody's.
    const asked = Array.from(values.keys()).filter((at) => Math.floor(at / heads) % 3 < 2);
    const { at, slope } = measureGradient(
      (point) => {
        const whole = Float64Array.from(values);
        asked.forEach((place, i) => {
          whole[place] = point[i]!;
        });
        return loss(whole, 3);
      },
      asked.map((place) => values[place]!),
    );
    const own = slopes.read();
    const got = at.map((i) => {
      const place = asked[i]!;
      const [row, which] = [Math.floor(place / heads / 3), Math.floor(place / heads) % 3];
      return own[(2 * row + which) * n + (place % heads)]!;
    });
    expect(largestError(got, slope), "gates").toBeLessThan(1e-5);
  });
}

test("memoryGatesGradient is its formula for either gate, written over or added", () => {
  for (const n of [4, 8]) {
    for (const forget of [0, 1] as const) {
      for (const accumulate of [0, 1] as const) {
        const [slopes, gate, sigma, before] = [
          draws(6 * n, "s"),
          draws(9 * n, "g"),
          draws(3 * n, "σ"),
          draws(3 * n, "b"),
        ];
        const dx = memory.floats(before);
        const place = (x: Float32Array) => memory.floats(x).address;
        kernels.memoryGatesGradient(dx.address, place(slopes), place(gate), place(sigma), 3, n, forget, accumulate);
        const expected = before.map((old, i) => {
          const [row, column] = [Math.floor(i / n), i % n];
          const product = slopes[(2 * row + forget) * n + column]! * gate[(3 * row + forget) * n + column]!;
          return (accumulate === 1 ? old : 0) + (forget === 1 ? product * (1 - sigma[i]!) : product);
        });
        expect(largestError(dx.read(), expected)).toBeLessThan(1e-6);
        memory.clear();
      }
    }
  }
});
