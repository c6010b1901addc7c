import type { Plan } from "../autodiff/plan.ts";
import { DENSE, panelFloats, SPARSE, sparseFloats } from "../ops/packed-weight.ts";
import { rowStride, type Tensor } from "../tensor/tensor.ts";
import type { CompiledCell } from "./compile.ts";
import type { Cell } from "./define.ts";
import { CONSTANTS } from "./kernel-frame.ts";
import { JOINED_ROWS } from "./kernel-writer.ts";
import { carriedNames, firstGiven, type Product, slotRowFloats } from "./layout.ts";

/** The weights of a recurrent layer; blocks of H in the order of the compiled cell's gates. */
export interface RecurrentWeights {
  /** W `[F, inputGates, H]`. */
  readonly input: Tensor;
  /** U `[H, recurrentGates, H]`. */
  readonly recurrent: Tensor;
  /** b `[gates, H]`, in slot order. */
  readonly bias: Tensor;
  /** A second bias `[gates with both parts, H]`, as PyTorch trains it; absent in our own networks. */
  readonly recurrentBias?: Tensor;
  /** `[vectors, H]`; required where the cell has vectors. */
  readonly vectors?: Tensor;
}

/** What a layer is told about how it walks. */
export interface RecurrentOptions {
  /** States before the first step, `[B, H]` each; where absent, the numbers that the cell starts with. */
  readonly initial?: readonly Tensor[];
  /** Walk from the last time step to the first. */
  readonly reverse?: boolean;
  /** Steps back to the states that a step goes on from; 1 where absent (Chang et al. 2017). */
  readonly dilation?: number;
  /** The cell's given values, `[T, B, H]` each, or `[B, H]` where they are the same at every step. */
  readonly given?: readonly Tensor[];
  /** Most recurrent weights are zero: predictions leave them out, and change no bit by it. Training does not. */
  readonly sparse?: boolean;
}

/** A recurrent product with room for its weights, packed for the way there and for the way back. */
export interface PackedProduct extends Product {
  /** Kernels that pack its weights and multiply by them, on the way there. */
  readonly pack: "pack" | "packBlocks" | "packSparse";
  readonly multiply: "multiply" | "multiplyRows" | "multiplySparse";
  /** Nothing is in its slots before it: it starts from the biases. */
  readonly startsAtBias: boolean;
  readonly panels: Tensor;
  readonly transposed: Tensor;
}

/** Below so many rows a product is one of a matrix and single vectors. */
const FEW_ROWS = 4;

/**
 * Everything that one recurrent layer keeps while it runs, named once and laid out once. Sizes are in floats, addresses in
 * bytes. Carried arrays (states, `between` values, given values) hold T + d positions of `[B, H]`, d being the dilation: a
 * step reads one position and writes the one d further on, or d before it where the layer walks in reverse.
 */
export class RecurrentMemory {
  readonly T: number;
  readonly B: number;
  readonly F: number;
  readonly H: number;
  /** H padded to whole vectors, and the same in bytes. */
  readonly Hp: number;
  readonly unit: number;
  /** Floats of a row of slots, of gradients, of W and of U. */
  readonly slotRow: number;
  readonly gradientRow: number;
  /** Floats of a row of the vectors' gradients, and how many rows of them a step has: each is a sum over some of the batch. */
  readonly sumRow: number;
  readonly summedRows: number;
  readonly inputWidth: number;
  readonly recurrentWidth: number;
  /**
   * Whether the inputs of all steps are projected in one product: for a row or two at a time, weights would be read anew
   * at every step. More rows are projected as their step comes, so that a step finds its gates in the cache.
   */
  readonly projectsAtOnce: boolean;
  readonly carried: Tensor;
  /** Bytes from one carried array to the next, and from where a step reads to where it writes. */
  readonly carriedStride: number;
  readonly stepBytes: number;
  readonly running: Tensor;
  /** Rows of H: the mask of the units, 1 / H, the fixed vectors, what follows from weights. */
  readonly constants: Tensor;
  /** Recurrent weights that are learnt (1 or 0), and the numbers that stand in the place of others; empty without any. */
  readonly learnt: Tensor;
  readonly connected: Tensor;
  /** The weights as they count, and the biases that are learnt (1 or 0); empty where all are. */
  readonly effective: Tensor;
  readonly biased: Tensor;
  /** Steps from one to the next in a chain. */
  readonly dilation: number;
  readonly biasRow: Tensor;
  readonly inputPanels: Tensor;
  readonly inputTransposed: Tensor;
  /** Memory for products that sum over rows, one share for each thread, and the floats of a share. */
  readonly productScratch: Tensor;
  readonly scratchFloats: number;
  /** Recurrent products by the stage before which they run. */
  readonly products: readonly (readonly PackedProduct[])[];
  private readonly keepsSlots: boolean;
  /** A kernel has read all of a gate's slots before it writes, and where it is the only one, nobody reads them again. */
  private readonly gradientsInSlots: boolean;
  private readonly slots: Tensor;
  private readonly gradients: Tensor;
  private readonly sums: Tensor;
  private readonly cell: Cell;
  private readonly reverse: boolean;
  private readonly isGivenStart: boolean;
  private readonly given: readonly Tensor[];
  private readonly vectors: Tensor | undefined;

