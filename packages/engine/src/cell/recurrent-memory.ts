import type { Plan } from "../autodiff/plan.ts";
import { rowStride, type Tensor } from "../tensor/tensor.ts";
import type { CompiledCell } from "./compile.ts";
import type { Product } from "./layout.ts";

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

/** A recurrent product with room for its weights, packed for the way there and for the way back. */
export interface PackedProduct extends Product {
  readonly panels: Tensor;
  readonly transposed: Tensor;
}

/** Below so many rows a product is one of a matrix and single vectors. */
const FEW_ROWS = 4;

/**
 * Everything that one recurrent layer keeps while it runs, named once and laid out once. Sizes are in floats, addresses in
 * bytes. Carried arrays (states, then `between` values) hold T + 1 positions of `[B, H]`: a step reads one position and
 * writes its neighbour, the one behind it where the layer walks in reverse.
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
  readonly mask: Tensor;
  readonly biasRow: Tensor;
  readonly inputPanels: Tensor;
  readonly inputTransposed: Tensor;
  /** Memory for products that sum over rows, one share for each thread, and the floats of a share. */
  readonly productScratch: Tensor;
  readonly scratchFloats: number;
  /** Recurrent products by the stage before which they run. */
  readonly products: readonly (readonly PackedProduct[])[];
  private readonly keepsSlots: boolean;
  private readonly slots: Tensor;
  private readonly gradients: Tensor;
  private readonly reverse: boolean;
  private readonly zeroStart: boolean;

  constructor(
    plan: Plan,
    cell: CompiledCell,
    x: Tensor,
    weights: RecurrentWeights,
    options: { readonly initial: readonly Tensor[] | undefined; readonly reverse: boolean; readonly learns: boolean },
  ) {
    const [T, B, F] = x.shape as [number, number, number];
    if (B < 1) throw new Error("internal: a batch of no windows");
    const { learns, initial, reverse } = options;
    const H = weights.bias.width;
    const Hp = rowStride(H);
    const carriedCount = cell.cell.states.length + cell.cell.between.length;
    this.T = T;
    this.B = B;
    this.F = F;
    this.H = H;
    this.Hp = Hp;
    this.unit = 4 * Hp;
    this.reverse = reverse;
    this.zeroStart = initial === undefined;
    this.slotRow = cell.slotCount * Hp;
    this.gradientRow = (cell.slots.length + cell.cell.vectors.length) * Hp;
    this.inputWidth = cell.inputGates.length * Hp;
    this.recurrentWidth = cell.recurrentGates.length * Hp;
    this.carriedStride = (T + 1) * B * this.unit;
    this.stepBytes = reverse ? -B * this.unit : B * this.unit;
    this.carried = plan.output([carriedCount, T + 1, B, H], [x, ...Object.values(weights), ...(initial ?? [])]);
    this.projectsAtOnce = B < FEW_ROWS;
    this.keepsSlots = learns || this.projectsAtOnce;
    this.slots = plan.scratch((this.keepsSlots ? T : 1) * B * this.slotRow);
    this.gradients = plan.scratch(learns ? T * B * this.gradientRow : 0);
    this.running = plan.scratch(learns ? carriedCount * B * Hp : 0);
    this.mask = plan.scratch(Hp);
    this.biasRow = plan.scratch(cell.slots.length * Hp);
    this.products = cell.products.map((stage) =>
      stage.map((product) => ({
        ...product,
        panels: plan.scratch(panelFloats(H, product.gates * Hp)),
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

  /** The position of the carried arrays that the step of a time reads. */
  before(t: number): number {
    return this.reverse ? t + 1 : t;
  }

  /** Position of the first step's output in time, and of the state after the last step walked. */
  get firstOutput(): number {
    return this.reverse ? 0 : 1;
  }
  get lastPosition(): number {
    return this.reverse ? 0 : this.T;
  }

  carriedAt(array: number, position: number, row: number): number {
    return this.carried.address + array * this.carriedStride + (position * this.B + row) * this.unit;
  }

  /** Where a row's gates stand at a time; where nobody will ask for them again, all times share one place. */
  slotsAt(t: number, row: number): number {
    return this.slots.address + 4 * ((this.keepsSlots ? t * this.B : 0) + row) * this.slotRow;
  }

  gradientsAt(t: number, row: number): number {
    return this.gradients.address + 4 * (t * this.B + row) * this.gradientRow;
  }

  /** dL/d of a carried array at the step that the backward walk has reached. */
  runningAt(array: number, row: number): number {
    return this.running.address + (array * this.B + row) * this.unit;
  }

  /** A product whose vector is zero, so that it need not be done: h at the first step of a layer that starts at zero. */
  isZero(product: Product, k: number): boolean {
    return this.zeroStart && k === 0 && product.carried === 0;
  }
}

/** Floats of a packed matrix of K rows and N columns. */
function panelFloats(k: number, n: number): number {
  return k * Math.ceil(n / 8) * 8;
}
