import type { Plan } from "../autodiff/plan.ts";
import { at, call, elements } from "../notation/term.ts";
import type { Tensor } from "../tensor/tensor.ts";
import { addedSlope } from "./added-slope.ts";

/**
 * How much each slot of a memory is like a key: strength · k·m / √((k·k + 1e-6) (m·m + 1e-6)). Key `[B, W]`, memory `[N, B, W]`,
 * strength `[B, 1]`; `[B, N]`.
 */
export function similarity(plan: Plan, key: Tensor, memory: Tensor, strength: Tensor): Tensor {
  const { kernels } = plan;
  const [N, B, W] = memory.shape as [number, number, number];
  const y = plan.output([B, N], [key, memory, strength]);
  plan.says(y, () => elements(strength, call("cos", key, at(memory, "i"))));
  const slopes = [addedSlope(plan, strength), addedSlope(plan, memory), addedSlope(plan, key)] as const;
  const dy = plan.gradientOf(y);
  const slot = B * memory.stride;
  plan.record({
    rows: B,
    forward(from, to) {
      const [at, own] = [4 * from * memory.stride, y.address + 4 * from * y.stride];
      const [k, m, s] = [key.address + at, memory.address + at, strength.address + 16 * from];
      kernels.similarity(own, k, m, s, slot, to - from, N, W);
    },
    backward(from, to) {
      if (!dy.used) return;
      for (const slope of slopes) slope.begin(from, to);
      const at = 4 * from * memory.stride;
      const [toStrength, toMemory, toKey] = slopes.map(({ address }) => address) as [number, number, number];
      kernels.similarityGradient(
        toKey + at,
        toMemory + at,
        toStrength + 16 * from,
        dy.address + 4 * from * y.stride,
        key.address + at,
        memory.address + at,
        strength.address + 16 * from,
        slot,
        to - from,
        N,
        W,
      );
    },
  });
  return y;
}

/** `similarity` in float64. */
export function similarityReference(
  key: ArrayLike<number>,
  memory: ArrayLike<number>,
  strength: ArrayLike<number>,
): Float64Array {
  const B = strength.length;
  const W = key.length / B;
  const N = memory.length / key.length;
  return Float64Array.from({ length: B * N }, (_, at) => {
    const [b, i] = [Math.floor(at / N), at % N];
    let [both, k, m] = [0, 1e-6, 1e-6];
    for (let c = 0; c < W; c++) {
      const [x, y] = [key[b * W + c]!, memory[(i * B + b) * W + c]!];
      both += x * y;
      k += x * x;
      m += y * y;
    }
    return (strength[b]! * both) / Math.sqrt(k * m);
  });
}
