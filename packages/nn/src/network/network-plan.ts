import type { LossValue, Plan, Tensor } from "@gatecast/engine";

/** A plan of the network for one batch size: fill the inputs, run `plan.forward`, read the output. */
export interface NetworkPlan {
  readonly plan: Plan;
  /** `[T, B, F]` */
  readonly x: Tensor;
  /** `[B, E]`; null where the network takes none. */
  readonly extras: Tensor | null;
  /** `[B, O]` */
  readonly output: Tensor;
  /** `[B, O]` and the loss against it; present in plans with a loss. */
  readonly target: Tensor | null;
  readonly loss: LossValue | null;
  /**
   * What layers show of themselves, by name, to be read behind `forward`: `layers.0.alignment` of an attention holds for each
   * step of the forecast the shares `[B, T]` that the steps of the window have in it.
   */
  readonly shown: ReadonlyMap<string, readonly Tensor[]>;
}

/** A plan that finds gradients of a network's outputs by its inputs; weights stay as they are. */
export interface GradientPlan extends NetworkPlan {
  /** `[B, O]`: what each output counts for in the sum whose gradients `backward` finds; to be filled before it. */
  readonly counts: Tensor;
  /** `[T, B, F]` */
  readonly xGradient: Tensor;
  /** `[B, E]`; null where the network takes no extras. */
  readonly extrasGradient: Tensor | null;
}
