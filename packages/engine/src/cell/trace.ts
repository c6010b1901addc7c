import type { CompiledCell } from "./compile.ts";
import { evaluate } from "./evaluate.ts";
import type { Node } from "./expression.ts";
import { inOrder } from "./graph.ts";
import type { ReferenceWeights } from "./reference.ts";
import { type ReferenceOptions, type ReferenceSizes, walk } from "./reference-sequence.ts";

/** What happened inside a layer, `[T, B, H]` each, in the order of time. */
export interface Trace {
  /** Every gate after its own squashing (σ, tanh …), or as it is where the equations do not squash it alone. */
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
  const gates = empty(cell.gates.map(({ name }) => name));
  const states = empty(cell.states);
  const shown = squashedGates(compiled);
  walk(compiled, weights, x, sizes, options, ({ next, leaves }, t, b) => {
    const at = (t * B + b) * H;
    for (const [name, values] of gates) values.set(evaluate(shown.get(name)!, leaves, H), at);
    cell.states.forEach((name, s) => {
      states.get(name)!.set(next[s]!, at);
    });
  });
  return { gates, states };
}

/** For each gate the equation that squashes it alone, as σ(ĩ) does, or the gate itself. */
function squashedGates({ cell }: CompiledCell): Map<string, Node> {
  const nodes = inOrder([...cell.between, ...cell.next].map(({ value }) => value.node));
  return new Map(
    cell.gates.map(({ name }) => {
      const squashed = nodes.find(
        (node) =>
          node.kind === "unary" && SQUASHING.includes(node.op) && node.a.kind === "gate" && node.a.name === name,
      );
      return [name, squashed ?? { kind: "gate", name }];
    }),
  );
}

const SQUASHING: readonly string[] = ["sigmoid", "tanh", "exp", "relu"];
