import type { Plan } from "../autodiff/plan.ts";
import { complement, convolution, elements, sum } from "../notation/term.ts";
import type { Tensor } from "../tensor/tensor.ts";
import { addedSlope } from "./added-slope.ts";

/**
 * Weights over the slots of a ring: u = gate · found + (1 − gate) · before, then y_i = s₀ · u_{i+1} + s₁ · u_i + s₂ · u_{i−1}.
 * Found, before and y `[B, N]`, gate `[B, 1]`, shift s `[B, 3]`.
 */
export function moveWeights(plan: Plan, found: Tensor, before: Tensor, gate: Tensor, shift: Tensor): Tensor {
  const { kernels } = plan;
  const [B, N] = found.shape as [number, number];
  const y = plan.output(found.shape, [found, before, gate, shift]);
  plan.says(y, () => convolution(shift, sum(elements(gate, found), elements(complement(gate), before))));
  const slopes = [shift, gate, before, found].map((input) => addedSlope(plan, input));
  const dy = plan.gradientOf(y);
  plan.record({
    rows: B,
    forward(from, to) {
      const at = 4 * from * y.stride;
      const [own, f, b] = [y.address + at, found.address + at, before.address + at];
      kernels.moveWeights(own, f, b, gate.address + 16 * from, shift.address + 16 * from, to - from, N);
    },
    backward(from, to) {
      if (!dy.used) return;
      for (const slope of slopes) slope.begin(from, to);
      const [at, few] = [4 * from * y.stride, 16 * from];
      const [toShift, toGate, toBefore, toFound] = slopes.map(({ address }) => address) as [
        number,
        number,
        number,
        number,
      ];
      kernels.moveWeightsGradient(
        toFound + at,
        toBefore + at,
        toGate + few,
        toShift + few,
        dy.address + at,
        found.address + at,
        before.address + at,
        gate.address + few,
        shift.address + few,
        to - from,
        N,
      );
    },
  });
  return y;
}

/** `moveWeights` in float64. */
export function moveWeightsReference(
  found: ArrayLike<number>,
  before: ArrayLike<number>,
  gate: ArrayLike<number>,
  shift: ArrayLike<number>,
): Float64Array {
  const N = found.length / gate.length;
  return Float64Array.from({ length: found.length }, (_, at) => {
    const [b, i] = [Math.floor(at / N), at % N];
    const u = (k: number) => {
      const place = b * N + ((i + k + N) % N);
      return gate[b]! * found[place]! + (1 - gate[b]!) * before[place]!;
    };
    return shift[3 * b]! * u(1) + shift[3 * b + 1]! * u(0) + shift[3 * b + 2]! * u(-1);
  });
}
