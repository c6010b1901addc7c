import type { GradientUse, OutputGradient, Plan } from "../autodiff/plan.ts";
import type { Flag } from "../memory/kernels.ts";
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

export interface RecurrentOutput {
  /** The first state after every step, `[T, B, H]`, in the order of time. */
  readonly sequence: Tensor;
  /** Every state after the last step, `[B, H]` each. */
  readonly final: readonly Tensor[];
}

export interface RecurrentOptions {
  /** States before the first step, `[B, H]` each; zero where absent. */
  readonly initial?: readonly Tensor[];
  /** Walk from the last time step to the first. */
  readonly reverse?: boolean;
}

/** Shapes of a layer's weights, for whoever makes its parameters. */
export function recurrentShapes(cell: CompiledCell, features: number, units: number) {
  const both = cell.inputGates.filter((gate) => cell.recurrentGates.includes(gate)).length;
  return {
    input: [features, cell.inputGates.length, units],
    recurrent: [units, cell.recurrentGates.length, units],
    bias: [cell.slots.length, units],
    recurrentBias: [both, units],
    vectors: [cell.cell.vectors.length, units],
  } as const;
}

/**
 * A recurrent layer as one operation: the inputs of all T steps are projected in one product; then every step is one
 * product with U and one fused kernel. Backward is the same in reverse, with the weight gradients as one product over
 * all steps at its end. x is `[T, B, F]`. The first step takes no product where the initial state is zero.
 */