  constructor(
    plan: Plan,
    cell: CompiledCell,
    x: Tensor,
    weights: RecurrentWeights,
    options: RecurrentOptions,
    learns: boolean,
  ) {
    const [T, B, F] = x.shape as [number, number, number];
    if (B < 1) throw new Error("internal: a batch of no windows");
    const { initial, reverse = false, dilation = 1, given = [] } = options;
    if (initial !== undefined && dilation > 1) throw new Error("internal: chains start by themselves");
    const own = cell.cell;
    const H = weights.bias.width;
    const Hp = rowStride(H);
    const carriedCount = carriedNames(own).length;
    this.cell = own;
    this.dilation = dilation;
    this.T = T;
    this.B = B;
    this.F = F;
    this.H = H;
    this.Hp = Hp;
    this.unit = 4 * Hp;
    this.reverse = reverse;
    this.isGivenStart = initial !== undefined;
    this.given = given;
    this.vectors = weights.vectors;
    this.slotRow = slotRowFloats(cell, Hp);
    this.gradientsInSlots = cell.stages.length === 1;
    this.gradientRow = this.gradientsInSlots ? this.slotRow : cell.slots.length * Hp;
    this.sumRow = own.vectors.length * Hp;
    this.summedRows = Math.ceil(B / JOINED_ROWS);
    this.inputWidth = cell.inputGates.length * Hp;
    this.recurrentWidth = cell.recurrentGates.length * Hp;
    this.carriedStride = (T + dilation) * B * this.unit;
    this.stepBytes = (reverse ? -dilation : dilation) * B * this.unit;
    const sources = [x, ...Object.values(weights), ...(initial ?? []), ...given];
    this.carried = plan.output([carriedCount, T + dilation, B, H], sources);
    this.projectsAtOnce = B < FEW_ROWS;
    this.keepsSlots = learns || this.projectsAtOnce;
    this.slots = plan.scratch((this.keepsSlots ? T : 1) * B * this.slotRow);
    this.gradients = plan.scratch(learns && !this.gradientsInSlots ? T * B * this.gradientRow : 0);
    this.running = plan.scratch(learns || cell.passing.size > 0 ? dilation * carriedCount * B * Hp : 0);
    this.sums = plan.scratch(learns ? T * this.summedRows * this.sumRow : 0);
    this.constants = plan.scratch((CONSTANTS.fixed + own.fixed.length + cell.prepared.size) * Hp);
    const connections = own.gates.some(({ connection }) => connection !== null) ? H * this.recurrentWidth : 0;
    this.learnt = plan.scratch(connections);
    this.connected = plan.scratch(connections);
    this.effective = plan.scratch(connections);
    this.biased = plan.scratch(own.gates.every(({ bias }) => bias) ? 0 : cell.slots.length * Hp);
    this.biasRow = plan.scratch(cell.slots.length * Hp);
    const sparse = options.sparse && !learns;
    const form = sparse
      ? SPARSE
      : this.projectsAtOnce
        ? ({ pack: "packBlocks", multiply: "multiplyRows" } as const)
        : DENSE;
    this.products = cell.products.map((stage) =>
      stage.map((product) => ({
        ...product,
        ...form,
        startsAtBias: startsAtBias(cell, product),
        panels: plan.scratch((sparse ? sparseFloats : panelFloats)(H, product.gates * Hp)),
        transposed: plan.scratch(learns ? panelFloats(product.gates * Hp, Hp) : 0),
      })),
    );
    this.inputPanels = plan.scratch(panelFloats(F, this.inputWidth));
    this.inputTransposed = plan.scratch(plan.anyTracked([x]) ? panelFloats(this.inputWidth, rowStride(F)) : 0);
    this.scratchFloats = 256 * (rowStride(Math.max(F, H)) + 8);
    this.productScratch = plan.scratch(learns ? plan.engine.shareCount * this.scratchFloats : 0);
  }

