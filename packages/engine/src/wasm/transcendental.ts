import { code } from "./wasm-writer.ts";

/** Functions of one variable that equations and activations may call. */
export type Transcendental = "exp" | "sigmoid" | "tanh" | "logSigmoid";

/** Where emitted code keeps what it needs: numbers that every iteration uses, and values of its own. */
export interface Registers {
  /** Pushes four times the same float, which the function has set up once, before its loops. */
  readonly constant: (value: number) => readonly number[];
  /** A v128 local that nothing else uses while the function is being computed. */
  readonly scratch: (index: number) => number;
}

const LOG2E = Math.LOG2E;
/** ln 2 in two parts, the first with enough trailing zeros that n · LN2_HIGH is exact (Cody and Waite's reduction). */
const LN2_HIGH = 0.693359375;
const LN2_LOW = -2.1219444e-4;
/** 1.5 · 2²³: added to a small float it rounds it to a whole number, which stands in the lowest bits of the sum. */
const ROUND = 12582912;
/**
 * eʳ = 1 + r + r² · (C2 + C3 · r + … + C6 · r⁴) for |r| ≤ ln 2 / 2. Coefficients by reweighted least squares (Lawson 1961) of
 * the relative error, which stays below 4e-9: a fifteenth of a unit in the last place.
 */
const [C2, C3, C4, C5, C6] = [0.49999994, 0.16666521, 0.04166839, 0.008368717, 0.0013814599];

/**
 * Code that takes one v128 from the stack and leaves the function of it there: straight-line, without a branch or a
 * call. The steps are short and side by side where they can be, since a chain of additions would make the processor wait.
 */
export function transcendental(name: Transcendental, { constant, scratch }: Registers): number[] {
  const [a, t, r, square, sign] = [0, 1, 2, 3, 4].map(scratch) as [number, number, number, number, number];
  const get = code.localGet;
  const [add, subtract, times] = [code.add, code.subtract, code.multiply];
  const one = constant(1);
  const clamp = (low: number, high: number) => [
    ...[...constant(high), ...code.pseudoMinimum],
    ...[...constant(low), ...code.pseudoMaximum],
  ];
  /** a from the stack; t holds n in its lowest bits, then n itself is left in `square`, r = a − n · ln 2. */
  const reduce = [
    ...[...code.localTee(a), ...constant(LOG2E), ...times, ...constant(ROUND), ...add, ...code.localTee(t)],
    ...[...constant(ROUND), ...subtract, ...code.localSet(square)],
    ...[...get(a), ...get(square), ...constant(LN2_HIGH), ...times, ...subtract],
    ...[...get(square), ...constant(LN2_LOW), ...times, ...subtract, ...code.localSet(r)],
  ];
  /** The same for e⁻ᵃ with −r in the place of r: to turn a sign takes three instructions, to subtract as many as to add. */
  const reduceNegative = [
    ...[...code.localTee(a), ...constant(-LOG2E), ...times, ...constant(ROUND), ...add, ...code.localTee(t)],
    ...[...constant(ROUND), ...subtract, ...code.localSet(square)],
    ...[...get(a), ...get(square), ...constant(LN2_HIGH), ...times, ...add],
    ...[...get(square), ...constant(LN2_LOW), ...times, ...add, ...code.localSet(r)],
  ];
  /** r² · (C2 + …), on the stack; `plus` is `subtract` where r holds −r. */
  const tailOf = (plus: readonly number[]) => [
    ...[...get(r), ...get(r), ...times, ...code.localTee(square)],
    ...[...constant(C4), ...get(r), ...constant(C5), ...times, ...plus],
    ...[...get(square), ...constant(C6), ...times, ...add, ...get(square), ...times],
    ...[...constant(C2), ...get(r), ...constant(C3), ...times, ...plus, ...add, ...times],
  ];
  const tail = tailOf(add);
  /** 2ⁿ from a sum with ROUND on the stack: n in the lowest bits moves into the exponent. NaN does not stay one. */
  const power = [...code.i32Const(23), ...code.shiftLeft, ...one, ...code.integerAdd];
  switch (name) {
    // 1 / (1 + e⁻ˣ), with e⁻ˣ held below 2¹²⁶, so that nothing overflows and no slow subnormal appears.
    case "sigmoid":
      return [
        ...[...clamp(-87, 87), ...reduceNegative, ...tailOf(subtract)],
        ...[...get(r), ...subtract, ...one, ...add, ...get(t), ...power, ...times],
        ...[...one, ...add, ...code.localSet(a), ...one, ...get(a), ...code.divide],
      ];
    // For |x| e / (e + 2) with e = e²ˣ − 1 = 2ⁿ · (eʳ − 1) + (2ⁿ − 1), which does not cancel near 0; then the sign again.
    case "tanh":
      return [
        ...[...code.localTee(sign), ...constant(-0), ...code.andNot, ...code.localTee(a), ...get(a), ...add],
        ...[...constant(20), ...code.pseudoMinimum, ...reduce, ...tail, ...get(r), ...add],
        ...[...get(t), ...power, ...code.localTee(t), ...times],
        ...[...get(t), ...one, ...subtract, ...add, ...code.localTee(a)],
        ...[...get(a), ...constant(2), ...add, ...code.divide],
        ...[...get(sign), ...constant(-0), ...code.and, ...code.or],
      ];
    // In two factors, since 2¹²⁸ and 2⁻¹⁵⁰ are no floats of their own: exact at ±∞, gradual towards 0, NaN for NaN.
    case "exp":
      return [
        ...[...clamp(-104, 89), ...reduce, ...get(t), ...constant(ROUND), ...subtract, ...code.localSet(a)],
        ...[...get(a), ...constant(0.5), ...times, ...code.floor, ...code.localSet(t)],
        ...[...tail, ...get(r), ...add, ...one, ...add],
        ...[...get(t), ...constant(ROUND), ...add, ...power, ...times],
        ...[...get(a), ...get(t), ...subtract, ...constant(ROUND), ...add, ...power, ...times],
      ];
    // min(x, 0) − log(1 + u), u = e^−|x| ≤ 1: log(1 + u) = 2 artanh(s) with s = u / (2 + u) ≤ 1/3, whose series ends early.
    case "logSigmoid":
      return [
        ...[...code.localTee(sign), ...constant(-0), ...code.or],
        ...[...transcendental("exp", { constant, scratch }), ...code.localTee(a)],
        ...[...get(a), ...constant(2), ...add, ...code.divide, ...code.localTee(r)],
        ...[...get(r), ...times, ...code.localSet(square), ...constant(2 / 13)],
        ...[11, 9, 7, 5, 3, 1].flatMap((n) => [...get(square), ...times, ...constant(2 / n), ...add]),
        ...[...get(r), ...times, ...code.localSet(t)],
        ...[...get(sign), ...constant(0), ...code.pseudoMinimum, ...get(t), ...subtract],
      ];
  }
}
