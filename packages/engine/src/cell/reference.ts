import type { CompiledCell } from "./compile.ts";
import { evaluate, type Leaves } from "./evaluate.ts";
import type { Node } from "./expression.ts";

/** Weights of the reference, row-major without padding, in the shapes of `recurrentShapes`. */
export interface ReferenceWeights {
  readonly input: ArrayLike<number>;
  readonly recurrent: ArrayLike<number>;
  readonly bias: ArrayLike<number>;
  /** Required where the cell has vectors. */
  readonly vectors?: ArrayLike<number>;
}

/** What a step is given besides the input and the states. */
export interface ReferenceStepOptions {
  /** The number of the step, 0 where absent. */
  readonly time?: number;
  /** The cell's given values, `[H]` each. */
  readonly given?: readonly ArrayLike<number>[];
}

/** What a step made: the next states, and the leaves of its equations, each `[H]`. */
export interface ReferenceStep {
  readonly next: Float64Array[];
  readonly leaves: Leaves;
}

/**
 * One step for one row in float64, as plain as it can be written: `x` is `[F]`, `states` `[S][H]`. Returns the next
 * states.
 */
export function referenceStep(
  compiled: CompiledCell,
  weights: ReferenceWeights,
  x: ArrayLike<number>,
  states: readonly ArrayLike<number>[],
  options: ReferenceStepOptions = {},
): Float64Array[] {
  return stepWithLeaves(compiled, weights, x, states, options).next;
}

/** The same with the values that the equations were made of. */
export function stepWithLeaves(
  compiled: CompiledCell,
  weights: ReferenceWeights,
  x: ArrayLike<number>,
  states: readonly ArrayLike<number>[],
  { time = 0, given = [] }: ReferenceStepOptions,
): ReferenceStep {
  const { cell } = compiled;
  const H = states[0]!.length;
  const units = (value: (h: number) => number) => Float64Array.from({ length: H }, (_, h) => value(h));
  const carried = new Map<string, ArrayLike<number>>([
    ...cell.states.map((name, s) => [name, states[s]!] as const),
    ...cell.given.map((name, g) => [name, given[g]!] as const),
  ]);
  const leaves = new Map<string, ArrayLike<number>>([
    ...cell.states.map((name, s) => [`state ${name}`, states[s]!] as const),
    ...cell.given.map((name, g) => [`given ${name}`, given[g]!] as const),
    ...cell.vectors.map((name, v) => [`vector ${name}`, units((h) => weights.vectors![v * H + h]!)] as const),
    ...cell.fixed.map(({ name, value }) => [`fixed ${name}`, units((h) => value(h, H))] as const),
    ["time", units(() => time)],
  ]);
  /** Pre-activations of the gates whose vectors are there by now. */
  const openGates = () => {
    for (const { name, recurrent } of cell.gates) {
      if (leaves.has(`gate ${name}`) || !recurrent.every((source) => carried.has(source))) continue;
      leaves.set(
        `gate ${name}`,
        units((h) => preactivation(compiled, weights, name, x, carried, h, H)),
      );
    }
  };
  openGates();
  for (const { name, value } of cell.between) {
    carried.set(name, evaluate(value.node, leaves, H));
    openGates();
  }
  const known = new Map<Node, ArrayLike<number>>();
  const next = cell.next.map(({ value }) => Float64Array.from(evaluate(value.node, leaves, H, known)));
  return { next, leaves };
}

/** x·W + Σ v·U + b of one gate and unit. */
function preactivation(
  compiled: CompiledCell,
  weights: ReferenceWeights,
  name: string,
  x: ArrayLike<number>,
  carried: ReadonlyMap<string, ArrayLike<number>>,
  h: number,
  H: number,
): number {
  const { inputGates, recurrentGates, recurrentSources } = compiled;
  const gate = compiled.cell.gates.find((candidate) => candidate.name === name)!;
  let sum = gate.bias ? weights.bias[compiled.slots.indexOf(name) * H + h]! : 0;
  if (gate.input) {
    const block = inputGates.indexOf(name);
    for (let f = 0; f < x.length; f++) sum += x[f]! * weights.input[(f * inputGates.length + block) * H + h]!;
  }
  recurrentGates.forEach((owner, block) => {
    if (owner !== name) return;
    const vector = carried.get(recurrentSources[block]!)!;
    for (let k = 0; k < H; k++) {
      const learnt = weights.recurrent[(k * recurrentGates.length + block) * H + h]!;
      sum += vector[k]! * (gate.connection?.(k, h, H) ?? learnt);
    }
  });
  return sum;
}
