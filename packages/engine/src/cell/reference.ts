import { exp, sigmoid, tanh } from "../elementary/index.ts";
import type { CompiledCell } from "./compile.ts";
import type { Cell } from "./define.ts";
import type { Node } from "./expression.ts";

/** Values of the leaves of an equation, by kind and name: `gate i`, `state c`. */
export type Leaves = ReadonlyMap<string, number>;

/** The value of an equation in float64: the definition that every kernel is held to. */
export function evaluate(node: Node, leaves: Leaves, known: Map<Node, number> = new Map()): number {
  const before = known.get(node);
  if (before !== undefined) return before;
  const value = compute(node, leaves, known);
  known.set(node, value);
  return value;
}

function compute(node: Node, leaves: Leaves, known: Map<Node, number>): number {
  switch (node.kind) {
    case "constant":
      return node.value;
    case "unary": {
      const a = evaluate(node.a, leaves, known);
      return { negate: -a, sigmoid: sigmoid(a), tanh: tanh(a), exp: exp(a) }[node.op];
    }
    case "binary": {
      const a = evaluate(node.a, leaves, known);
      const b = evaluate(node.b, leaves, known);
      return { add: a + b, subtract: a - b, multiply: a * b, divide: a / b }[node.op];
    }
    default: {
      const value = leaves.get(`${node.kind} ${node.name}`);
      if (value === undefined) throw new Error(`internal: no value for ${node.kind} "${node.name}"`);
      return value;
    }
  }
}

/** Weights of the reference, row-major without padding, in the shapes of `recurrentShapes`. */
export interface ReferenceWeights {
  readonly input: ArrayLike<number>;
  readonly recurrent: ArrayLike<number>;
  readonly bias: ArrayLike<number>;
  readonly vectors?: ArrayLike<number>;
}

/**
 * One step for one row in float64, as plain as it can be written: `x` is `[F]`, `states` `[S][H]`. Returns the next
 * states.
 */
export function referenceStep(
  compiled: CompiledCell,
  weights: ReferenceWeights,
  x: ArrayLike<number>,
  states: readonly Float64Array[],
): Float64Array[] {
  const cell: Cell = compiled.cell;
  const H = states[0]!.length;
  const carried = new Map<string, ArrayLike<number>>(cell.states.map((name, s) => [name, states[s]!]));
  const gate = (name: string, h: number): number => {
    let sum = weights.bias[compiled.slots.indexOf(name) * H + h]!;
    const part = cell.gates.find((candidate) => candidate.name === name)!;
    const inputs = compiled.inputGates.length;
    if (part.input) {
      const block = compiled.inputGates.indexOf(name);
      for (let f = 0; f < x.length; f++) sum += x[f]! * weights.input[(f * inputs + block) * H + h]!;
    }
    if (part.recurrent !== null) {
      const source = carried.get(part.recurrent)!;
      const block = compiled.recurrentGates.indexOf(name);
      const blocks = compiled.recurrentGates.length;
      for (let k = 0; k < H; k++) sum += source[k]! * weights.recurrent[(k * blocks + block) * H + h]!;
    }
    return sum;
  };
  const leaves = (h: number, ready: readonly string[]): Leaves =>
    new Map([
      ...ready.map((name) => [`gate ${name}`, gate(name, h)] as const),
      ...cell.states.map((name, s) => [`state ${name}`, states[s]![h]!] as const),
      ...cell.vectors.map((name, v) => [`vector ${name}`, weights.vectors![v * H + h]!] as const),
    ]);
  const readyGates = () =>
    cell.gates.filter(({ recurrent }) => recurrent === null || carried.has(recurrent)).map(({ name }) => name);
  for (const { name, value } of cell.between) {
    const ready = readyGates();
    carried.set(
      name,
      Float64Array.from({ length: H }, (_, h) => evaluate(value.node, leaves(h, ready))),
    );
  }
  const ready = readyGates();
  const next = cell.states.map(() => new Float64Array(H));
  for (let h = 0; h < H; h++) {
    const known = new Map<Node, number>();
    const values = leaves(h, ready);
    cell.next.forEach(({ value }, s) => {
      next[s]![h] = evaluate(value.node, values, known);
    });
  }
  return next;
}

/**
 * A whole sequence in float64: x `[T, B, F]`, `initial` `[S][B, H]` or zero. Returns the first state after every step
 * `[T, B, H]` in the order of time, and all states after the last step.
 */
export function referenceSequence(
  compiled: CompiledCell,
  weights: ReferenceWeights,
  x: ArrayLike<number>,
  sizes: { readonly T: number; readonly B: number; readonly F: number; readonly H: number },
  options: { readonly initial?: readonly ArrayLike<number>[]; readonly reverse?: boolean } = {},
): { sequence: Float64Array; final: Float64Array[] } {
  const { T, B, F, H } = sizes;
  const S = compiled.cell.states.length;
  const sequence = new Float64Array(T * B * H);
  const final = Array.from({ length: S }, () => new Float64Array(B * H));
  for (let b = 0; b < B; b++) {
    let states: Float64Array[] = Array.from({ length: S }, (_, s) =>
      Float64Array.from({ length: H }, (_, h) => options.initial?.[s]?.[b * H + h] ?? 0),
    );
    for (let k = 0; k < T; k++) {
      const t = options.reverse === true ? T - 1 - k : k;
      const row = Float64Array.from({ length: F }, (_, f) => x[(t * B + b) * F + f]!);
      states = referenceStep(compiled, weights, row, states);
      sequence.set(states[0]!, (t * B + b) * H);
    }
    states.forEach((state, s) => {
      final[s]!.set(state, b * H);
    });
  }
  return { sequence, final };
}
