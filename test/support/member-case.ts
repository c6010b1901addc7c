import { Engine, Parameters, Plan, readTensor, seed, type Tensor, writeTensor } from "@gatecast/engine";
import type { Member, MemberOptions } from "@gatecast/nn";
import { measureGradient } from "./central-differences.ts";
import { draws } from "./draws.ts";
import { largestError } from "./largest-error.ts";

/** A layer of the family and the windows `[T, B, F]` that it is given. */
export interface MemberCase extends Partial<Omit<MemberOptions, "steps" | "seed" | "memory" | "variational">> {
  readonly member: Member;
  readonly T: number;
  readonly B: number;
  readonly F: number;
  /** Row-major, in the place of drawn ones. */
  readonly x?: Float32Array;
  /** By their names behind the prefix, in the place of drawn ones. */
  readonly weights?: Readonly<Record<string, Float32Array>>;
  /** What outputs count for, in the place of drawn numbers. */
  readonly probe?: Float32Array;
}

/** Weights by their names behind the prefix, row-major without padding. */
export type Weights = Readonly<Record<string, ArrayLike<number>>>;

/** What a layer is in float64. */
export type Reference = (x: ArrayLike<number>, weights: Weights) => Float64Array;

/** What a layer made of its windows, and the gradients of Σ probe · output. */
export interface MemberRun {
  readonly x: Float32Array;
  readonly weights: Readonly<Record<string, Float32Array>>;
  readonly value: Float32Array;
  readonly gradients: Readonly<Record<string, Float32Array>>;
  readonly probe: Float32Array;
}

const PREFIX = "layer";

/** Weights drawn anew, so that none is zero, and one step forward and back. */
export async function runMember(row: MemberCase): Promise<MemberRun> {
  const engine = await Engine.create();
  const { T, B, F, member, units = 3, output = "last", directions = 1, outputs = 2 } = row;
  const layer = member.layer(PREFIX, F, {
    units,
    output,
    directions,
    outputs,
    steps: T,
    extras: 0,
    memory: null,
    seed: seed(3),
    ...(row.graph === undefined ? {} : { graph: row.graph }),
    ...(row.dilation === undefined ? {} : { dilation: row.dilation }),
  });
  await layer.load(engine);
  const parameters = new Parameters(engine, layer.shapes);
  for (const { name, value } of parameters.all) {
    const drawn = draws(value.rows * value.width, name).map((v) => 0.7 * v);
    parameters.write(name, row.weights?.[name.slice(PREFIX.length + 1)] ?? drawn);
  }
  const plan = new Plan(engine, { training: true });
  const input = plan.input([T, B, F], { tracked: true });
  const made = layer.apply({ plan, parameters, counter: { step: 0 }, memories: new Map(), extras: null }, input);
  if (made.width !== layer.width || made.shape.length !== layer.rank) throw new Error(`${member.name}: another shape`);
  const seedGradient = plan.use(made)!;
  plan.seal();
  const count = made.rows * made.width;
  const probe = row.probe ?? draws(count, "probe");
  const x = row.x ?? draws(T * B * F, "x");
  writeTensor(engine.f32, input, x);
  writeTensor(engine.f32, { ...made, address: seedGradient.address } as Tensor, probe);
  plan.forward();
  plan.backward();
  const short = (name: string) => name.slice(PREFIX.length + 1);
  const read = (which: "value" | "gradient") =>
    Object.fromEntries(parameters.all.map((p) => [short(p.name), readTensor(engine.f32, p[which])]));
  const run = {
    x,
    probe,
    weights: read("value"),
    value: readTensor(engine.f32, made),
    gradients: { x: readTensor(engine.f32, plan.gradientTensor(input)), ...read("gradient") },
  };
  engine.close();
  return run;
}

/**
 * The worst relative errors of a layer against its reference: of values, and of gradients against central differences at `most`
 * places of each weight.
 */
export function errorsOf(run: MemberRun, reference: Reference, most = 12): Readonly<Record<string, number>> {
  const loss = (x: ArrayLike<number>, weights: Weights) =>
    reference(x, weights).reduce((sum, value, i) => sum + value * run.probe[i]!, 0);
  const slopes = Object.entries(run.gradients).map(([name, gradient]) => {
    const measured = measureGradient(
      (point) => (name === "x" ? loss(point, run.weights) : loss(run.x, { ...run.weights, [name]: point })),
      name === "x" ? run.x : run.weights[name]!,
      most,
    );
    const { at, slope } = measured;
    return [
      `gradient of ${name}`,
      largestError(
        at.map((k) => gradient[k]!),
        slope,
      ),
    ] as const;
  });
  return { value: largestError(run.value, reference(run.x, run.weights)), ...Object.fromEntries(slopes) };
}
