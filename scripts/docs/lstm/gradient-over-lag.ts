import {
  type Cell,
  compileCell,
  Engine,
  elementary,
  generator,
  Plan,
  type ReferenceWeights,
  readTensor,
  recurrent,
  recurrentShapes,
  type Seed,
  seed,
  split,
  writeTensor,
} from "@gatecast/engine";
import { lstm, Network, rnn } from "@gatecast/nn";

/** Sizes of the networks whose gradient is followed back. */
export const SIZES = { F: 4, H: 16 } as const;
/** Steps back that are shown, and steps before them in which the state fills. */
export const LAGS = 100;
const BEFORE = 50;
const T = BEFORE + LAGS + 1;
const SEEDS = 10;

/** One of the networks: as Gatecast starts it, but for what is changed. */
export interface Start {
  readonly cell: Cell;
  /** The recurrent weights, random and orthogonal, are taken so many times. */
  readonly times?: number;
  /** The bias of the forget gate in the place of 1. */
  readonly forgetBias?: number;
}

export const STARTS = {
  rnn: { cell: rnn },
  rnnDoubled: { cell: rnn, times: 2 },
  lstmZero: { cell: lstm, forgetBias: 0 },
  lstm: { cell: lstm },
  lstmFive: { cell: lstm, forgetBias: 5 },
} as const satisfies Record<string, Start>;
export type StartName = keyof typeof STARTS;

export interface Draw {
  readonly weights: Required<Omit<ReferenceWeights, "vectors">>;
  /** `[T, F]`, standard normal. */
  readonly x: Float32Array;
}

/** Fresh weights of a start, and a series that says nothing. */
export async function drawOf(engine: Engine, { cell, times = 1, forgetBias }: Start, from: Seed): Promise<Draw> {
  const { F, H } = SIZES;
  const layers = [{ kind: "recurrent", cell: cell.name, units: H, output: "last", directions: 1 }] as const;
  const spec = { steps: T, features: F, extras: 0, outputs: 1, layers, linearPath: false };
  const network = await Network.create(engine, spec, from);
  const [input, fresh, bias] = ["input", "recurrent", "bias"].map((part) =>
    network.parameters.read(`layers.0.${part}`),
  );
  network.close();
  const forget = compileCell(cell).slots.indexOf("f");
  if (forgetBias !== undefined) bias!.fill(forgetBias, forget * H, (forget + 1) * H);
  const random = generator(split(from, "series"));
  const normal = () => Math.sqrt(-2 * elementary.log(1 - random())) * elementary.cos(2 * Math.PI * random());
  const x = Float32Array.from({ length: T * F }, normal);
  return { weights: { input: input!, recurrent: fresh!.map((value) => times * value), bias: bias! }, x };
}

/**
 * |∂h_T / ∂x_{T−k}| for k = 0 … LAGS: the Frobenius norm over all units and inputs. Row b of the batch asks for unit b, so
 * that one backward pass has the whole matrix.
 */
export async function gradientNorms(engine: Engine, cell: Cell, { weights, x }: Draw): Promise<Float64Array> {
  const { F, H } = SIZES;
  const compiled = compileCell(cell);
  await engine.load(compiled, H);
  const plan = new Plan(engine, { training: true });
  const series = plan.input([T, H, F], { tracked: true });
  const shapes = recurrentShapes(compiled, F, H);
  const tensors = {
    input: plan.input(shapes.input),
    recurrent: plan.input(shapes.recurrent),
    bias: plan.input(shapes.bias),
  };
  const output = recurrent(plan, compiled, series, tensors).final[0]!;
  const asked = plan.use(output)!;
  plan.seal();
  writeTensor(
    engine.f32,
    series,
    Float32Array.from({ length: T * H * F }, (_, i) => x[Math.floor(i / (H * F)) * F + (i % F)]!),
  );
  for (const part of ["input", "recurrent", "bias"] as const) writeTensor(engine.f32, tensors[part], weights[part]);
  const identity = Float32Array.from({ length: H * H }, (_, i) => Number(i % (H + 1) === 0));
  writeTensor(engine.f32, { ...output, address: asked.address }, identity);
  plan.forward();
  plan.backward();
  const gradient = readTensor(engine.f32, plan.gradientTensor(series));
  plan.close();
  return Float64Array.from({ length: LAGS + 1 }, (_, lag) => {
    const at = (T - 1 - lag) * H * F;
    return Math.sqrt(gradient.subarray(at, at + H * F).reduce((sum, slope) => sum + slope * slope, 0));
  });
}

/** For each start the norm at every lag: the geometric mean over ten draws of weights and series. */
export async function gradientsOverLag(): Promise<Readonly<Record<StartName, Float64Array>>> {
  const engine = await Engine.create();
  const means = {} as Record<StartName, Float64Array>;
  for (const [name, start] of Object.entries(STARTS) as [StartName, Start][]) {
    const logs = new Float64Array(LAGS + 1);
    for (let run = 1; run <= SEEDS; run++) {
      const norms = await gradientNorms(engine, start.cell, await drawOf(engine, start, seed(run)));
      norms.forEach((norm, lag) => {
        logs[lag]! += elementary.log(norm) / SEEDS;
      });
    }
    means[name] = logs.map((sum) => elementary.exp(sum));
  }
  engine.close();
  return means;
}
