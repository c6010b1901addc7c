import type { Engine } from "../memory/engine.ts";
import type { Tensor } from "../tensor/tensor.ts";
import type { CompiledCell } from "./compile.ts";
import type { RecurrentMemory, RecurrentWeights } from "./recurrent-memory.ts";

/** The way there: all inputs in one product, then for each step the recurrent products and the cell's kernel. */
export function recurrentForward(
  engine: Engine,
  cell: CompiledCell,
  m: RecurrentMemory,
  x: Tensor,
  weights: RecurrentWeights,
  initial: readonly Tensor[],
): () => void {
  const { kernels } = engine;
  const stages = engine.stagesOf(cell);
  const { T, B, F, H, Hp, unit, slotRow, inputWidth, recurrentWidth } = m;
  const biasFloats = cell.slots.length * Hp;

  /** All bits set for the H units there are, none for the padding. */
  const setMask = (): void => {
    const from = m.mask.address / 4;
    engine.i32.fill(-1, from, from + H).fill(0, from + H, from + Hp);
  };

  /** Every row of slots starts as the bias. */
  const addBiases = (): void => {
    const { bias, recurrentBias } = weights;
    let row = bias.address;
    if (recurrentBias !== undefined) {
      const firstBoth = m.biasRow.address + (cell.inputGates.length - recurrentBias.rows) * unit;
      kernels.copyRows(m.biasRow.address, biasFloats, row, biasFloats, 1, biasFloats, 0);
      kernels.add(firstBoth, firstBoth, recurrentBias.address, recurrentBias.floats);
      row = m.biasRow.address;
    }
    kernels.spreadRow(m.slotsAt(0), slotRow, row, T * B, biasFloats);
  };

  return () => {
    setMask();
    initial.forEach((state, s) => {
      kernels.copyRows(m.carriedAt(s, m.before(m.timeOf(0))), Hp, state.address, Hp, B, Hp, 0);
    });
    addBiases();
    kernels.pack(m.inputPanels.address, weights.input.address, inputWidth, F, inputWidth);
    kernels.multiply(m.slotsAt(0), slotRow, x.address, x.stride, m.inputPanels.address, T * B, F, inputWidth, 1);
    for (const { panels, firstBlock, gates } of m.products.flat()) {
      kernels.pack(panels.address, weights.recurrent.address + firstBlock * unit, recurrentWidth, H, gates * Hp);
    }
    const vectors = weights.vectors?.address ?? 0;
    for (let k = 0; k < T; k++) {
      const t = m.timeOf(k);
      const slots = m.slotsAt(t);
      for (let s = 0; s < stages.length; s++) {
        for (const product of m.products[s]!) {
          if (m.isZero(product, k)) continue;
          const { carried, firstSlot, gates, panels } = product;
          const from = m.carriedAt(carried, m.before(t));
          kernels.multiply(slots + firstSlot * unit, slotRow, from, Hp, panels.address, B, H, gates * Hp, 1);
        }
        const previous = m.carriedAt(0, m.before(t));
        const { stepBytes, carriedStride, mask } = m;
        stages[s]!.forward(B, unit, slots, 4 * slotRow, previous, stepBytes, carriedStride, vectors, mask.address);
      }
    }
  };
}
