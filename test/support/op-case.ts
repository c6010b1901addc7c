import { Engine, ops, Plan, readTensor, type Tensor, writeTensor } from "@gatecast/engine";
import { draws } from "./draws.ts";

/** An operation of tracked inputs, and what it is in float64 on row-major values without padding. */
export interface OpCase {
  readonly name: string;
  readonly shapes: readonly (readonly number[])[];
  readonly build: (plan: Plan, inputs: readonly Tensor[]) => Tensor;
  readonly reference: (inputs: readonly ArrayLike<number>[]) => Float64Array;
}

/** What a replay of a plan gave. */
export interface OpRun {
  readonly value: Float32Array;
  readonly padding: Float32Array;
  readonly gradients: readonly Float32Array[];
}

const count = (shape: readonly number[]) => shape.reduce((product, size) => product * size, 1);

/** Input values of a case, one row-major array an input. */
export const valuesOf = ({ name, shapes }: OpCase): Float32Array[] =>
  shapes.map((shape, i) => draws(count(shape), `${name} input ${i} ${shape}`));

/** dL/d output that a run is given, for an output of so many values. */
export const probeOf = (length: number): Float32Array => draws(length, `probe ${length}`);

export interface OpOptions {
  /** Outputs to build from the same inputs; their sum is the output. */
  readonly copies?: number;
  /** Builds one more output, before or after the others, that nothing uses. */
  readonly unused?: "before" | "after";
  readonly replays?: number;
}

/** Builds a plan of the case in a fresh engine and replays it; the answer is the last replay's. */
export async function runOp(row: OpCase, options: OpOptions = {}): Promise<OpRun> {
  const engine = await Engine.create();
  const plan = new Plan(engine, { training: true });
  const inputs = row.shapes.map((shape) => plan.input(shape, { tracked: true }));
  if (options.unused === "before") row.build(plan, inputs);
  const copies = Array.from({ length: options.copies ?? 1 }, () => row.build(plan, inputs));
  const output = copies.reduce((sum, copy) => ops.add(plan, sum, copy));
  if (options.unused === "after") row.build(plan, inputs);
  const seedGradient = plan.use(output);
  plan.seal();
  valuesOf(row).forEach((values, i) => {
    writeTensor(engine.f32, inputs[i]!, values);
  });
  const values = output.rows * output.width;
  if (seedGradient === null) throw new Error(`${row.name}: no gradient flows`);
  for (let replay = 0; replay < (options.replays ?? 1); replay++) {
    writeTensor(engine.f32, { ...output, address: seedGradient.address }, probeOf(values));
    plan.forward();
    plan.backward();
  }
  const laid = engine.f32.slice(output.address / 4, output.address / 4 + output.floats);
  const run = {
    value: readTensor(engine.f32, output),
    padding: laid.filter((_, i) => i % output.stride >= output.width),
    gradients: inputs.map((input) => readTensor(engine.f32, plan.gradientTensor(input))),
  };
  engine.close();
  return run;
}
