import type { GradientUse, OutputGradient, Plan } from "../autodiff/plan.ts";
import type { Step } from "../autodiff/step.ts";
import type { Tensor } from "../tensor/tensor.ts";
import type { CompiledCell } from "./compile.ts";
import { firstGiven } from "./layout.ts";
import { recurrentGradients } from "./recurrent-gradients.ts";
import { isSameAtEveryStep, type RecurrentMemory, type RecurrentWeights } from "./recurrent-memory.ts";

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
  const stages = plan.stagesOf(cell, m.H);
  const states = cell.cell.states.length;
  const outside = firstGiven(cell.cell);
  /** Of a `between` value nothing is known before its products; of all others the kernel has written what it knows. */
  const isBetween = (carried: number) => carried >= states && carried < outside;
  /** Where given values stand at the step that is walked, and behind them their gradients. */
  const values: number[] = [...given, ...given].map(() => 0);
  const wantsInitial = uses.initial.some((use) => use !== null);
  const { T, B, Hp, unit, gradientRow, inputWidth } = m;

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
    const sums = m.sumsAt(t, from);
    for (let g = 0; g < given.length; g++) {
      values[g] = m.givenAt(g, t, from);
      values[given.length + g] = givenGradientAt(g, k, from);
    }
    for (let s = stages.length - 1; s >= 0; s--) {
      const { backward } = stages[s]!;
      backward(...m.stepAt(k, from, count), gradients, sums, ...values);
      const before = m.products[s]!;
      for (let i = 0; i < before.length; i++) {
        const { carried, firstSlot, gates, transposed } = before[i]!;
        if (m.isZero(before[i]!, k) || (k < m.dilation && carried < states && !wantsInitial)) continue;
        const to = carried < outside ? m.runningAt(carried, k, from) : values[given.length + carried - outside]!;
        const start = isBetween(carried) && i === 0 ? 0 : to;
        const gate = gradients + firstSlot * unit;
        kernels.multiply(to, Hp, gate, gradientRow, transposed.address, count, gates * Hp, Hp, start, Hp);
      }
    }
    for (let g = 0; g < given.length; g++) givenGradient(g, k, from, count);
  };

  /** Where a step puts dL/d of a given value: where it belongs, unless something is added to what is there. */
  const givenGradientAt = (g: number, k: number, from: number): number => {
    const use = uses.given[g] ?? null;
    const isOwn = use !== null && use.accumulate === 0 && !isSameAtEveryStep(given[g]!);
    return isOwn ? use.address + (m.timeOf(k) * B + from) * unit : m.runningAt(outside + g, k, from);
  };

  /** dL/d of a given value; one that is the same at every step gathers what all steps say. */
  const givenGradient = (g: number, k: number, from: number, count: number): void => {
    const use = uses.given[g] ?? null;
    if (use === null) return;
    const isSame = isSameAtEveryStep(given[g]!);
    if (use.accumulate === 0 && !isSame) return;
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

  return { backward, weightGradients: recurrentGradients(plan, cell, m, x, weights, uses) };
}
