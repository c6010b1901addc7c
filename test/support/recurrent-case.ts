import {
  type Cell,
  type CompiledCell,
  compileCell,
  Engine,
  Plan,
  readTensor,
  recurrent,
  recurrentShapes,
  referenceSequence,
  type Tensor,
  writeTensor,
} from "@gatecast/engine";
import { draws } from "./draws.ts";

export interface Sizes {
  readonly B: number;
  readonly T: number;
  readonly F: number;
  readonly H: number;
}

export interface RecurrentCase {
  readonly sizes: Sizes;
  readonly reverse: boolean;
  /** Whether the walk begins from given states; from zero otherwise. */
  readonly initial: boolean;
  readonly secondBias: boolean;
  /** Which outputs the loss is made of. */
  readonly used: "sequence" | "final" | "both";
  readonly replays?: number;
  readonly dilation?: number;
  /** Given values that are the same at every step. */
  readonly still?: boolean;
}

/** Arrays by name: `input`, `recurrent`, `bias`, `recurrentBias`, `vectors`, `x`, `initial 0`, … */
export type Arrays = Readonly<Record<string, ArrayLike<number>>>;

const count = (shape: readonly number[]) => shape.reduce((product, size) => product * size, 1);

/** Shapes of everything that a layer of this case is given. */
export function shapesOf(compiled: CompiledCell, { sizes, initial, secondBias, still = false }: RecurrentCase) {
  const { B, T, F, H } = sizes;
  const { recurrentBias, vectors, ...always } = recurrentShapes(compiled, F, H);
  return {
    ...always,
    ...(secondBias ? { recurrentBias } : {}),
    ...(vectors[0] > 0 ? { vectors } : {}),
    x: [T, B, F],
    ...Object.fromEntries(compiled.cell.given.map((_, g) => [`given ${g}`, still ? [B, H] : [T, B, H]])),
    ...(initial ? Object.fromEntries(compiled.cell.states.map((_, s) => [`initial ${s}`, [B, H]])) : {}),
  } as Readonly<Record<string, readonly number[]>>;
}

export function arraysOf(compiled: CompiledCell, row: RecurrentCase): Record<string, Float32Array> {
  const shapes = Object.entries(shapesOf(compiled, row));
  return Object.fromEntries(shapes.map(([name, shape]) => [name, draws(count(shape), `${name} ${shape}`)]));
}

/** dL/d output for the sequence and every final state; zero where the loss does not use it. */
export function probesOf(compiled: CompiledCell, { sizes: { B, T, H }, used }: RecurrentCase): Float32Array[] {
  const final = compiled.cell.states.map((_, s) => draws(used === "sequence" ? 0 : B * H, `probe ${s}`));
  return [draws(used === "final" ? 0 : T * B * H, "probe sequence"), ...final];
}

/** A case as the float64 reference takes it. */
export function referenceOf(compiled: CompiledCell, row: RecurrentCase, arrays: Arrays) {
  const { sizes, reverse } = row;
  const bias = Float64Array.from(arrays.bias!);
  const both = compiled.inputGates.filter((gate) => compiled.recurrentGates.includes(gate));
  if (row.secondBias) {
    both.forEach((gate, g) => {
      const slot = compiled.slots.indexOf(gate);
      for (let h = 0; h < sizes.H; h++) bias[slot * sizes.H + h]! += arrays.recurrentBias![g * sizes.H + h]!;
    });
  }
  const weights = {
    input: arrays.input!,
    recurrent: arrays.recurrent!,
    bias,
    ...(arrays.vectors ? { vectors: arrays.vectors } : {}),
  };
  const initial = row.initial ? { initial: compiled.cell.states.map((_, s) => arrays[`initial ${s}`]!) } : {};
  const given = compiled.cell.given.map((_, g) => arrays[`given ${g}`]!);
  const { dilation = 1 } = row;
  const options = { reverse, dilation, given, ...initial };
  return { compiled, weights, x: arrays.x!, options };
}

/** The sequence and the final states in float64. */
export function reference(compiled: CompiledCell, row: RecurrentCase, arrays: Arrays): Float64Array[] {
  const { weights, x, options } = referenceOf(compiled, row, arrays);
  const { sequence, final } = referenceSequence(compiled, weights, x, row.sizes, options);
  return [sequence, ...final];
}

/** Σ probe · output in float64. */
export function referenceLoss(compiled: CompiledCell, row: RecurrentCase, arrays: Arrays): number {
  const probes = probesOf(compiled, row);
  return reference(compiled, row, arrays).reduce(
    (sum, output, o) => sum + probes[o]!.reduce((part, probe, i) => part + probe * output[i]!, 0),
    0,
  );
}

/** The layer as it is used in production: outputs, and the gradient of everything it is given. */
export async function runRecurrent(cell: Cell, row: RecurrentCase, arrays: Arrays) {
  const engine = await Engine.create();
  const compiled = compileCell(cell);
  await engine.load(compiled, row.sizes.H);
  const plan = new Plan(engine, { training: true });
  const tensors: Record<string, Tensor> = {};
  for (const [name, shape] of Object.entries(shapesOf(compiled, row)))
    tensors[name] = plan.input(shape, { tracked: true });
  const weights = {
    input: tensors.input!,
    recurrent: tensors.recurrent!,
    bias: tensors.bias!,
    ...(tensors.recurrentBias ? { recurrentBias: tensors.recurrentBias } : {}),
    ...(tensors.vectors ? { vectors: tensors.vectors } : {}),
  };
  const initial = row.initial ? { initial: cell.states.map((_, s) => tensors[`initial ${s}`]!) } : {};
  const given = cell.given.map((_, g) => tensors[`given ${g}`]!);
  const { reverse, dilation = 1 } = row;
  const output = recurrent(plan, compiled, tensors.x!, weights, { reverse, dilation, given, ...initial });
  const outputs = [output.sequence, ...output.final];
  const probes = probesOf(compiled, row);
  const seeds = outputs.map((tensor, o) => (probes[o]!.length > 0 ? plan.use(tensor) : null));
  plan.seal();
  for (const [name, tensor] of Object.entries(tensors)) writeTensor(engine.f32, tensor, arrays[name]!);
  seeds.forEach((use, o) => {
    if (use !== null) writeTensor(engine.f32, { ...outputs[o]!, address: use.address }, probes[o]!);
  });
  for (let replay = 0; replay < (row.replays ?? 1); replay++) {
    plan.forward();
    plan.backward();
  }
  const read = (tensor: Tensor) => readTensor(engine.f32, tensor);
  const gradients = Object.fromEntries(
    Object.entries(tensors).map(([name, tensor]) => [name, read(plan.gradientTensor(tensor))]),
  );
  const paddingOf = ({ address, floats, stride, width }: Tensor) =>
    engine.f32.slice(address / 4, address / 4 + floats).filter((_, i) => i % stride >= width);
  const places = [...outputs, ...Object.values(tensors).map((tensor) => plan.gradientTensor(tensor))];
  const run = { outputs: outputs.map(read), gradients, padding: places.flatMap((place) => [...paddingOf(place)]) };
  engine.close();
  return run;
}
