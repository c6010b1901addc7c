import type { Plan } from "../autodiff/plan.ts";
import { rowStride, type Tensor } from "../tensor/tensor.ts";

/** Kernels that pack a weight and multiply by it: all of it, or without its zeros. */
export const DENSE = { pack: "pack", multiply: "multiply" } as const;
export const SPARSE = { pack: "packSparse", multiply: "multiplySparse" } as const;

/** A weight `[I, O]` packed for products with rows of I (`pack`, or without its zeros) or of O: once a plan, however many use it. */
export function packedWeight(plan: Plan, weight: Tensor, pack: "pack" | "packSparse" | "packTransposed"): Tensor {
  const { kernels } = plan;
  const [I, O] = weight.shape as [number, number];
  const { stride } = weight;
  return plan.shared(weight, pack, () => {
    const isTurned = pack === "packTransposed";
    const [rows, columns] = isTurned ? [O, rowStride(I)] : [I, stride];
    const panels = plan.scratch((pack === "packSparse" ? sparseFloats : panelFloats)(rows, columns));
    const run = () => kernels[pack](panels.address, weight.address, stride, rows, isTurned ? I : columns);
    plan.record({ rows: 1, pack: { weights: [weight], run } });
    return panels;
  });
}

/** Floats of a packed matrix of K rows and N columns. */
export function panelFloats(k: number, n: number): number {
  return k * Math.ceil(n / 8) * 8;
}

/** Floats of the same without its zeros, as `packSparse` lays it out: room for all of it. */
export function sparseFloats(k: number, n: number): number {
  return rowStride(n / 4) + rowStride((k * n) / 4) + k * n;
}
