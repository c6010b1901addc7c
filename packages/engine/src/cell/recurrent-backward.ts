import type { GradientUse, OutputGradient } from "../autodiff/plan.ts";
import type { Engine } from "../memory/engine.ts";
import type { Flag } from "../memory/kernels.ts";
import type { Tensor } from "../tensor/tensor.ts";
import type { CompiledCell } from "./compile.ts";
import type { Product } from "./layout.ts";
import type { RecurrentMemory, RecurrentWeights } from "./recurrent-memory.ts";

/** Where the gradients of a layer's inputs go; null where nobody wants one. */
export interface RecurrentUses {
  readonly x: GradientUse | null;
  readonly input: GradientUse | null;
  readonly recurrent: GradientUse | null;
  readonly bias: GradientUse | null;
  readonly recurrentBias: GradientUse | null;
  readonly vectors: GradientUse | null;
  readonly initial: readonly (GradientUse | null)[];
}

/** The way back through time: from the gradients of the outputs to those of weights, inputs and initial states. */
export function recurrentBackward(
  engine: Engine,
  cell: CompiledCell,
  m: RecurrentMemory,
  x: Tensor,
  weights: RecurrentWeights,
  uses: RecurrentUses,
  outputs: { readonly sequence: OutputGradient; readonly final: readonly OutputGradient[] },
): () => void {
  const { kernels } = engine;
  const stages = engine.stagesOf(cell);
  const states = cell.cell.states.length;
  const wantsInitial = uses.initial.some((use) => use !== null);
  const { T, B, F, H, Hp, unit, slotRow, gradientRow, inputWidth, recurrentWidth } = m;

  const startRunning = (gradient: OutputGradient, s: number): void => {
    const to = m.runningAt(s);
    if (gradient.used) kernels.copyRows(to, Hp, gradient.address, Hp, B, Hp, 0);
    else engine.f32.fill(0, to / 4, to / 4 + B * Hp);
  };

  /** One step back: the stages in reverse, each followed by the recurrent products that came before it. */
  const stepBack = (k: number): void => {
    const t = m.timeOf(k);
    const gradients = m.gradientsAt(t);
    const previous = m.carriedAt(0, m.before(t));
    const vectors = weights.vectors?.address ?? 0;
    for (let s = stages.length - 1; s >= 0; s--) {
      const slots = m.slotsAt(t);
      const { carriedStride, mask, running } = m;
      stages[s]!.backward(
        B,
        unit,
        slots,
        4 * slotRow,
        previous,
        carriedStride,
        vectors,
        mask.address,
        gradients,
        4 * gradientRow,
        running.address,
        B * unit,
      );
      m.products[s]!.forEach((product, i) => {
        const { carried, firstSlot, gates, transposed } = product;
        if (m.isZero(product, k) || (k === 0 && carried === 0 && !wantsInitial)) return;
        // The kernel has written what it knows of dL/d state; of a `between` value nothing is there yet.
        const add: Flag = carried < states || i > 0 ? 1 : 0;
        const from = gradients + firstSlot * unit;
        kernels.multiply(m.runningAt(carried), Hp, from, gradientRow, transposed.address, B, gates * Hp, Hp, add);
      });
    }
  };

  /** dU of one run of gates: all steps in one product, without the first one where its state was zero. */
  const recurrentGradient = (product: Product, use: GradientUse): void => {
    const skipped = m.isZero(product, 0) ? 1 : 0;
    const first = Math.min(m.timeOf(skipped), m.timeOf(T - 1));
    const to = use.address + product.firstBlock * unit;
    const source = m.carriedAt(product.carried, m.before(first));
    const from = m.gradientsAt(first) + product.firstSlot * unit;
    const width = product.gates * Hp;
    kernels.multiplyTransposed(
      ...([to, recurrentWidth, source, Hp, from, gradientRow, (T - skipped) * B, H, width] as const),
      use.accumulate,
      m.productScratch.address,
    );
  };

  const weightGradients = (): void => {
    const from = m.gradientsAt(0);
    if (uses.input !== null) {
      kernels.multiplyTransposed(
        ...([uses.input.address, inputWidth, x.address, x.stride, from, gradientRow, T * B, F, inputWidth] as const),
        uses.input.accumulate,
        m.productScratch.address,
      );
    }
    if (uses.recurrent !== null) for (const product of m.products.flat()) recurrentGradient(product, uses.recurrent);
    const sum = (use: GradientUse | null, firstSlot: number, blocks: number): void => {
      if (use === null) return;
      kernels.columnSum(use.address, from + firstSlot * unit, gradientRow, T * B, blocks * Hp, use.accumulate);
    };
    sum(uses.bias, 0, cell.slots.length);
    sum(uses.vectors, cell.slots.length, cell.cell.vectors.length);
    const both = weights.recurrentBias?.rows ?? 0;
    sum(uses.recurrentBias, cell.inputGates.length - both, both);
  };

  const inputGradient = ({ address, accumulate }: GradientUse): void => {
    const panels = m.inputTransposed.address;
    kernels.packTransposed(panels, weights.input.address, inputWidth, inputWidth, F);
    const from = m.gradientsAt(0);
    kernels.multiply(address, x.stride, from, gradientRow, panels, T * B, inputWidth, x.stride, accumulate);
  };

  return () => {
    outputs.final.forEach(startRunning);
    for (const { transposed, firstBlock, gates } of m.products.flat()) {
      const block = weights.recurrent.address + firstBlock * unit;
      kernels.packTransposed(transposed.address, block, recurrentWidth, gates * Hp, H);
    }
    for (let k = T - 1; k >= 0; k--) {
      if (outputs.sequence.used) {
        const from = outputs.sequence.address + m.timeOf(k) * B * unit;
        kernels.add(m.runningAt(0), m.runningAt(0), from, B * Hp);
      }
      stepBack(k);
    }
    for (let s = uses.initial.length - 1; s >= 0; s--) {
      const use = uses.initial[s] ?? null;
      if (use !== null) kernels.copyRows(use.address, Hp, m.runningAt(s), Hp, B, Hp, use.accumulate);
    }
    weightGradients();
    if (uses.x !== null) inputGradient(uses.x);
  };
}