export function recurrent(
  plan: Plan,
  cell: CompiledCell,
  x: Tensor,
  weights: RecurrentWeights,
  options: RecurrentOptions = {},
): RecurrentOutput {
  const { engine } = plan;
  const { kernels } = engine;
  const stages = engine.stagesOf(cell);
  const [T, B, F] = x.shape as [number, number, number];
  if (B < 1) throw new Error("internal: a batch of no windows");
  const H = weights.bias.width;
  const Hp = rowStride(H);
  const unit = 4 * Hp;
  const S = cell.cell.states.length;
  const G = cell.slots.length;
  const V = cell.cell.vectors.length;
  const carriedCount = S + cell.cell.between.length;
  const reverse = options.reverse === true;
  const { initial } = options;
  const inputs = [x, ...Object.values(weights), ...(initial ?? [])];
  const learns = plan.anyTracked(inputs);

  // Carried arrays hold T + 1 positions of [B, H]: a step reads one and writes its neighbour.
  const positions = T + 1;
  const carried = plan.output([carriedCount, positions, B, H], inputs);
  const carriedStride = 4 * positions * B * Hp;
  const slotRow = cell.slotCount * Hp;
  const slots = plan.scratch(T * B * slotRow);
  const gradientRow = (G + V) * Hp;
  const gradients = plan.scratch(learns ? T * B * gradientRow : 0);
  const running = plan.scratch(learns ? carriedCount * B * Hp : 0);
  const mask = plan.scratch(Hp);
  const biasRow = plan.scratch(G * Hp);
  const products = cell.products.map((stage) =>
    stage.map((product) => ({
      ...product,
      panels: plan.scratch(panelFloats(H, product.gates * Hp)),
      transposed: plan.scratch(learns ? panelFloats(product.gates * Hp, Hp) : 0),
    })),
  );
  const inputWidth = cell.inputGates.length * Hp;
  const recurrentWidth = cell.recurrentGates.length * Hp;
  const inputPanels = plan.scratch(panelFloats(F, inputWidth));
  const inputTransposed = plan.scratch(plan.anyTracked([x]) ? panelFloats(inputWidth, rowStride(F)) : 0);
  const productScratch = plan.scratch(learns ? 256 * (rowStride(Math.max(F, H)) + 8) : 0);

  const before = (t: number) => (reverse ? t + 1 : t);
  const timeOf = (k: number) => (reverse ? T - 1 - k : k);
  const carriedAt = (array: number, position: number) => carried.address + array * carriedStride + position * B * unit;
  const slotsAt = (t: number) => slots.address + 4 * t * B * slotRow;
  const gradientsAt = (t: number) => gradients.address + 4 * t * B * gradientRow;
  const runningAt = (array: number) => running.address + array * B * unit;
  const stepBytes = reverse ? -B * unit : B * unit;
  const vectorsAddress = () => weights.vectors?.address ?? 0;
  const startsAtZero = (product: Product, k: number) => k === 0 && product.carried === 0 && initial === undefined;

  const sequence = plan.view(carried, (reverse ? 0 : 1) * B * Hp, [T, B, H]);
  const lastPosition = reverse ? 0 : T;
  const final = cell.cell.states.map((_, s) => plan.view(carried, (s * positions + lastPosition) * B * Hp, [B, H]));

  const forward = (): void => {
    const memory = engine.f32;
    for (let i = 0; i < Hp; i++) memory[mask.address / 4 + i] = 0;
    const ones = engine.i32;
    for (let i = 0; i < H; i++) ones[mask.address / 4 + i] = -1;
    initial?.forEach((state, s) => {
      kernels.copyRows(carriedAt(s, before(timeOf(0))), Hp, state.address, Hp, B, Hp, 0);
    });
    addBiases();
    kernels.pack(inputPanels.address, weights.input.address, inputWidth, F, inputWidth);
    kernels.multiply(slotsAt(0), slotRow, x.address, x.stride, inputPanels.address, T * B, F, inputWidth, 1);
    for (const product of products.flat()) {
      const block = weights.recurrent.address + product.firstBlock * unit;
      kernels.pack(product.panels.address, block, recurrentWidth, H, product.gates * Hp);
    }
    for (let k = 0; k < T; k++) {
      const t = timeOf(k);
      stages.forEach((stage, s) => {
        for (const product of products[s]!) {
          if (startsAtZero(product, k)) continue;
          const to = slotsAt(t) + product.firstSlot * unit;
          const from = carriedAt(product.carried, before(t));
          kernels.multiply(to, slotRow, from, Hp, product.panels.address, B, H, product.gates * Hp, 1);
        }
        stage.forward(
          B,
          unit,
          slotsAt(t),
          4 * slotRow,
          carriedAt(0, before(t)),
          stepBytes,
          carriedStride,
          vectorsAddress(),
          mask.address,
        );
      });
    }
  };

  /** Every row of slots starts as the bias. */
  const addBiases = (): void => {
    let row = weights.bias.address;
    if (weights.recurrentBias !== undefined) {
      const { recurrentBias } = weights;
      const firstBoth = biasRow.address + (cell.inputGates.length - recurrentBias.rows) * unit;
      kernels.copyRows(biasRow.address, G * Hp, row, G * Hp, 1, G * Hp, 0);
      kernels.add(firstBoth, firstBoth, recurrentBias.address, recurrentBias.floats);
      row = biasRow.address;
    }
    kernels.spreadRow(slotsAt(0), slotRow, row, T * B, G * Hp);
  };

  if (!learns) {
    plan.record({ forward });
    return { sequence, final };
  }

  const sequenceGradient = plan.gradientOf(sequence);
  const finalGradients = final.map((state) => plan.gradientOf(state));
  // In the reverse order of the backward pass, as `Plan.use` asks.
  const uses = {
    x: plan.use(x),
    recurrentBias: weights.recurrentBias === undefined ? null : plan.use(weights.recurrentBias),
    vectors: weights.vectors === undefined ? null : plan.use(weights.vectors),
    bias: plan.use(weights.bias),
    recurrent: plan.use(weights.recurrent),
    input: plan.use(weights.input),
    initial: initial?.map((state) => plan.use(state)) ?? [],
  };
  const wantsInitial = uses.initial.some((use) => use !== null);

  const backward = (): void => {
    finalGradients.forEach(startRunning);
    for (const product of products.flat()) {
      const block = weights.recurrent.address + product.firstBlock * unit;
      kernels.packTransposed(product.transposed.address, block, recurrentWidth, product.gates * Hp, H);
    }
    for (let k = T - 1; k >= 0; k--) {
      const t = timeOf(k);
      if (sequenceGradient.used) {
        kernels.add(runningAt(0), runningAt(0), sequenceGradient.address + t * B * unit, B * Hp);
      }
      for (let s = stages.length - 1; s >= 0; s--) {
        stages[s]!.backward(
          B,
          unit,
          slotsAt(t),
          4 * slotRow,
          carriedAt(0, before(t)),
          carriedStride,
          vectorsAddress(),
          mask.address,
          gradientsAt(t),
          4 * gradientRow,
          running.address,
          B * unit,
        );
        products[s]!.forEach((product, i) => {
          if (startsAtZero(product, k) || (k === 0 && product.carried === 0 && !wantsInitial)) return;
          const from = gradientsAt(t) + product.firstSlot * unit;
          const add: Flag = product.carried < S || i > 0 ? 1 : 0;
          const to = runningAt(product.carried);
          kernels.multiply(to, Hp, from, gradientRow, product.transposed.address, B, product.gates * Hp, Hp, add);
        });
      }
    }
    for (let s = uses.initial.length - 1; s >= 0; s--) {
      const use = uses.initial[s] ?? null;
      if (use !== null) kernels.copyRows(use.address, Hp, runningAt(s), Hp, B, Hp, use.accumulate);
    }
    weightGradients();
    if (uses.x !== null) {
      kernels.packTransposed(inputTransposed.address, weights.input.address, inputWidth, inputWidth, F);
      const { address, accumulate } = uses.x;
      const panels = inputTransposed.address;
      kernels.multiply(address, x.stride, gradientsAt(0), gradientRow, panels, T * B, inputWidth, x.stride, accumulate);
    }
  };

  const startRunning = (gradient: OutputGradient, s: number): void => {
    if (gradient.used) kernels.copyRows(runningAt(s), Hp, gradient.address, Hp, B, Hp, 0);
    else engine.f32.fill(0, runningAt(s) / 4, runningAt(s) / 4 + B * Hp);
  };

  const weightGradients = (): void => {
    const rows = T * B;
    if (uses.input !== null) {
      const { address, accumulate } = uses.input;
      const from = gradientsAt(0);
      const scratch = productScratch.address;
      kernels.multiplyTransposed(
        address,
        inputWidth,
        x.address,
        x.stride,
        from,
        gradientRow,
        rows,
        F,
        inputWidth,
        accumulate,
        scratch,
      );
    }
    if (uses.recurrent !== null) for (const product of products.flat()) recurrentGradient(product, uses.recurrent);
    const sum = (use: GradientUse | null, firstSlot: number, floats: number): void => {
      if (use === null) return;
      kernels.columnSum(use.address, gradientsAt(0) + firstSlot * unit, gradientRow, rows, floats, use.accumulate);
    };
    sum(uses.bias, 0, G * Hp);
    sum(uses.vectors, G, V * Hp);
    const both = weights.recurrentBias?.rows ?? 0;
    sum(uses.recurrentBias, cell.inputGates.length - both, both * Hp);
  };

  /** dU of one run of gates: all steps in one product, without the first one where its state was zero. */
  const recurrentGradient = (product: Product, use: GradientUse): void => {
    const skipped = startsAtZero(product, 0) ? 1 : 0;
    const firstTime = reverse ? 0 : skipped;
    const to = use.address + product.firstBlock * unit;
    const source = carriedAt(product.carried, before(firstTime));
    const from = gradientsAt(firstTime) + product.firstSlot * unit;
    const rows = (T - skipped) * B;
    const width = product.gates * Hp;
    const scratch = productScratch.address;
    kernels.multiplyTransposed(
      to,
      recurrentWidth,
      source,
      Hp,
      from,
      gradientRow,
      rows,
      H,
      width,
      use.accumulate,
      scratch,
    );
  };

  plan.record({ forward, backward });
  return { sequence, final };
}

/** Floats of a packed matrix of K rows and N columns. */
function panelFloats(k: number, n: number): number {
  return k * Math.ceil(n / 8) * 8;
}
