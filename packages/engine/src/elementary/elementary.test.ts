import { expect, test } from "vitest";
import { cos, exp, expm1, log, log1p, pow, sigmoid, sin, tanh } from "./index.ts";

const bits = new DataView(new ArrayBuffer(8));

/** Representable float64 values between a and b; 0 for the same value, NaN matches only NaN. */
function ulpDistance(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number.isNaN(a) && Number.isNaN(b) ? 0 : Number.POSITIVE_INFINITY;
  const rank = (x: number): bigint => {
    bits.setFloat64(0, x);
    const raw = bits.getBigInt64(0);
    return raw < 0n ? -(raw & 0x7fffffffffffffffn) : raw;
  };
  const difference = rank(a) - rank(b);
  return Number(difference < 0n ? -difference : difference);
}

/** Reproducible numbers in [from, to): the constants of Numerical Recipes' 32-bit generator. */
function* draws(count: number, from: number, to: number): Generator<number> {
  let state = 20240229;
  for (let i = 0; i < count; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    yield from + ((to - from) * state) / 4294967296;
  }
}

const INF = Number.POSITIVE_INFINITY;
const NAN = Number.NaN;
const plainSigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

// biome-ignore format: a table is read by its rows
/** Each function, what to hold it to, the ranges to draw from, and exact cases from mpmath 1.3.0 at 1300 bits. */
const CASES = [
  { name: "exp", ours: exp, theirs: Math.exp, ranges: [[-745, 709.7], [-2, 2]],
    exact: [[1, Math.E], [-1, 0.36787944117144233], [0.1, 1.1051709180756477], [700.5, 1.6721859620674984e304], [-745.1, 5e-324]],
    edges: [[0, 1], [-0, 1], [INF, INF], [-INF, 0], [709.782712893384, 1.7976931348622732e308], [709.7827128933841, INF], [-745.1332191019412, 0], [5e-324, 1]] },
  { name: "expm1", ours: expm1, theirs: Math.expm1, ranges: [[-45, 60], [-1.5, 1.5], [-1e-8, 1e-8]],
    exact: [[1e-10, 1.00000000005e-10], [0.5, 0.6487212707001282], [-0.5, -0.3934693402873666], [30, 10686474581523.463]],
    edges: [[0, 0], [-0, -0], [INF, INF], [-INF, -1], [710, INF], [-40.5, -1], [5e-324, 5e-324]] },
  { name: "log", ours: log, theirs: Math.log, ranges: [[0, 3], [0, 1e12], [0, 1e300], [1e-320, 1e-310]],
    exact: [[2, Math.LN2], [0.7, -0.35667494393873245], [1e-320, -736.8272408909739], [1.7976931348623157e308, 709.782712893384]],
    edges: [[0, -INF], [-0, -INF], [1, 0], [INF, INF], [-INF, NAN], [-5e-324, NAN]] },
  { name: "log1p", ours: log1p, theirs: Math.log1p, ranges: [[-1, 3], [-1e-7, 1e-7], [0, 1e17]],
    exact: [[1e-10, 9.999999999500001e-11], [-0.3, -0.35667494393873234], [-0.999999, -13.815510557935518], [5, 1.791759469228055]],
    edges: [[0, 0], [-0, -0], [-1, -INF], [-1.5, NAN], [INF, INF], [5e-324, 5e-324]] },
  { name: "sin", ours: sin, theirs: Math.sin, ranges: [[-7, 7], [-1e5, 1e5], [-1e300, 1e300]],
    exact: [[3, 0.1411200080598672], [1e5, 0.03574879797201651], [1e22, -0.8522008497671888], [Math.PI, 1.2246467991473532e-16]],
    edges: [[0, 0], [-0, -0], [INF, NAN], [-INF, NAN], [5e-324, 5e-324]] },
  { name: "cos", ours: cos, theirs: Math.cos, ranges: [[-7, 7], [-1e5, 1e5], [-1e300, 1e300]],
    exact: [[3, -0.9899924966004454], [1e5, -0.9993608074382124], [1e22, 0.523214785395139], [Math.PI / 2, 6.123233995736766e-17]],
    edges: [[0, 1], [-0, 1], [INF, NAN], [-INF, NAN], [5e-324, 1]] },
  { name: "tanh", ours: tanh, theirs: Math.tanh, ranges: [[-23, 23], [-1.2, 1.2]],
    exact: [[0.1, 0.09966799462495582], [0.9, 0.7162978701990245], [1.5, 0.9051482536448664], [-3, -0.9950547536867305]],
    edges: [[0, 0], [-0, -0], [INF, 1], [-INF, -1], [5e-324, 5e-324], [30, 1], [1e300, 1]] },
  { name: "sigmoid", ours: sigmoid, theirs: plainSigmoid, ranges: [[-36, 40]],
    exact: [[0.5, 0.6224593312018546], [-0.5, 0.37754066879814546], [-30, 9.357622968839299e-14], [20, 0.9999999979388464]],
    edges: [[0, 0.5], [-0, 0.5], [INF, 1], [-INF, 0], [-800, 0], [800, 1]] },
] as const;

