import type { GradientUse, OutputGradient, Plan } from "../autodiff/plan.ts";
import { columnsOf, type Step, shareOf } from "../autodiff/step.ts";
import type { Tensor } from "../tensor/tensor.ts";
import type { CompiledCell } from "./compile.ts";
import { firstGiven, type Product } from "./layout.ts";
import type { RecurrentMemory, RecurrentWeights } from "./recurrent-memory.ts";

/** Where the gradients of a layer's inputs go; null where nobody wants one. */
export interface RecurrentUses {
  readonly x: GradientUse | null;
  readonly input: GradientUse | null;
  readonly recurrent: GradientUse | null;
  readonly bias: GradientUse | null;
  readonly recurrentBias: GradientUse | null;
  readonly vectors: GradientUse | null;
  readonly given: readonly (GradientUse | null)[];
  readonly initial: readonly (GradientUse | null)[];
}

/** Time steps from … to, and whether they are the first whose gradients are summed. */
interface Times {
  readonly from: number;
  readonly to: number;
  readonly isFirst: boolean;
}

/** Rows whose gradients are summed at a time, at least: as many as a product of sums takes. */
const SUMMED_ROWS = 256;

/** The way back through time: from the gradients of the outputs to those of weights, inputs and initial states. */
export function recurrentBackward(
  plan: Plan,
  cell: CompiledCell,
  m: RecurrentMemory,
  x: Tensor,
  weights: RecurrentWeights,
  given: readonly Tensor[],
  uses: RecurrentUses,
  outputs: { readonly sequences: readonly OutputGradient[]; readonly final: readonly OutputGradient[] },
): Required<Pick<Step, "backward" | "weightGradients">> {
  const { kernels } = plan;
  const stages = plan.stagesOf(cell);
  const states = cell.cell.states.length;
  const outside = firstGiven(cell.cell);
  /** Of a `between` value nothing is known before its products; of all others the kernel has written what it knows. */
  const isBetween = (carried: number) => carried >= states && carried < outside;
  const products = m.products.flat();
  const wantsInitial = uses.initial.some((use) => use !== null);
  const { T, B, F, H, Hp, unit, slotRow, gradientRow, inputWidth, recurrentWidth } = m;

  /** The last step of each chain begins from what is known of the states behind it. */
  const startRunning = (gradient: OutputGradient, s: number, k: number, from: number, count: number): void => {
    const to = m.runningAt(s, k, from);
    if (gradient.used && k === T - 1) kernels.copyRows(to, Hp, gradient.address + from * unit, Hp, count, Hp, 0);
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
      const { carriedStride, constants } = m;
      stages[s]!.backward(
        count,
        unit,
        slots,
        4 * slotRow,
        previous,
        carriedStride,
        vectors,
        constants.address,
        k,
        gradients,
        4 * gradientRow,
        m.runningAt(0, k, from),
        B * unit,
      );
      const before = m.products[s]!;
      for (let i = 0; i < before.length; i++) {
        const { carried, firstSlot, gates, transposed } = before[i]!;
        if (m.isZero(before[i]!, k) || (k < m.dilation && carried < states && !wantsInitial)) continue;
        const to = m.runningAt(carried, k, from);
        const start = isBetween(carried) && i === 0 ? 0 : to;
        const gate = gradients + firstSlot * unit;
        kernels.multiply(to, Hp, gate, gradientRow, transposed.address, count, gates * Hp, Hp, start, Hp);
      }
    }
    for (let g = 0; g < given.length; g++) givenGradient(g, k, from, count);
  };

  /** dL/d of a given value; one that is the same at every step gathers what all steps say. */
  const givenGradient = (g: number, k: number, from: number, count: number): void => {
    const use = uses.given[g] ?? null;
    if (use === null) return;
    const isSame = given[g]!.shape.length === 2;
    const to = use.address + ((isSame ? 0 : m.timeOf(k) * B) + from) * unit;
    const accumulate = isSame && k < T - 1 ? 1 : use.accumulate;
    kernels.copyRows(to, Hp, m.runningAt(outside + g, k, from), Hp, count, Hp, accumulate);
  };

  /** dL/dx of rows from `row` of time `t` on. */
  const inputGradient = ({ address, accumulate }: GradientUse, t: number, row: number, count: number): void => {
    const to = address + 4 * (t * B + row) * x.stride;
    const start = accumulate === 1 ? to : 0;
    const panels = m.inputTransposed.address;
    kernels.multiply(
      to,
      x.stride,
      m.gradientsAt(t, row),
      gradientRow,
      panels,
      count,
      inputWidth,
      x.stride,
      start,
      x.stride,
    );
  };

  const backward = (from: number, to: number): void => {
    const count = to - from;
    for (let k = T - 1; k >= 0; k--) {
      const t = m.timeOf(k);
      for (let s = 0; s < states; s++) {
        if (k >= T - m.dilation) startRunning(outputs.final[s]!, s, k, from, count);
        const sequence = outputs.sequences[s]!;
        if (!sequence.used) continue;
        const gradient = sequence.address + (t * B + from) * unit;
        kernels.add(m.runningAt(s, k, from), m.runningAt(s, k, from), gradient, count * Hp);
      }
      stepBack(k, from, count);
      if (uses.x !== null && !m.projectsAtOnce) inputGradient(uses.x, t, from, count);
    }
    if (uses.x !== null && m.projectsAtOnce) inputGradient(uses.x, 0, 0, T * B);
    for (let s = uses.initial.length - 1; s >= 0; s--) {
      const use = uses.initial[s] ?? null;
      if (use === null) continue;
      kernels.copyRows(use.address + from * unit, Hp, m.runningAt(s, 0, from), Hp, count, Hp, use.accumulate);
    }
  };

  /** dL/dW of a run of gates, from what is on its left: what is one part's, over some times. */
  const productGradient = (
    { address, accumulate }: GradientUse,
    run: { readonly rowWidth: number; readonly block: number; readonly slot: number; readonly gates: number },
    left: { readonly address: number; readonly stride: number; readonly columns: number },
    times: Times,
    part: number,
    parts: number,
  ): void => {
    const width = run.gates * Hp;
    const { row, rows, column, columns } = shareOf(left.columns, width, part, parts);
    if (rows === 0 || columns === 0) return;
    kernels.multiplyTransposed(
      address + run.block * unit + 4 * (row * run.rowWidth + column),
      run.rowWidth,
      left.address + 4 * row,
      left.stride,
      m.gradientsAt(times.from, 0) + run.slot * unit + 4 * column,
      gradientRow,
      (times.to - times.from) * B,
      rows,
      columns,
      times.isFirst ? accumulate : 1,
      m.productScratch.address + 4 * part * m.scratchFloats,
    );
  };

  /** No gradient for a number that is not learnt: what is this part's of every product. */
  const clearConnections = (address: number, part: number, parts: number): void => {
    for (const { firstBlock, gates } of products) {
      const { row, rows, column, columns } = shareOf(H, gates * Hp, part, parts);
      for (let r = row; r < row + rows && columns > 0; r++) {
        const at = 4 * (r * recurrentWidth + firstBlock * Hp + column);
        kernels.multiplyElements(address + at, address + at, m.learnt.address + at, columns, 0);
      }
    }
  };

  const sum = (
    use: GradientUse | null,
    firstSlot: number,
    blocks: number,
    { from, to, isFirst }: Times,
    part: number,
    parts: number,
  ): void => {
    const { first, count } = columnsOf(blocks * Hp, part, parts);
    if (use === null || count === 0) return;
    const gradients = m.gradientsAt(from, 0) + firstSlot * unit + 4 * first;
    const flag = isFirst ? use.accumulate : 1;
    kernels.columnSum(use.address + 4 * first, gradients, gradientRow, (to - from) * B, count, flag);
  };

  /** Without the steps whose state was zero. */
  const withoutZero = (product: Product, times: Times): Times => {
    if (!m.isZero(product, 0)) return times;
    const [first, last] = m.timeOf(0) === 0 ? [m.dilation, T] : [0, T - m.dilation];
    const from = Math.min(Math.max(times.from, first), times.to);
    return { ...times, from, to: Math.max(from, Math.min(times.to, last)) };
  };

  const gradientsOfTimes = (times: Times, part: number, parts: number): void => {
    if (uses.input !== null) {
      const run = { rowWidth: inputWidth, block: 0, slot: 0, gates: cell.inputGates.length };
      const left = { address: x.address + 4 * times.from * B * x.stride, stride: x.stride, columns: F };
      productGradient(uses.input, run, left, times, part, parts);
    }
    if (uses.recurrent !== null) {
      for (const product of products) {
        const { carried, firstBlock: block, firstSlot: slot, gates } = product;
        const run = { rowWidth: recurrentWidth, block, slot, gates };
        const some = withoutZero(product, times);
        // A walk in reverse reads the position behind a time: neighbours either way, so one product will do.
        const left = { address: m.carriedAt(carried, m.before(some.from), 0), stride: Hp, columns: H };
        productGradient(uses.recurrent, run, left, some, part, parts);
      }
    }
    sum(uses.bias, 0, cell.slots.length, times, part, parts);
    sum(uses.vectors, cell.slots.length, cell.cell.vectors.length, times, part, parts);
    const both = weights.recurrentBias?.rows ?? 0;
    sum(uses.recurrentBias, cell.inputGates.length - both, both, times, part, parts);
  };

  /** Some times after the other, so that what all these sums read is read while it is in the cache. */
  const weightGradients = (part: number, parts: number): void => {
    const some = Math.ceil(SUMMED_ROWS / B);
    for (let from = 0; from < T; from += some) {
      gradientsOfTimes({ from, to: Math.min(from + some, T), isFirst: from === 0 }, part, parts);
    }
    if (uses.recurrent !== null && m.learnt.floats > 0) clearConnections(uses.recurrent.address, part, parts);
    if (uses.bias !== null && m.biased.floats > 0) {
      const { first, count } = columnsOf(cell.slots.length * Hp, part, parts);
      const [to, biased] = [uses.bias.address + 4 * first, m.biased.address + 4 * first];
      if (count > 0) kernels.multiplyElements(to, to, biased, count, 0);
    }
  };
  return { backward, weightGradients };
}
