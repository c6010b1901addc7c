import {
  compileCell,
  Engine,
  Plan,
  type ReferenceWeights,
  readTensor,
  recurrent,
  recurrentShapes,
  referenceSequence,
  writeTensor,
} from "@gatecast/engine";
import { lstm } from "@gatecast/nn";
import { measureGradient } from "../../../test/support/central-differences.ts";
import { GATES, type Gate, type GateWeights, type OfGates, type State } from "./by-hand.ts";

const cell = compileCell(lstm);

/** Weights of one unit as the engine holds them: W, then U, then b, each in the order of the gates. */
const flat = (weights: OfGates<GateWeights>): number[] =>
  (["w", "u", "b"] as const).flatMap((part) => GATES.map((gate) => weights[gate][part]));
const apart = (values: ArrayLike<number>): OfGates<GateWeights> => {
  const of = (gate: Gate) => {
    const at = GATES.indexOf(gate);
    return { w: values[at]!, u: values[4 + at]!, b: values[8 + at]! };
  };
  return { i: of("i"), f: of("f"), g: of("g"), o: of("o") };
};
const referenceWeights = (values: ArrayLike<number>): ReferenceWeights => {
  const part = (p: number) => Array.from({ length: 4 }, (_, g) => values[4 * p + g]!);
  return { input: part(0), recurrent: part(1), bias: part(2) };
};

/** The state after a sequence, by the float64 reference that every kernel is held to. */
export function stateByReference(weights: OfGates<GateWeights>, inputs: readonly number[], start: State): State {
  return after(flat(weights), inputs, start);
}

function after(values: ArrayLike<number>, inputs: readonly number[], start: State): State {
  const sizes = { T: inputs.length, B: 1, F: 1, H: 1 };
  const { final } = referenceSequence(cell, referenceWeights(values), inputs, sizes, {
    initial: [[start.h], [start.c]],
  });
  return { h: final[0]![0]!, c: final[1]![0]! };
}

/** d last h / d weight by central differences over the reference: each weight moved a little up and down. */
export function gradientByDifferences(
  weights: OfGates<GateWeights>,
  inputs: readonly number[],
  start: State,
): OfGates<GateWeights> {
  return apart(measureGradient((values) => after(values, inputs, start).h, flat(weights)).slope);
}

/** d last c / d first c by central differences. */
export function memorySlope(weights: OfGates<GateWeights>, inputs: readonly number[], start: State): number {
  const last = (point: Float64Array) => after(flat(weights), inputs, { ...start, c: point[0]! }).c;
  return measureGradient(last, [start.c]).slope[0]!;
}

/** d last h / d weight and the last h itself, from the engine's plan: float32, the code that trains. */
export async function gradientByEngine(
  weights: OfGates<GateWeights>,
  inputs: readonly number[],
  start: State,
): Promise<{ readonly h: number; readonly gradient: OfGates<GateWeights> }> {
  const engine = await Engine.create();
  await engine.load(cell, 1);
  const plan = new Plan(engine, { training: true });
  const x = plan.input([inputs.length, 1, 1]);
  const shapes = recurrentShapes(cell, 1, 1);
  const tensors = [shapes.input, shapes.recurrent, shapes.bias].map((shape) => plan.input(shape, { tracked: true }));
  const [input, recurrentWeights, bias] = tensors as [typeof x, typeof x, typeof x];
  const initial = [plan.input([1, 1]), plan.input([1, 1])];
  const { final } = recurrent(plan, cell, x, { input, recurrent: recurrentWeights, bias }, { initial });
  const loss = plan.use(final[0]!)!;
  plan.seal();
  writeTensor(engine.f32, x, inputs);
  const { input: w, recurrent: u, bias: b } = referenceWeights(flat(weights));
  [w, u, b].forEach((values, p) => {
    writeTensor(engine.f32, tensors[p]!, values);
  });
  [start.h, start.c].forEach((value, s) => {
    writeTensor(engine.f32, initial[s]!, [value]);
  });
  plan.forward();
  writeTensor(engine.f32, { ...final[0]!, address: loss.address }, [1]);
  plan.backward();
  const read = tensors.flatMap((tensor) => [...readTensor(engine.f32, plan.gradientTensor(tensor))]);
  const h = readTensor(engine.f32, final[0]!)[0]!;
  engine.close();
  return { h, gradient: apart(read) };
}
