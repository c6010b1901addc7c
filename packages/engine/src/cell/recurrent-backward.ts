import type { GradientUse, OutputGradient, Plan } from "../autodiff/plan.ts";
import { columnsOf, type Step } from "../autodiff/step.ts";
import type { Tensor } from "../tensor/tensor.ts";
import type { CompiledCell } from "./compile.ts";
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
  plan: Plan,
  cell: CompiledCell,
  m: RecurrentMemory,
  x: Tensor,
  weights: RecurrentWeights,
  uses: RecurrentUses,
  outputs: { readonly sequence: OutputGradient; readonly final: readonly OutputGradient[] },
): Required<Pick<Step, "backward" | "weightGradients">> {
  const { kernels } = plan;
  const stages = plan.stagesOf(cell);
  const states = cell.cell.states.length;
  const wantsInitial = uses.initial.some((use) => use !== null);
  const { T, B, F, H, Hp, unit, slotRow, gradientRow, inputWidth, recurrentWidth } = m;

  const startRunning = (gradient: OutputGradient, s: number, from: number, count: number): void => {
    const to = m.runningAt(s, from);
    if (gradient.used) kernels.copyRows(to, Hp, gradient.address + from * unit, Hp, count, Hp, 0);
    else kernels.clear(to, count * Hp);
  };

  /** One step back: the stages in reverse, each followed by the recurrent products that came before it. */
  const stepBack = (k: number, from: number, count: number): void => {
    const t = m.timeOf(k);
    const gradients = m.gradientsAt(t, from);
    const previous = m.carriedAt(0, m.before(t), from);
    const vectors = weights.vectors?.address ?? 0;
    for (let s = stages.length - 1; s >= 0; s--) {
      const slots = m.slotsAt(t, from);
      const { carriedStride, mask } = m;
      stages[s]!.backward(
        count,
        unit,
        slots,
        4 * slotRow,
        previous,
        carriedStride,
        vectors,
        mask.address,
        gradients,
        4 * gradientRow,
        m.runningAt(0, from),
        B * unit,
      );
      const products = m.products[s]!;
      for (let i = 0; i < products.length; i++) {
        const { carried, firstSlot, gates, transposed } = products[i]!;
        if (m.isZero(products[i]!, k) || (k === 0 && carried === 0 && !wantsInitial)) continue;
        const to = m.runningAt(carried, from);
        // The kernel has written what it knows of dL/d state; of a `between` value nothing is there yet.
        const start = carried < states || i > 0 ? to : 0;
        const gate = gradients + firstSlot * unit;
        kernels.multiply(to, Hp, gate, gradientRow, transposed.address, count, gates * Hp, Hp, start, Hp);
      }
    }
  };

  /** dL/dx of rows from `row` of time `t` on. */
  const inputGradient = ({ address, accumulate }: GradientUse, t: number, row: number, count: number): void => {
    const to = address + 4 * (t * B + row) * x.stride;
    const start = accumulate === 1 ? to : 0;
    const panels = m.inputTransposed.address;
    kernels.multiply(
      ...([to, x.stride, m.gradientsAt(t, row), gradientRow, panels, count, inputWidth, x.stride] as const),
      start,
      x.stride,
    );
  };

  const backward = (from: number, to: number): void => {
    const count = to - from;
    for (let s = 0; s < outputs.final.length; s++) startRunning(outputs.final[s]!, s, from, count);
    for (let k = T - 1; k >= 0; k--) {
      const t = m.timeOf(k);
      if (outputs.sequence.used) {
        const gradient = outputs.sequence.address + (t * B + from) * unit;
        kernels.add(m.runningAt(0, from), m.runningAt(0, from), gradient, count * Hp);
      }
      stepBack(k, from, count);
      if (uses.x !== null && !m.projectsAtOnce) inputGradient(uses.x, t, from, count);
    }
    if (uses.x !== null && m.projectsAtOnce) inputGradient(uses.x, 0, 0, T * B);
    for (let s = uses.initial.length - 1; s >= 0; s--) {
      const use = uses.initial[s] ?? null;
      if (use === null) continue;
      kernels.copyRows(use.address + from * unit, Hp, m.runningAt(s, from), Hp, count, Hp, use.accumulate);
    }
  };

  /** The columns of a run of gates that are one part's, as a product over all rows of `steps` times from `first` on. */
  const productGradient = (
    run: {
      readonly use: GradientUse;
      readonly rowWidth: number;
      readonly block: number;
      readonly width: number;
      readonly slot: number;
    },
    left: { readonly address: number; readonly stride: number; readonly columns: number },
    times: { readonly first: number; readonly count: number },
    part: number,
    parts: number,
  ): void => {
    const { first, count } = columnsOf(run.width, part, parts);
    if (count === 0) return;
    kernels.multiplyTransposed(
      ...([run.use.address + run.block * unit + 4 * first, run.rowWidth, left.address, left.stride] as const),
      ...([m.gradientsAt(times.first, 0) + run.slot * unit + 4 * first, gradientRow] as const),
      ...([times.count * B, left.columns, count, run.use.accumulate] as const),
      m.productScratch.address + 4 * part * m.scratchFloats,
    );
  };

  const weightGradients = (part: number, parts: number): void => {
    if (uses.input !== null) {
      const left = { address: x.address, stride: x.stride, columns: F };
      const run = { use: uses.input, rowWidth: inputWidth, block: 0, width: inputWidth, slot: 0 };
      productGradient(run, left, { first: 0, count: T }, part, parts);
    }
    if (uses.recurrent !== null) {
      for (const product of m.products.flat()) {
        // All steps in one product, without the first one where its state was zero.
        const skipped = m.isZero(product, 0) ? 1 : 0;
        const first = Math.min(m.timeOf(skipped), m.timeOf(T - 1));
        const source = m.carriedAt(product.carried, m.before(first), 0);
        const left = { address: source, stride: Hp, columns: H };
        const { firstBlock: block, firstSlot: slot, gates } = product;
        const run = { use: uses.recurrent, rowWidth: recurrentWidth, block, width: gates * Hp, slot };
        productGradient(run, left, { first, count: T - skipped }, part, parts);
      }
    }
    const sum = (use: GradientUse | null, firstSlot: number, blocks: number): void => {
      const { first, count } = columnsOf(blocks * Hp, part, parts);
      if (use === null || count === 0) return;
      const from = m.gradientsAt(0, 0) + firstSlot * unit + 4 * first;
      kernels.columnSum(use.address + 4 * first, from, gradientRow, T * B, count, use.accumulate);
    };
    sum(uses.bias, 0, cell.slots.length);
    sum(uses.vectors, cell.slots.length, cell.cell.vectors.length);
    const both = weights.recurrentBias?.rows ?? 0;
    sum(uses.recurrentBias, cell.inputGates.length - both, both);
  };
  return { backward, weightGradients };
}
