import type { GradientUse, Plan } from "../autodiff/plan.ts";
import { columnsOf, type Step, shareOf } from "../autodiff/step.ts";
import type { Tensor } from "../tensor/tensor.ts";
import type { CompiledCell } from "./compile.ts";
import type { Product } from "./layout.ts";
import type { RecurrentUses } from "./recurrent-backward.ts";
import type { RecurrentMemory, RecurrentWeights } from "./recurrent-memory.ts";

/** Time steps from … to, and whether they are the first whose gradients are summed. */
interface Times {
  readonly from: number;
  readonly to: number;
  readonly isFirst: boolean;
}

/** Rows whose gradients are summed at a time, at least: as many as a product of sums takes. */
const SUMMED_ROWS = 256;

/** Neighbouring slots, all of whose biases are learnt or none of them. */
interface BiasRun {
  readonly first: number;
  readonly count: number;
  readonly learnt: boolean;
}

/** Slots `from … to` as runs. */
function biasRuns({ cell, slots }: CompiledCell, from: number, to: number): BiasRun[] {
  const runs: BiasRun[] = [];
  for (let slot = from; slot < to; slot++) {
    const learnt = cell.gates.find(({ name }) => name === slots[slot])!.bias;
    const last = runs.at(-1);
    if (last?.learnt === learnt) runs[runs.length - 1] = { ...last, count: last.count + 1 };
    else runs.push({ first: slot, count: 1, learnt });
  }
  return runs;
}

/** Gradients of a layer's weights, as sums over all its steps: what is one part's of each. */
export function recurrentGradients(
  plan: Plan,
  cell: CompiledCell,
  m: RecurrentMemory,
  x: Tensor,
  weights: RecurrentWeights,
  uses: RecurrentUses,
): NonNullable<Step["weightGradients"]> {
  const { kernels } = plan;
  const products = m.products.flat();
  const { T, B, F, H, Hp, unit, gradientRow, inputWidth, recurrentWidth } = m;
  const gates = cell.inputGates.length;
  const inputRuns = biasRuns(cell, 0, gates);
  const otherRuns = biasRuns(cell, gates, cell.slots.length);
  const unlearnt = [...inputRuns, ...otherRuns].filter(({ learnt }) => !learnt);
  /** Biases of input gates are added up by the product that reads their gradients; these are not. */
  const summed = (uses.input === null ? [...inputRuns, ...otherRuns] : otherRuns).filter(({ learnt }) => learnt);

  /** dL/dW of a run of gates, from what is on its left: what is one part's, over some times. */
  const productGradient = (
    { address, accumulate }: GradientUse,
    run: { readonly rowWidth: number; readonly block: number; readonly slot: number; readonly gates: number },
    left: { readonly address: number; readonly stride: number; readonly columns: number },
    times: Times,
    part: number,
    parts: number,
    bias: GradientUse | null = null,
  ): void => {
    const width = run.gates * Hp;
    const { row, rows, column, columns } = shareOf(left.columns, width, part, parts);
    if (rows === 0 || columns === 0) return;
    // Of a matrix cut into rows, whoever has the first one adds up the bias.
    const sums = row === 0 && bias !== null ? bias.address + run.slot * unit + 4 * column : 0;
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
      sums,
      times.isFirst ? (bias?.accumulate ?? 0) : 1,
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

  /** The sums of what neighbouring gates were told, into blocks of a gradient from `block` on. */
  const sum = (
    use: GradientUse | null,
    block: number,
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
    kernels.columnSum(use.address + block * unit + 4 * first, gradients, gradientRow, (to - from) * B, count, flag);
  };

  /** The same of vectors, some rows of which have been added up on the way. */
  const sumVectors = ({ from, to, isFirst }: Times, part: number, parts: number): void => {
    const use = uses.vectors;
    const { first, count } = columnsOf(m.sumRow, part, parts);
    if (use === null || count === 0) return;
    const flag = isFirst ? use.accumulate : 1;
    const rows = (to - from) * m.summedRows;
    kernels.columnSum(use.address + 4 * first, m.sumsAt(from, 0) + 4 * first, m.sumRow, rows, count, flag);
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
      const left = { address: x.address + 4 * times.from * B * x.stride, stride: x.stride, columns: F };
      for (const { first, count, learnt } of inputRuns) {
        const run = { rowWidth: inputWidth, block: first, slot: first, gates: count };
        productGradient(uses.input, run, left, times, part, parts, learnt ? uses.bias : null);
      }
    }
    if (uses.recurrent !== null) {
      for (const product of products) {
        const { carried, firstBlock: block, firstSlot: slot, gates } = product;
        const run = { rowWidth: recurrentWidth, block, slot, gates };
        const some = withoutZero(product, times);
        // A walk in reverse reads the position behind a time: neighbours either way, so one product will do.
        const left = { address: m.sourceAt(carried, some.from, 0), stride: Hp, columns: H };
        productGradient(uses.recurrent, run, left, some, part, parts);
      }
    }
    for (const { first, count } of summed) sum(uses.bias, first, first, count, times, part, parts);
    sumVectors(times, part, parts);
    const both = weights.recurrentBias?.rows ?? 0;
    sum(uses.recurrentBias, 0, cell.inputGates.length - both, both, times, part, parts);
  };

  /** Some times after the other, so that what all these sums read is read while it is in the cache. */
  return (part: number, parts: number): void => {
    const some = Math.ceil(SUMMED_ROWS / B);
    for (let from = 0; from < T; from += some) {
      gradientsOfTimes({ from, to: Math.min(from + some, T), isFirst: from === 0 }, part, parts);
    }
    if (uses.recurrent !== null && m.learnt.floats > 0) clearConnections(uses.recurrent.address, part, parts);
    for (const run of unlearnt) {
      const { first, count } = columnsOf(run.count * Hp, part, parts);
      if (uses.bias !== null && count > 0) kernels.clear(uses.bias.address + run.first * unit + 4 * first, count);
    }
  };
}
