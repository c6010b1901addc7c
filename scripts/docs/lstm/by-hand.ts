import { elementary } from "@gatecast/engine";

const { sigmoid, tanh } = elementary;

/** Gates in the order of the cell's weights. */
export const GATES = ["i", "f", "g", "o"] as const;
export type Gate = (typeof GATES)[number];
export type OfGates<T> = Readonly<Record<Gate, T>>;

/** A gate of a cell with one input and one unit: z = w·x + u·h + b. */
export interface GateWeights {
  readonly w: number;
  readonly u: number;
  readonly b: number;
}

/** The chapter's cell, set by hand: an input of 1 writes, 0 keeps, −1 forgets. */
export const WEIGHTS: OfGates<GateWeights> = {
  i: { w: 2, u: 0.5, b: -0.5 },
  f: { w: 2, u: -0.5, b: 1 },
  g: { w: 1, u: -1, b: 0.5 },
  o: { w: 0.5, u: 1, b: 0 },
};

export interface State {
  readonly h: number;
  readonly c: number;
}
/** The state that the chapter's sequence begins from, and its inputs. */
export const START: State = { h: 0.4, c: 0.8 };
export const INPUTS: readonly number[] = [1, 0, -1, 0.5];

/** One step with everything on the way. */
export interface Step {
  readonly x: number;
  readonly before: State;
  /** z of each gate. */
  readonly sums: OfGates<number>;
  /** σ(z), and tanh(z) for g. */
  readonly gates: OfGates<number>;
  readonly c: number;
  readonly h: number;
}

/** One LSTM step for one unit, written out. */
export function stepByHand(weights: OfGates<GateWeights>, x: number, before: State): Step {
  const sum = ({ w, u, b }: GateWeights) => w * x + u * before.h + b;
  const sums = { i: sum(weights.i), f: sum(weights.f), g: sum(weights.g), o: sum(weights.o) };
  const gates = { i: sigmoid(sums.i), f: sigmoid(sums.f), g: tanh(sums.g), o: sigmoid(sums.o) };
  const c = gates.f * before.c + gates.i * gates.g;
  return { x, before, sums, gates, c, h: gates.o * tanh(c) };
}

/** A whole sequence, step after step. */
export function stepsByHand(weights: OfGates<GateWeights>, inputs: readonly number[], start: State): Step[] {
  const steps: Step[] = [];
  for (const x of inputs) steps.push(stepByHand(weights, x, steps.at(-1) ?? start));
  return steps;
}

/** What the backward walk finds at one step, for a loss L. */
export interface BackStep {
  /** dL/dh and dL/dc after the step. */
  readonly dh: number;
  readonly dc: number;
  /** dL/dz of each gate. */
  readonly dz: OfGates<number>;
  /** dL/dh and dL/dc before the step: what it hands to the step before. */
  readonly before: State;
}

/** The backward walk over a sequence whose loss is its last h: dL/dh = 1 at the end. The first step comes first. */
export function backByHand(weights: OfGates<GateWeights>, steps: readonly Step[]): BackStep[] {
  const walked: BackStep[] = [];
  let [dh, dcLater] = [1, 0];
  for (const { gates, before, c } of [...steps].reverse()) {
    const { i, f, g, o } = gates;
    const dc = dcLater + dh * o * (1 - tanh(c) * tanh(c));
    const dz = {
      i: dc * g * i * (1 - i),
      f: dc * before.c * f * (1 - f),
      g: dc * i * (1 - g * g),
      o: dh * tanh(c) * o * (1 - o),
    };
    const handed = { h: GATES.reduce((sum, gate) => sum + dz[gate] * weights[gate].u, 0), c: dc * f };
    walked.unshift({ dh, dc, dz, before: handed });
    [dh, dcLater] = [handed.h, handed.c];
  }
  return walked;
}

/** dL/d weight: every step adds what its gates say, as all steps share their weights. */
export function gradientByHand(steps: readonly Step[], back: readonly BackStep[]): OfGates<GateWeights> {
  const of = (gate: Gate): GateWeights => {
    const sum = (factor: (step: Step) => number) =>
      steps.reduce((total, step, t) => total + back[t]!.dz[gate] * factor(step), 0);
    return { w: sum(({ x }) => x), u: sum(({ before }) => before.h), b: sum(() => 1) };
  };
  return { i: of("i"), f: of("f"), g: of("g"), o: of("o") };
}
