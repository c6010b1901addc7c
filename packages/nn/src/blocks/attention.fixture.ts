import { type Cell, compileCell, elementary, referenceSequence } from "@gatecast/engine";
import type { Weights } from "../../../../test/support/member-case.ts";
import { linearReference } from "../../../engine/src/ops/linear.ts";

const { exp, tanh } = elementary;

/** A row times a dense layer's weight, plus its bias where it has one. */
export const dense = (row: ArrayLike<number>, weights: Weights, name: string): Float64Array =>
  linearReference(row, weights[`${name}.weight`]!, weights[`${name}.bias`]!);

/** A cell over rows, one window in float64: the output of each step, and the states behind the last. */
export function walk(
  cell: Cell,
  rows: readonly ArrayLike<number>[],
  weights: Weights,
  prefix: string,
  { initial, dilation = 1 }: { initial?: readonly ArrayLike<number>[]; dilation?: number } = {},
): { outputs: Float64Array[]; states: Float64Array[] } {
  const own = { input: weights[`${prefix}.input`]!, recurrent: weights[`${prefix}.recurrent`]! };
  const bias = weights[`${prefix}.bias`]!;
  const compiled = compileCell(cell);
  const H = bias.length / compiled.slots.length;
  const x = rows.flatMap((row) => Array.from(row));
  const sizes = { T: rows.length, B: 1, F: rows[0]!.length, H };
  const { sequence, final } = referenceSequence(compiled, { ...own, bias }, x, sizes, {
    ...(initial === undefined ? {} : { initial }),
    dilation,
  });
  return { outputs: rows.map((_, t) => sequence.slice(t * H, (t + 1) * H)), states: final };
}

/** Shares that add up to one. */
export function shares(values: readonly number[]): number[] {
  const powers = values.map((value) => exp(value - Math.max(...values)));
  const sum = powers.reduce((a, b) => a + b);
  return powers.map((power) => power / sum);
}

export const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Array.from(a).reduce((sum, value, i) => sum + value * b[i]!, 0);

/** Σ shareⱼ · rowⱼ */
export const blended = (parts: readonly number[], rows: readonly ArrayLike<number>[]): number[] =>
  Array.from(rows[0]!, (_, d) => parts.reduce((sum, part, j) => sum + part * rows[j]![d]!, 0));

/** v · tanh(q · W + k · U + b) for every key. */
export function additiveScores(
  query: ArrayLike<number>,
  keys: readonly ArrayLike<number>[],
  weights: Weights,
  prefix: string,
): number[] {
  const units = weights[`${prefix}.keys.bias`]!.length;
  const asked = linearReference(query, weights[`${prefix}.query`]!, new Float64Array(units));
  return keys.map((key) => {
    const both = dense(key, weights, `${prefix}.keys`).map((value, i) => tanh(value + asked[i]!));
    return dot(both, weights[`${prefix}.score`]!);
  });
}

/** The rows of window b of x `[T, B, F]`. */
export const rowsOf = (x: ArrayLike<number>, b: number, { T, B, F }: { T: number; B: number; F: number }): number[][] =>
  Array.from({ length: T }, (_, t) => Array.from({ length: F }, (_, f) => x[(t * B + b) * F + f]!));
