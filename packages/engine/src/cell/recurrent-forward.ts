import type { Plan } from "../autodiff/plan.ts";
import type { Step } from "../autodiff/step.ts";
import type { Tensor } from "../tensor/tensor.ts";
import type { CompiledCell } from "./compile.ts";
import { writeConstants } from "./recurrent-constants.ts";
import { isSameAtEveryStep, type RecurrentMemory, type RecurrentWeights } from "./recurrent-memory.ts";

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
  const stages = plan.stagesOf(cell, m.H);
  const prepare = engine.prepareOf(cell, m.H);
  const { T, B, F, H, Hp, unit, slotRow, inputWidth, recurrentWidth } = m;
  const biasFloats = cell.slots.length * Hp;
  const { input, recurrent, bias, recurrentBias } = weights;

  const products = m.products.flat();
  /** Where given values stand at the step that is walked. */
  const outside: number[] = given.map(() => 0);
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
    prepare?.(...m.stepAt(0, 0, 1), 0);
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

  /** Slots that no product starts at their biases. */
  const spreadSlots = cell.slots.flatMap((_, slot) => {
    const starts = products.some(
      (one) => one.startsAtBias && one.firstSlot <= slot && slot < one.firstSlot + one.gates,
    );
    return slot < cell.inputGates.length || starts ? [] : [slot];
  });
  const spreadBias = (slots: number, count: number, first: number, gates: number): void => {
    kernels.spreadRow(slots + first * unit, slotRow, m.biasRow.address + first * unit, count, gates * Hp);
  };

  /** Biases, and x · W where a gate has it, for rows from `row` of time `t` on. */
  const project = (t: number, row: number, count: number): void => {
    const slots = m.slotsAt(t, row);
    const from = x.address + 4 * (t * B + row) * x.stride;
    const { address: start } = m.biasRow;
    kernels.multiply(slots, slotRow, from, x.stride, m.inputPanels.address, count, F, inputWidth, start, 0);
    for (const slot of spreadSlots) spreadBias(slots, count, slot, 1);
  };

  const forward = (from: number, to: number): void => {
    const count = to - from;
    for (let s = 0; s < initial.length; s++) {
      const start = initial[s]!.address + from * unit;
      kernels.copyRows(m.readAt(s, m.timeOf(0), from), Hp, start, Hp, count, Hp, 0);
    }
    for (const s of cell.passing) {
      for (let k = 0; k < m.dilation; k++)
        kernels.copyRows(m.runningAt(s, k, from), Hp, m.readAt(s, m.timeOf(k), from), Hp, count, Hp, 0);
    }
    if (m.projectsAtOnce) project(0, 0, T * B);
    for (let k = 0; k < T; k++) {
      const t = m.timeOf(k);
      const slots = m.slotsAt(t, from);
      if (!m.projectsAtOnce) project(t, from, count);
      for (let g = 0; g < given.length; g++) {
        outside[g] = m.givenAt(g, t, from);
        if (!isSameAtEveryStep(given[g]!)) continue;
        kernels.copyRows(outside[g]!, Hp, given[g]!.address + from * unit, Hp, count, Hp, 0);
      }
      for (let s = 0; s < stages.length; s++) {
        for (const product of m.products[s]!) {
          const { carried, firstSlot, gates, panels, multiply, startsAtBias } = product;
          if (m.isZero(product, k)) {
            if (startsAtBias) spreadBias(slots, count, firstSlot, gates);
            continue;
          }
          const state = m.sourceAt(carried, t, from);
          const to = slots + firstSlot * unit;
          const width = gates * Hp;
          const start = startsAtBias ? m.biasRow.address + firstSlot * unit : to;
          const step = startsAtBias ? 0 : slotRow;
          kernels[multiply](to, slotRow, state, Hp, panels.address, count, H, width, start, step, k);
        }
        const { forward } = stages[s]!;
        forward(...m.stepAt(k, from, count), m.stepBytes, ...outside);
      }
    }
    for (const s of cell.passing)
      kernels.copyRows(m.carriedAt(s, m.lastPosition, from), Hp, m.runningAt(s, T - 1, from), Hp, count, Hp, 0);
  };
  return { pack: { weights: Object.values(weights), run: pack }, forward };
}
