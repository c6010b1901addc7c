import { type Cell, compileCell, referenceSequence } from "@gatecast/engine";
import { expect } from "vitest";
import { draws } from "../../../../test/support/draws.ts";
import { largestError } from "../../../../test/support/largest-error.ts";

/** Steps, windows, inputs and units of these runs. */
export const SIZES = { T: 10, B: 2, F: 4, H: 4 };
const { T, B, F, H } = SIZES;
export const x = draws(T * B * F, "x");
export const zeros = (count: number) => new Float64Array(count);

/** Weights by gate and part; `of` says what stands in each block. */
interface Blocks {
  readonly W?: (gate: string) => ArrayLike<number>;
  readonly U?: (gate: string, source: string) => ArrayLike<number>;
  readonly b?: (gate: string) => ArrayLike<number>;
  readonly v?: (vector: string) => ArrayLike<number>;
}
/** Drawn weights, the same for every cell. */
export const drawn = {
  W: (gate: string) => draws(F * H, `W ${gate}`),
  U: (gate: string, source = "h") => draws(H * H, `U ${gate} ${source}`),
  b: (gate: string) => draws(H, `b ${gate}`),
  v: (vector: string) => draws(H, `v ${vector}`),
};

/** h after every step of a cell whose weights are laid out block by block. */
export function runCell(
  own: Cell,
  blocks: Blocks = {},
  options: Parameters<typeof referenceSequence>[4] = {},
): Float64Array {
  const compiled = compileCell(own);
  const { W, U, b, v } = { ...drawn, ...blocks };
  const side = (rows: number, parts: readonly ArrayLike<number>[]) =>
    Array.from({ length: rows }, (_, k) => parts.flatMap((part) => Array.from(part).slice(k * H, (k + 1) * H))).flat();
  const weights = {
    input: side(F, compiled.inputGates.map(W)),
    recurrent: side(
      H,
      compiled.recurrentGates.map((gate, i) => U(gate, compiled.recurrentSources[i]!)),
    ),
    bias: compiled.slots.flatMap((gate) => Array.from(b(gate))),
    vectors: own.vectors.flatMap((vector) => Array.from(v(vector))),
  };
  return referenceSequence(compiled, weights, x, SIZES, options).sequence;
}

export const same = (a: ArrayLike<number>, b: ArrayLike<number>) => expect(largestError(a, b)).toBeLessThan(1e-12);
export const differ = (a: ArrayLike<number>, b: ArrayLike<number>) => expect(largestError(a, b)).toBeGreaterThan(0.01);

/** What a gate takes from the input, its bias included: x·W + b. */
export const inputOf = (gate: string, t: number, b: number, j: number) => {
  let sum = drawn.b(gate)[j]!;
  for (let f = 0; f < F; f++) sum += x[(t * B + b) * F + f]! * drawn.W(gate)[f * H + j]!;
  return sum;
};
