import { elementary, type Parameters } from "@gatecast/engine";

/** An optimiser as plain data. Moments live beside the weights; everything else follows from the step's number. */
export type OptimizerSpec =
  | { readonly kind: "sgd"; readonly momentum: number }
  /** Kingma & Ba 2015; with `weightDecay`, decoupled as in AdamW (Loshchilov & Hutter 2019). */
  | {
      readonly kind: "adam";
      readonly beta1: number;
      readonly beta2: number;
      readonly epsilon: number;
      readonly weightDecay: number;
    }
  /** Tieleman & Hinton 2012. */
  | { readonly kind: "rmsprop"; readonly rho: number; readonly epsilon: number };

export const OPTIMIZERS = {
  sgd: { kind: "sgd", momentum: 0.9 },
  adam: { kind: "adam", beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0 },
  adamw: { kind: "adam", beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.01 },
  rmsprop: { kind: "rmsprop", rho: 0.99, epsilon: 1e-8 },
} as const satisfies Record<string, OptimizerSpec>;
export type OptimizerName = keyof typeof OPTIMIZERS;

export interface UpdateOptions {
  readonly learningRate: number;
  /** Number of this update, from 1. */
  readonly step: number;
  /** Gradients whose norm over all weights is larger are scaled down to it; 0 leaves them as they are. */
  readonly clipNorm: number;
}

/**
 * One update of all weights from their gradients. Returns the norm of the gradient before clipping; where it is not
 * finite, nothing is changed.
 */
export function update(parameters: Parameters, optimizer: OptimizerSpec, options: UpdateOptions): number {
  const { kernels } = parameters.engine;
  const { values: w, gradients: g, firstMoments: m, secondMoments: v, learning: n } = parameters;
  const { learningRate: rate, step, clipNorm } = options;
  const norm = Math.sqrt(kernels.sumOfSquares(g, n));
  if (!Number.isFinite(norm)) return norm;
  parameters.changes++;
  // PyTorch's clip_grad_norm_ adds 1e-6 as well.
  const factor = clipNorm > 0 ? Math.min(1, clipNorm / (norm + 1e-6)) : 1;
  switch (optimizer.kind) {
    case "sgd":
      kernels.sgdUpdate(w, g, m, n, factor, rate, optimizer.momentum);
      break;
    case "adam": {
      const { beta1, beta2, epsilon, weightDecay } = optimizer;
      const first = 1 - decayed(beta1, step);
      const second = 1 - decayed(beta2, step);
      const shrink = 1 - rate * weightDecay;
      kernels.adamUpdate(w, g, m, v, n, factor, rate / first, beta1, beta2, 1 / Math.sqrt(second), epsilon, shrink);
      break;
    }
    case "rmsprop":
      kernels.rmspropUpdate(w, g, v, n, factor, rate, optimizer.rho, optimizer.epsilon);
      break;
  }
  return norm;
}

/** beta to the power of the step; 0 where it is below half a unit in the last place of 1, from which it is taken. */
const decayed = (beta: number, step: number): number => ((1 - beta) * step > 37 ? 0 : elementary.pow(beta, step));