  /** The time step that is k-th in the order of walking. */
  timeOf(k: number): number {
    return this.reverse ? this.T - 1 - k : k;
  }

  /** Position of the earliest time's output, and of the state after the last step walked. */
  get firstOutput(): number {
    return this.reverse ? 0 : this.dilation;
  }
  get lastPosition(): number {
    return this.reverse ? 0 : this.T + this.dilation - 1;
  }

  carriedAt(array: number, position: number, row: number): number {
    return this.carried.address + array * this.carriedStride + (position * this.B + row) * this.unit;
  }

  /** Where the step of a time reads a carried array. */
  readAt(array: number, t: number, row: number): number {
    return this.carriedAt(array, this.reverse ? t + this.dilation : t, row);
  }

  /** Where a given value stands at a time: where it was made, or copied among the states where it is the same at every step. */
  givenAt(g: number, t: number, row: number): number {
    const given = this.given[g]!;
    if (isSameAtEveryStep(given)) return this.readAt(firstGiven(this.cell) + g, t, row);
    return given.address + (t * this.B + row) * this.unit;
  }

  /** Where what goes through recurrent weights at a time stands. */
  sourceAt(array: number, t: number, row: number): number {
    const g = array - firstGiven(this.cell);
    return g < 0 ? this.readAt(array, t, row) : this.givenAt(g, t, row);
  }

  /** Where a row's gates stand at a time; where nobody will ask for them again, all times share one place. */
  slotsAt(t: number, row: number): number {
    return this.slots.address + 4 * ((this.keepsSlots ? t * this.B : 0) + row) * this.slotRow;
  }

  gradientsAt(t: number, row: number): number {
    if (this.gradientsInSlots) return this.slotsAt(t, row);
    return this.gradients.address + 4 * (t * this.B + row) * this.gradientRow;
  }

  /** Gradients of vectors at a time, from the sum that a row of the batch belongs to. */
  sumsAt(t: number, row: number): number {
    return this.sums.address + 4 * (t * this.summedRows + row / JOINED_ROWS) * this.sumRow;
  }

  /** dL/d of a carried array at the k-th step, for the chain of steps that it belongs to. */
  runningAt(array: number, k: number, row: number): number {
    const chain = (k % this.dilation) * carriedNames(this.cell).length;
    return this.running.address + ((chain + array) * this.B + row) * this.unit;
  }

  /** What kernels on both ways are told of the k-th step of some rows: the first parameters of each. */
  stepAt(k: number, row: number, count: number): number[] {
    const t = this.timeOf(k);
    const from = [count, this.slotsAt(t, row), this.readAt(0, t, row), this.carriedStride];
    return [
      ...from,
      this.vectors?.address ?? 0,
      this.constants.address,
      k,
      this.runningAt(0, k, row),
      this.B * this.unit,
    ];
  }

  /** A product whose vector is zero, so that it need not be done: a state at the start of a layer that starts at zero. */
  isZero(product: Product, k: number): boolean {
    const state = this.cell.states[product.carried];
    if (this.isGivenStart || k >= this.dilation || state === undefined) return false;
    return (this.cell.starts.states[state] ?? 0) === 0;
  }
}

/** Whether a given value is one for all steps, `[B, H]`. */
export const isSameAtEveryStep = ({ shape }: Tensor): boolean => shape.length === 2;

/** Whether a product is the first that anybody adds to its gates, none of which has an input. */
function startsAtBias(cell: CompiledCell, product: Product): boolean {
  if (product.firstSlot < cell.inputGates.length) return false;
  const all = cell.products.flat();
  const overlaps = (other: Product) =>
    other.firstSlot < product.firstSlot + product.gates && product.firstSlot < other.firstSlot + other.gates;
  return !all.slice(0, all.indexOf(product)).some(overlaps);
}
