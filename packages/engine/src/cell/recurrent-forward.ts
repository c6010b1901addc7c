import type { Plan } from "../autodiff/plan.ts";
import type { Step } from "../autodiff/step.ts";
import type { Tensor } from "../tensor/tensor.ts";
import type { CompiledCell } from "./compile.ts";
import { firstGiven } from "./layout.ts";
import { writeConstants } from "./recurrent-constants.ts";
import type { RecurrentMemory, RecurrentWeights } from "./recurrent-memory.ts";

/** The way there: for each step the inputs' product, the recurrent products and the cell's kernel. */
export function recurrentForward(
  plan: Plan,
  cell: CompiledCell,
  m: RecurrentMemory,
  x: Tensor,
  weights: RecurrentWeights,
  initial: readonly Tensor[],
  given: readonly Tensor[],
): Required<Pick<Step, "pack" | "forward">> {
  const { engine, kernels } = plan;
  const stages = plan.stagesOf(cell);
  const { T, B, F, H, Hp, unit, slotRow, inputWidth, recurrentWidth } = m;
  const biasFloats = cell.slots.length * Hp;
  const { input, recurrent, bias, recurrentBias } = weights;

  const products = m.products.flat();
  const pack = (): void => {
    writeConstants(engine, cell, m, initial.length > 0);
    kernels.copyRows(m.biasRow.address, biasFloats, bias.address, biasFloats, 1, biasFloats, 0);
    if (recurrentBias !== undefined) {
      const firstBoth = m.biasRow.address + (cell.inputGates.length - recurrentBias.rows) * unit;
      kernels.add(firstBoth, firstBoth, recurrentBias.address, recurrentBias.floats);
    }
    if (m.biased.floats > 0) {
      kernels.multiplyElements(m.biasRow.address, m.biasRow.address, m.biased.address, biasFloats, 0);
    }
    if (m.effective.floats > 0) {
      const { address, floats } = m.effective;
      kernels.multiplyElements(address, recurrent.address, m.learnt.address, floats, 0);
      kernels.add(address, address, m.connected.address, floats);
    }
    const counted = m.effective.floats > 0 ? m.effective : recurrent;
    kernels.pack(m.inputPanels.address, input.address, inputWidth, F, inputWidth);
    for (const { panels, transposed, firstBlock, gates, ...product } of products) {
      const block = counted.address + firstBlock * unit;
      kernels[product.pack](panels.address, block, recurrentWidth, H, gates * Hp);
      if (transposed.floats > 0) {
        kernels.packTransposed(transposed.address, block, recurrentWidth, gates * Hp, H);
      }
    }
    if (m.inputTransposed.floats > 0) {
      kernels.packTransposed(m.inputTransposed.address, input.address, inputWidth, inputWidth, F);
    }
  };

  /** Biases, and x · W where a gate has it, for rows from `row` of time `t` on. */
  const project = (t: number, row: number, count: number): void => {
    const slots = m.slotsAt(t, row);
    const from = x.address + 4 * (t * B + row) * x.stride;
    const { address: start } = m.biasRow;
    kernels.multiply(slots, slotRow, from, x.stride, m.inputPanels.address, count, F, inputWidth, start, 0);
    if (biasFloats > inputWidth) {
      const behind = 4 * inputWidth;
      kernels.spreadRow(slots + behind, slotRow, start + behind, count, biasFloats - inputWidth);
    }
  };

  const forward = (from: number, to: number): void => {
    const count = to - from;
    const vectors = weights.vectors?.address ?? 0;
    for (let s = 0; s < initial.length; s++) {
      const start = initial[s]!.address + from * unit;
      kernels.copyRows(m.carriedAt(s, m.before(m.timeOf(0)), from), Hp, start, Hp, count, Hp, 0);
    }
    if (m.projectsAtOnce) project(0, 0, T * B);
    for (let k = 0; k < T; k++) {
      const t = m.timeOf(k);
      const slots = m.slotsAt(t, from);
      if (!m.projectsAtOnce) project(t, from, count);
      for (let g = 0; g < given.length; g++) {
        const source = given[g]!.address + ((given[g]!.shape.length === 2 ? 0 : t * B) + from) * unit;
        kernels.copyRows(m.carriedAt(firstGiven(cell.cell) + g, m.before(t), from), Hp, source, Hp, count, Hp, 0);
      }
      for (let s = 0; s < stages.length; s++) {
        for (const product of m.products[s]!) {
          if (m.isZero(product, k)) continue;
          const { carried, firstSlot, gates, panels, multiply } = product;
          const state = m.carriedAt(carried, m.before(t), from);
          const to = slots + firstSlot * unit;
          const width = gates * Hp;
          kernels[multiply](to, slotRow, state, Hp, panels.address, count, H, width, to, slotRow);
        }
        const previous = m.carriedAt(0, m.before(t), from);
        const { stepBytes, carriedStride, constants } = m;
        stages[s]!.forward(
          count,
          unit,
          slots,
          4 * slotRow,
          previous,
          stepBytes,
          carriedStride,
          vectors,
          constants.address,
          k,
        );
      }
    }
  };
  const known = [input, recurrent, bias, ...(recurrentBias === undefined ? [] : [recurrentBias])];
  return { pack: { weights: known, run: pack }, forward };
}
