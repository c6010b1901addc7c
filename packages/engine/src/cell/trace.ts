import type { CompiledCell } from "./compile.ts";
import { evaluate } from "./evaluate.ts";
import type { ReferenceWeights } from "./reference.ts";
import { type ReferenceOptions, type ReferenceSizes, walk } from "./reference-sequence.ts";
import { squashedGates } from "./squashed-gates.ts";

/** What happened inside a layer, `[T, B, H]` each, in the order of time. */
export interface Trace {
  /** Every gate as its σ, tanh … leaves it, or as it is where the equations do not squash it; see `squashedGates`. */
  readonly gates: ReadonlyMap<string, Float64Array>;
  /** Every state after the step. */
  readonly states: ReadonlyMap<string, Float64Array>;
}

/** Walks a batch of windows `[T, B, F]` in float64 and writes down what gates and states said at every step. */
export function traceSequence(
  compiled: CompiledCell,
  weights: ReferenceWeights,
  x: ArrayLike<number>,
  sizes: ReferenceSizes,
  options: ReferenceOptions = {},
): Trace {
  const { T, B, H } = sizes;
  const { cell } = compiled;
  const empty = (names: readonly string[]) => new Map(names.map((name) => [name, new Float64Array(T * B * H)]));
  const shown = squashedGates(cell);
  const gates = empty(shown.map(({ name }) => name));
  const states = empty(cell.states);
  walk(compiled, weights, x, sizes, options, ({ next, leaves }, t, b) => {
    const at = (t * B + b) * H;
    for (const { name, node } of shown) gates.get(name)!.set(evaluate(node, leaves, H), at);
    cell.states.forEach((name, s) => {
      states.get(name)!.set(next[s]!, at);
    });
  });
  return { gates, states };
}
