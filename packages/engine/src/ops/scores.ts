import type { Plan } from "../autodiff/plan.ts";
import { at, fraction, number, product, root, symbol } from "../notation/term.ts";
import type { Tensor } from "../tensor/tensor.ts";

/** How attention is cut: into heads, each of which sees its own part of the columns. */
export interface ScoreOptions {
  /** 1 where absent; the columns must be so many equal parts. */
  readonly heads?: number;
  /** What every score is multiplied by; 1 where absent. */
  readonly factor?: number;
}

/**
 * How well each query goes with each key of its window: factor · q · k. Queries `[S, B, D]`, keys `[T, B, D]`; scores
 * `[heads · S, B, T]`, head by head.
 */
export function scores(plan: Plan, queries: Tensor, keys: Tensor, options: ScoreOptions = {}): Tensor {
  const { heads = 1, factor = 1 } = options;
  const { kernels } = plan;
  const [S, B, D] = queries.shape as [number, number, number];
  const [T] = keys.shape as [number];
  if (D % heads !== 0) throw new RangeError(`scores: ${D} columns are no ${heads} equal parts`);
  const width = D / heads;
  const y = plan.output([heads * S, B, T], [queries, keys]);
  plan.says(y, () => {
    const alike = product(queries, at(keys, "j"));
    if (factor === 1) return alike;
    return fraction(
      alike,
      root(Math.abs(width * factor * factor - 1) < 1e-9 ? symbol("d") : number(1 / (factor * factor))),
    );
  });
  const [row, next] = [B * queries.stride, queries.stride];
  const [yRow, yNext] = [B * y.stride, y.stride];
  const uses = { keys: plan.use(keys), queries: plan.use(queries) };
  const dy = plan.gradientOf(y);
  /** Bytes to where head h and window `from` begin: in scores, and in queries or keys. */
  const inScores = (h: number, from: number) => 4 * (h * S * yRow + from * yNext);
  const inRows = (h: number, from: number) => 4 * (h * width + from * next);
  plan.record({
    rows: B,
    forward(from, to) {
      for (let h = 0; h < heads; h++) {
        const [q, k] = [queries.address + inRows(h, from), keys.address + inRows(h, from)];
        const own = y.address + inScores(h, from);
        kernels.dotRows(own, yRow, yNext, q, row, next, k, row, next, to - from, S, T, width, factor, 0);
      }
    },
    backward(from, to) {
      if (!dy.used) return;
      const batch = to - from;
      for (let h = 0; h < heads; h++) {
        const at = inRows(h, from);
        const slopes = dy.address + inScores(h, from);
        if (uses.queries !== null) {
          const { address, accumulate } = uses.queries;
          const [dq, k] = [address + at, keys.address + at];
          kernels.blendRows(
            dq,
            row,
            next,
            slopes,
            yRow,
            1,
            yNext,
            k,
            row,
            next,
            batch,
            S,
            width,
            T,
            factor,
            accumulate,
          );
        }
        if (uses.keys !== null) {
          const { address, accumulate } = uses.keys;
          const [dk, q] = [address + at, queries.address + at];
          kernels.blendRows(
            dk,
            row,
            next,
            slopes,
            1,
            yRow,
            yNext,
            q,
            row,
            next,
            batch,
            T,
            width,
            S,
            factor,
            accumulate,
          );
        }
      }
    },
  });
  return y;
}

/** `scores` in float64. */
export function scoresReference(
  queries: ArrayLike<number>,
  keys: ArrayLike<number>,
  { B, D, heads = 1, factor = 1 }: ScoreOptions & { readonly B: number; readonly D: number },
): Float64Array {
  const [S, T, width] = [queries.length / B / D, keys.length / B / D, D / heads];
  return Float64Array.from({ length: heads * S * B * T }, (_, i) => {
    const [t, b] = [i % T, Math.floor(i / T) % B];
    const [s, h] = [Math.floor(i / T / B) % S, Math.floor(i / T / B / S)];
    let sum = 0;
    for (let d = h * width; d < (h + 1) * width; d++) sum += queries[(s * B + b) * D + d]! * keys[(t * B + b) * D + d]!;
    return factor * sum;
  });
}
