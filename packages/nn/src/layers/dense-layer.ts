import { ops, type Parameters, type Plan, type Seed, type Tensor } from "@gatecast/engine";
import { glorot } from "../initializers/initializers.ts";
import type { Layer, LayerContext } from "./layer.ts";

/** Activations of a dense layer, by name. */
export const ACTIVATIONS = {
  linear: (_: Plan, x: Tensor): Tensor => x,
  relu: ops.relu,
  tanh: ops.tanh,
  sigmoid: ops.sigmoid,
} as const;
export type Activation = keyof typeof ACTIVATIONS;

export interface DenseLayerOptions {
  readonly units: number;
  readonly activation: Activation;
  /** `zero` starts the layer silent: its output is 0 until it has learnt something. */
  readonly start?: "glorot" | "zero";
  /** The weights are given and stay as they are. */
  readonly frozen?: boolean;
}

/** A dense layer over the last axis of rows or sequences. */
export function denseLayer(prefix: string, features: number, rank: 2 | 3, options: DenseLayerOptions): Layer {
  const { units } = options;
  return {
    shapes: { [`${prefix}.weight`]: [features, units], [`${prefix}.bias`]: [units] },
    frozen: options.frozen === true,
    width: units,
    rank,
    load: async () => {},
    initialize(parameters: Parameters, seed: Seed): void {
      const count = features * units;
      const zero = options.start === "zero";
      parameters.write(`${prefix}.weight`, zero ? new Float32Array(count) : glorot(count, features, units, seed));
      parameters.write(`${prefix}.bias`, new Float32Array(units));
    },
    apply({ plan, parameters }: LayerContext, x: Tensor): Tensor {
      const tensor = (part: string) => plan.parameter(parameters.get(`${prefix}.${part}`));
      return ACTIVATIONS[options.activation](plan, ops.linear(plan, x, tensor("weight"), tensor("bias")));
    },
  };
}
