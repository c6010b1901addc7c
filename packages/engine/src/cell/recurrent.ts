import type { Plan } from "../autodiff/plan.ts";
import type { Tensor } from "../tensor/tensor.ts";
import type { CompiledCell } from "./compile.ts";
import { recurrentBackward } from "./recurrent-backward.ts";
import { recurrentForward } from "./recurrent-forward.ts";
import { RecurrentMemory, type RecurrentOptions, type RecurrentWeights } from "./recurrent-memory.ts";

export interface RecurrentOutput {
  /** The first state after every step, `[T, B, H]`, in the order of time. */
  readonly sequence: Tensor;
  /** The last state that does more than pass, after every step, `[T, B, H]`: an LSTM's cell. */
  readonly memory: Tensor;
  /** Every state after the last step, `[B, H]` each. */
  readonly final: readonly Tensor[];
}

/** Shapes of a layer's weights, for whoever makes its parameters. */
export function recurrentShapes(cell: CompiledCell, features: number, units: number) {
  const both = cell.inputGates.filter((gate) => cell.recurrentGates.includes(gate)).length;
  return {
    input: [features, cell.inputGates.length, units],
    recurrent: [units, cell.recurrentGates.length, units],
    bias: [cell.slots.length, units],
    recurrentBias: [both, units],
    vectors: [cell.cell.vectors.length, units],
  } as const;
}

/**
 * A recurrent layer as one operation: every step is one product with W, one with U, and one fused kernel. Backward is the
 * same in reverse, with the weight gradients as one product over all steps at its end. x is `[T, B, F]`. The first step takes
 * no product where the initial state is zero.
 */
export function recurrent(
  plan: Plan,
  cell: CompiledCell,
  x: Tensor,
  weights: RecurrentWeights,
  options: RecurrentOptions = {},
): RecurrentOutput {
  const { initial = [], given = [] } = options;
  if (given.length !== cell.cell.given.length) throw new Error("internal: a given value is missing");
  const learns = plan.anyTracked([x, ...Object.values(weights), ...initial, ...given]);
  const m = new RecurrentMemory(plan, cell, x, weights, options, learns);
  const { T, B, H, Hp, carried, dilation } = m;
  const at = (state: number, position: number) => (state * (T + dilation) + position) * B * Hp;
  const sequences = cell.cell.states.map((_, s) => plan.view(carried, at(s, m.firstOutput), [T, B, H]));
  const sequence = sequences[0]!;
  const memory = sequences.filter((_, s) => !cell.passing.has(s)).at(-1)!;
  const final = cell.cell.states.map((_, s) => plan.view(carried, at(s, m.lastPosition), [B, H]));
  for (const [s, name] of cell.cell.states.entries()) plan.named(name, sequences[s]!);
  plan.says(sequences, () => ({
    ...{ kind: "call", name: options.reverse ? `${cell.cell.name}←` : cell.cell.name },
    ...{ of: [x, ...initial], acrossSteps: true, weight: weights.input },
  }));
  final.forEach((last, s) => {
    plan.says(last, () => ({ kind: "step", of: [sequences[s]!], step: options.reverse ? 0 : T - 1 }));
  });
  const forward = recurrentForward(plan, cell, m, x, weights, initial, given);
  if (!learns) {
    plan.record({ rows: B, ...forward });
    return { sequence, memory, final };
  }
  const outputs = {
    sequences: sequences.map((state) => plan.gradientOf(state)),
    final: final.map((state) => plan.gradientOf(state)),
  };
  // In the reverse order of the backward pass, as `Plan.use` asks.
  const uses = {
    x: plan.use(x),
    given: given.map((value) => plan.use(value)),
    recurrentBias: weights.recurrentBias === undefined ? null : plan.use(weights.recurrentBias),
    vectors: weights.vectors === undefined ? null : plan.use(weights.vectors),
    bias: plan.use(weights.bias),
    recurrent: plan.use(weights.recurrent),
    input: plan.use(weights.input),
    initial: initial.map((state) => plan.use(state)),
  };
  plan.record({ rows: B, ...forward, ...recurrentBackward(plan, cell, m, x, weights, given, uses, outputs) });
  return { sequence, memory, final };
}
