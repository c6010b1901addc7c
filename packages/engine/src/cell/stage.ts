import type { Node } from "./expression.ts";

/** One stage of a step: the equations between two recurrent products, and their derivatives. */
export interface StageEquations {
  /** Values that the stage writes, each with its index among the carried arrays (states, `between` values, given values). */
  readonly outputs: readonly { readonly carried: number; readonly value: Node }[];
  /** dL/d gate by slot, dL/d vector behind the slots; absent where the stage does not depend on it. */
  readonly gradients: readonly { readonly slot: number; readonly value: Node }[];
  /** The direct part of dL/d previous state and of dL/d given value, which recurrent products add to. */
  readonly stateGradients: readonly { readonly carried: number; readonly value: Node }[];
}