for (const { name, ours, theirs, ranges, exact, edges } of CASES) {
  test(`${name} lies within 3 ulp of Math's on wide ranges and within 2 ulp of the exact value`, () => {
    // Math.* itself errs by up to one ulp, tanh by two: hence 3.
    for (const [from, to] of ranges) {
      for (const x of draws(Math.abs(to) > 1e6 ? 200 : 4000, from, to)) {
        expect(ulpDistance(ours(x), theirs(x)), `${name}(${x})`).toBeLessThanOrEqual(3);
      }
    }
    for (const [x, y] of exact) expect(ulpDistance(ours(x), y), `${name}(${x})`).toBeLessThanOrEqual(2);
  });

  test(`${name} keeps its edge cases, signed zeros included`, () => {
    for (const [x, y] of edges) expect(ours(x), `${name}(${x})`).toBe(y);
    expect(ours(Number.NaN)).toBeNaN();
  });
}

test("sine and cosine lie within 1e-15 of Math's for |x| up to 100,000", () => {
  for (const x of draws(5000, -1e5, 1e5)) {
    expect(Math.abs(sin(x) - Math.sin(x))).toBeLessThan(1e-15);
    expect(Math.abs(cos(x) - Math.cos(x))).toBeLessThan(1e-15);
  }
});

test("sine keeps its relative accuracy next to multiples of π", () => {
  for (let k = 1; k < 400; k++) {
    expect(ulpDistance(sin(k * Math.PI), Math.sin(k * Math.PI)), `${k}π`).toBeLessThanOrEqual(2);
    expect(ulpDistance(cos((k - 0.5) * Math.PI), Math.cos((k - 0.5) * Math.PI)), `${k - 0.5}π`).toBeLessThanOrEqual(2);
  }
});

test("pow lies within 2 ulp of the exact value, also for large exponents", () => {
  const exact = [
    [0.999, 1000, 0.36769542477096373],
    [0.9, 2500, 4.0389976297874044e-115],
    [1.0000001, 1e9, 2.6881038582144647e43],
    [2.5, -700.25, 2.200436941598962e-279],
    [10, -5, 1e-5],
    [3, 20, 3486784401],
  ] as const; // mpmath 1.3.0, 1300 bits
  for (const [x, y, z] of exact) expect(ulpDistance(pow(x, y), z), `${x}^${y}`).toBeLessThanOrEqual(1);
  for (const x of draws(3000, 0.5, 2)) {
    const y = (x - 1) * 700;
    expect(ulpDistance(pow(x, y), x ** y), `${x}^${y}`).toBeLessThanOrEqual(2);
  }
});

test("pow is exact where the power of whole numbers is a float64", () => {
  for (let base = -12; base <= 12; base++) {
    for (let power = 0; power <= 14; power++) expect(pow(base, power) + 0).toBe(Number(BigInt(base) ** BigInt(power)));
  }
  for (let power = -1074; power <= 1023; power++) expect(Math.log2(pow(2, power))).toBe(power);
});

test("pow keeps every edge case of Math.pow", () => {
  const values = [
    0,
    -0,
    1,
    -1,
    2,
    -2,
    3,
    -3,
    0.5,
    -0.5,
    1.5,
    INF,
    -INF,
    Number.NaN,
    5e-324,
    1.7976931348623157e308,
    1e300,
    -1e300,
  ];
  for (const x of values) {
    for (const y of values) expect(ulpDistance(pow(x, y), x ** y), `${x}^${y}`).toBeLessThanOrEqual(1);
    expect(Object.is(pow(x, -0), 1)).toBe(true);
  }
  expect(pow(-0, 3)).toBe(-0);
  expect(pow(-0, -3)).toBe(-INF);
  expect(pow(-0, 2)).toBe(0);
});

test("every function gives the bits that were recorded once, on whatever engine this runs", () => {
  let hash = 2166136261; // FNV-1a over the bytes
  const take = (value: number): void => {
    bits.setFloat64(0, value);
    for (let i = 0; i < 8; i++) hash = Math.imul(hash ^ bits.getUint8(i), 16777619) >>> 0;
  };
  for (const { ours, ranges } of CASES) {
    for (const [from, to] of ranges) for (const x of draws(500, from, to)) take(ours(x));
  }
  for (const x of draws(500, 0.5, 2)) take(pow(x, 300 * x));
  expect(hash).toBe(2423164080);
});
