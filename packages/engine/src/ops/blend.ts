import type { Plan } from "../autodiff/plan.ts";
import { at, product, total, within } from "../notation/term.ts";
import type { Tensor } from "../tensor/tensor.ts";

/**
 * Values of a window added up by shares: y = Σ share · value. Shares `[heads · S, B, T]` or `[B, T]` (S = 1), head by head;
 * values `[T, B, D]`; y `[S, B, D]`, each head its own part of the columns.
 */
export function blend(plan: Plan, shares: Tensor, values: Tensor, heads = 1): Tensor {
  const { kernels } = plan;
  const [T, B, D] = values.shape as [number, number, number];
  const S = shares.rows / B / heads;
  if (D % heads !== 0 || !Number.isInteger(S)) throw new RangeError(`blend: no ${heads} heads`);
  const width = D / heads;
  const y = plan.output([S, B, D], [shares, values]);
  plan.says(y, () => total("j", product(within(shares, "j"), at(values, "j"))));
  const [row, next] = [B * values.stride, values.stride];
  const [sharesRow, sharesNext] = [B * shares.stride, shares.stride];
  const uses = { values: plan.use(values), shares: plan.use(shares) };
  const dy = plan.gradientOf(y);
  /** Bytes to where head h and window `from` begin: in shares, and in values or outputs. */
  const inShares = (h: number, from: number) => 4 * (h * S * sharesRow + from * sharesNext);
  const inRows = (h: number, from: number) => 4 * (h * width + from * next);
  plan.record({
    rows: B,
    forward(from, to) {
      for (let h = 0; h < heads; h++) {
        const at = inRows(h, from);
        const [own, v, a] = [y.address + at, values.address + at, shares.address + inShares(h, from)];
        kernels.blendRows(own, row, next, a, sharesRow, 1, sharesNext, v, row, next, to - from, S, width, T, 1, 0);
      }
    },
    backward(from, to) {
      if (!dy.used) return;
      const batch = to - from;
      for (let h = 0; h < heads; h++) {
        const [at, inA] = [inRows(h, from), inShares(h, from)];
        const slopes = dy.address + at;
        if (uses.shares !== null) {
          const { address, accumulate } = uses.shares;
          const [da, v] = [address + inA, values.address + at];
          kernels.dotRows(
            da,
            sharesRow,
            sharesNext,
            slopes,
            row,
            next,
            v,
            row,
            next,
            batch,
            S,
            T,
            width,
            1,
            accumulate,
          );
        }
        if (uses.values !== null) {
          const { address, accumulate } = uses.values;
          const [dv, a] = [address + at, shares.address + inA];
          kernels.blendRows(
            dv,
            row,
            next,
            a,
            1,
            sharesRow,
            sharesNext,
            slopes,
            row,
            next,
            batch,
            T,
            width,
            S,
            1,
            accumulate,
          );
        }
      }
    },
  });
  return y;
}

/** `blend` in float64. */
export function blendReference(
  shares: ArrayLike<number>,
  values: ArrayLike<number>,
  { T, B, heads = 1 }: { readonly T: number; readonly B: number; readonly heads?: number },
): Float64Array {
  const [D, S] = [values.length / T / B, shares.length / T / B / heads];
  return Float64Array.from({ length: S * B * D }, (_, i) => {
    const [d, b, s] = [i % D, Math.floor(i / D) % B, Math.floor(i / D / B)];
    const h = Math.floor((d * heads) / D);
    let sum = 0;
    for (let t = 0; t < T; t++) sum += shares[((h * S + s) * B + b) * T + t]! * values[(t * B + b) * D + d]!;
    return sum;
  });
}
