import type { CompiledCell } from "./compile.ts";
import { type ReferenceStep, type ReferenceWeights, stepWithLeaves } from "./reference.ts";

export interface ReferenceSizes {
  readonly T: number;
  readonly B: number;
  readonly F: number;
  readonly H: number;
}

export interface ReferenceOptions {
  /** States before the first step, `[S][B, H]`; where absent, what the cell starts with. */
  readonly initial?: readonly ArrayLike<number>[];
  readonly reverse?: boolean;
  readonly dilation?: number;
  /** The cell's given values, `[T, B, H]` or `[B, H]` each. */
  readonly given?: readonly ArrayLike<number>[];
}

/**
 * A whole sequence in float64: x `[T, B, F]`. Returns the first state after every step `[T, B, H]` in the order of time, and
 * all states `[B, H]` after the last step.
 */
export function referenceSequence(
  compiled: CompiledCell,
  weights: ReferenceWeights,
  x: ArrayLike<number>,
  sizes: ReferenceSizes,
  options: ReferenceOptions = {},
): { sequence: Float64Array; final: Float64Array[] } {
  const { T, B, H } = sizes;
  const sequence = new Float64Array(T * B * H);
  const final = compiled.cell.states.map(() => new Float64Array(B * H));
  walk(compiled, weights, x, sizes, options, ({ next }, t, b, k) => {
    sequence.set(next[0]!, (t * B + b) * H);
    if (k === T - 1) for (const [s, state] of next.entries()) final[s]!.set(state, b * H);
  });
  return { sequence, final };
}

/** Takes every step of every row of a batch, and shows each to `visit`: its time, its row, and the how-manieth it is. */
export function walk(
  compiled: CompiledCell,
  weights: ReferenceWeights,
  x: ArrayLike<number>,
  { T, B, F, H }: ReferenceSizes,
  { initial, reverse = false, dilation = 1, given = [] }: ReferenceOptions,
  visit: (step: ReferenceStep, t: number, b: number, k: number) => void,
): void {
  const { states, starts } = compiled.cell;
  const part = (from: ArrayLike<number>, at: number, width: number) =>
    Float64Array.from({ length: width }, (_, i) => from[at * width + i]!);
  for (let b = 0; b < B; b++) {
    const start = states.map((name, s) =>
      initial === undefined ? new Float64Array(H).fill(starts.states[name] ?? 0) : part(initial[s]!, b, H),
    );
    const chains: (readonly ArrayLike<number>[])[] = Array.from({ length: dilation }, () => start);
    for (let k = 0; k < T; k++) {
      const t = reverse ? T - 1 - k : k;
      const outside = given.map((value) => part(value, (value.length === B * H ? 0 : t * B) + b, H));
      const options = { time: k, given: outside };
      const step = stepWithLeaves(compiled, weights, part(x, t * B + b, F), chains[k % dilation]!, options);
      chains[k % dilation] = step.next;
      visit(step, t, b, k);
    }
  }
}
