import type { Plan } from "../autodiff/plan.ts";
import type { Tensor } from "../tensor/tensor.ts";
import type { CompiledCell } from "./compile.ts";
import { recurrentBackward } from "./recurrent-backward.ts";
import { recurrentForward } from "./recurrent-forward.ts";
import { RecurrentMemory, type RecurrentWeights } from "./recurrent-memory.ts";

export interface RecurrentOutput {
  /** The first state after every step, `[T, B, H]`, in the order of time. */
  readonly sequence: Tensor;
  /** Every state after the last step, `[B, H]` each. */
  readonly final: readonly Tensor[];
}

export interface RecurrentOptions {
  /** States before the first step, `[B, H]` each; zero where absent. */
  readonly initial?: readonly Tensor[];
  /** Walk from the last time step to the first. */
  readonly reverse?: boolean;
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
 * same in reverse, with the weight gradients as one product over all steps at its end. x is `[T, B, F]`. The first step takes no product where the initial state is zero.
 */
export function recurrent(
  plan: Plan,
  cell: CompiledCell,
  x: Tensor,
  weights: RecurrentWeights,
  options: RecurrentOptions = {},
): RecurrentOutput {
  const { initial, reverse = false } = options;
  const learns = plan.anyTracked([x, ...Object.values(weights), ...(initial ?? [])]);
  const memory = new RecurrentMemory(plan, cell, x, weights, { initial, reverse, learns });
  const { T, B, H, Hp, carried } = memory;
  const sequence = plan.view(carried, memory.firstOutput * B * Hp, [T, B, H]);
  const final = cell.cell.states.map((_, s) =>
    plan.view(carried, (s * (T + 1) + memory.lastPosition) * B * Hp, [B, H]),
  );
  const forward = recurrentForward(plan, cell, memory, x, weights, initial ?? []);
  if (!learns) {
    plan.record({ rows: B, ...forward });
    return { sequence, final };
  }
  const outputs = { sequence: plan.gradientOf(sequence), final: final.map((state) => plan.gradientOf(state)) };
  // In the reverse order of the backward pass, as `Plan.use` asks.
  const uses = {
    x: plan.use(x),
    recurrentBias: weights.recurrentBias === undefined ? null : plan.use(weights.recurrentBias),
    vectors: weights.vectors === undefined ? null : plan.use(weights.vectors),
    bias: plan.use(weights.bias),
    recurrent: plan.use(weights.recurrent),
    input: plan.use(weights.input),
    initial: initial?.map((state) => plan.use(state)) ?? [],
  };
  plan.record({ rows: B, ...forward, ...recurrentBackward(plan, cell, memory, x, weights, uses, outputs) });
  return { sequence, final };
}
