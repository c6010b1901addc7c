import type { Engine } from "@gatecast/engine";

/** The equations of one ridge: centred products of inputs with inputs and outputs, in one matrix. */
export interface System {
  /** Outputs that it is for: places in the view's steps. */
  readonly outputs: readonly number[];
  readonly windows: number;
  /** Means of the inputs, then of the outputs. */
  readonly means: Float64Array;
  /** `[inputs + outputs, inputs]`, row-major: products of the inputs on and below the diagonal, then those of the outputs. */
  readonly products: Float64Array;
  /** Mean variance of the inputs, times the windows. */
  readonly variance: number;
}

/**
 * Weights `[outputs, inputs]` of a system with `strength` on the diagonal, each input's share of it in `penalties`; null where
 * the inputs are too alike for a solution.
 */
export function solveSystem(
  engine: Engine,
  { products, variance }: System,
  strength: number,
  penalties: Float64Array,
): Float64Array | null {
  const P = penalties.length;
  const outputs = products.length / P - P;
  const memory = engine.allocate(products.byteLength);
  try {
    const { f64 } = engine;
    const at = memory.address / 8;
    f64.set(products, at);
    // A constant input has no variance: a trace of strength keeps the system solvable.
    for (let i = 0; i < P; i++) f64[at + i * P + i]! += strength * variance * penalties[i]! + 1e-12;
    if (engine.kernels.factor(memory.address, P, P, P + outputs) === 0) return null;
    engine.kernels.substitute(memory.address, P, P, memory.address + 8 * P * P, outputs);
    const weights = f64.slice(at + P * P, at + P * (P + outputs));
    return weights.every(Number.isFinite) ? weights : null;
  } finally {
    engine.free(memory);
  }
}
