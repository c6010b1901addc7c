import type { Plan } from "../autodiff/plan.ts";
import { complement, elements, product, sum, transposed } from "../notation/term.ts";
import type { Tensor } from "../tensor/tensor.ts";
import { addedSlope } from "./added-slope.ts";

/** What is written, and how much of what was there goes: `[B, W]` each; and where, as shares of N slots, `[B, N]`. */
export interface SlotWrite {
  readonly weight: Tensor;
  readonly erase: Tensor;
  readonly value: Tensor;
}

/** A memory `[N, B, W]` after a write: every slot is m ⊙ (1 − weight · erase) + weight · value. */
export function writeSlots(plan: Plan, memory: Tensor, { weight, erase, value }: SlotWrite): Tensor {
  const { kernels } = plan;
  const [N, B, W] = memory.shape as [number, number, number];
  const y = plan.output(memory.shape, [memory, weight, erase, value]);
  plan.says(y, () => {
    const kept = elements(memory, complement(product(weight, transposed(erase))));
    return sum(kept, product(weight, transposed(value)));
  });
  const slopes = [value, erase, weight, memory].map((input) => addedSlope(plan, input));
  const dy = plan.gradientOf(y);
  const slot = B * memory.stride;
  plan.record({
    rows: B,
    forward(from, to) {
      const at = 4 * from * memory.stride;
      const [own, m, e, v] = [y.address + at, memory.address + at, erase.address + at, value.address + at];
      kernels.writeSlots(own, m, weight.address + 4 * from * weight.stride, e, v, slot, to - from, N, W);
    },
    backward(from, to) {
      if (!dy.used) return;
      for (const slope of slopes) slope.begin(from, to);
      const [at, few] = [4 * from * memory.stride, 4 * from * weight.stride];
      const [toValue, toErase, toWeight, toMemory] = slopes.map(({ address }) => address) as [
        number,
        number,
        number,
        number,
      ];
      kernels.writeSlotsGradient(
        toMemory + at,
        toWeight + few,
        toErase + at,
        toValue + at,
        dy.address + at,
        memory.address + at,
        weight.address + few,
        erase.address + at,
        value.address + at,
        slot,
        to - from,
        N,
        W,
      );
    },
  });
  return y;
}

/** `writeSlots` in float64. */
export function writeSlotsReference(
  memory: ArrayLike<number>,
  weight: ArrayLike<number>,
  erase: ArrayLike<number>,
  value: ArrayLike<number>,
): Float64Array {
  const row = erase.length;
  const N = memory.length / row;
  const W = (row * N) / weight.length;
  return Float64Array.from({ length: memory.length }, (_, at) => {
    const [i, b] = [Math.floor(at / row), Math.floor((at % row) / W)];
    const share = weight[b * N + i]!;
    return memory[at]! * (1 - share * erase[at % row]!) + share * value[at % row]!;
  });
}
