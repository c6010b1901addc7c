import {
  type CellData,
  cellFromData,
  type Engine,
  type LossName,
  ops,
  Parameters,
  Plan,
  readTensor,
  type Seed,
  type StepCounter,
  seed,
  split,
  type Tensor,
  writeTensor,
} from "@gatecast/engine";
import type { Adjacency } from "../blocks/graph.ts";
import { FAMILY, type Member, memberOf } from "../family/index.ts";
import { type Activation, denseLayer } from "../layers/dense-layer.ts";
import { dropoutLayer } from "../layers/dropout-layer.ts";
import { heldInput } from "../layers/held-input.ts";
import type { Layer, LayerContext, LayerMemory } from "../layers/layer.ts";
import type { PartSteps } from "../layers/part-trace.ts";
import { residualLayer } from "../layers/residual-layer.ts";
import { type GateTrace, gateTraces, type LayerSteps } from "./gate-trace.ts";
import type { GradientPlan, NetworkPlan } from "./network-plan.ts";

/** A layer as plain data. */
export type LayerSpec =
  | {
      readonly kind: "recurrent";
      readonly cell: string;
      readonly units: number;
      readonly output: "last" | "sequence";
      readonly directions: 1 | 2;
      /** Steps back to the states that a step goes on from; 1 where absent. */
      readonly dilation?: number;
      /** Share of inputs and of recurrent state that a window does without while it trains; 0 where absent. */
      readonly variational?: number;
      /** The layer's input, or a linear map of it, is added to its output; false where absent. */
      readonly residual?: boolean;
      /** Edges between the first columns, for members that read columns as nodes of a graph. */
      readonly graph?: Adjacency;
    }
  | { readonly kind: "dense"; readonly units: number; readonly activation: Activation }
  | { readonly kind: "dropout"; readonly rate: number };

/**
 * A network from windows `[T, B, F]` (and extra inputs `[B, E]` known for each window) to outputs `[B, O]`, as plain
 * data. The last layer's value and the extras go through a dense head; with `linearPath`, a linear map of the whole
 * window and the extras is added, and the head starts silent (the autoregressive path of LSTNet, Lai et al. 2018).
 */
export interface NetworkSpec {
  readonly steps: number;
  readonly features: number;
  readonly extras: number;
  readonly outputs: number;
  readonly layers: readonly LayerSpec[];
  readonly linearPath: boolean;
  /** The equations of a cell of one's own, which layers name. */
  readonly equations?: CellData;
}

/** How the operations of a network are recorded. */
interface Recording extends Pick<LayerContext, "counter" | "draws"> {
  /** The linear path and nothing beside it; false where absent. */
  readonly linearAlone?: boolean;
  /** Who takes what the parts of a layer do, by its place. */
  readonly traceOf?: (layer: number) => (steps: PartSteps) => void;
}

/** A network with weights, in an engine. Throws a RangeError for a spec that cannot be. */
export class Network {
  readonly spec: NetworkSpec;
  readonly engine: Engine;
  readonly parameters: Parameters;
  /** Steps trained so far: what dropout draws from. */
  readonly counter: StepCounter = { step: 0 };
  /** The same for plans that sample, whatever has been trained. */
  readonly sampling: StepCounter = { step: 0 };
  private readonly path: readonly Layer[];
  private readonly head: Layer;
  private readonly linear: Layer | null;
  private readonly seed: Seed;

  private constructor(engine: Engine, spec: NetworkSpec, seed: Seed) {
    this.engine = engine;
    this.spec = spec;
    this.seed = seed;
    const { path, head, linear } = partsOf(spec, seed);
    this.path = path;
    this.head = head;
    this.linear = linear;
    const frozen = this.layers.filter((layer) => layer.frozen === true);
    this.parameters = new Parameters(engine, shapesOf(this.layers), Object.keys(shapesOf(frozen)));
  }

  /** Makes a network with fresh weights; with `initialize: false` all are zero until somebody writes them. */
  static async create(
    engine: Engine,
    spec: NetworkSpec,
    seed: Seed,
    options: { readonly initialize?: boolean } = {},
  ): Promise<Network> {
    const network = new Network(engine, spec, seed);
    for (const layer of network.layers) await layer.load(engine);
    if (options.initialize !== false) network.initialize();
    return network;
  }

  /** Weights by name with their shapes, without making any: what a file must hold. Throws as `create` does. */
  static shapes(spec: NetworkSpec): Record<string, readonly number[]> {
    const { path, head, linear } = partsOf(spec, seed(0));
    return shapesOf([...path, head, ...(linear === null ? [] : [linear])]);
  }

  /** Names of the weights that pruning may thin out: those through which states go from step to step. Throws as `create` does. */
  static prunable(spec: NetworkSpec): string[] {
    return partsOf(spec, seed(0)).path.flatMap(({ prunable = [] }) => prunable);
  }

  /** Sets every weight to its start, as the seed has it, and forgets all training. */
  initialize(): void {
    this.layers.forEach((layer, i) => {
      layer.initialize(this.parameters, split(split(this.seed, "weights"), i));
    });
    this.parameters.clearMoments();
    this.counter.step = 0;
  }

  /**
   * Records the network for batches of `batch` windows. With a loss it is a plan for training, or with `evaluate` one that
   * measures the loss and changes nothing; with `linear` it measures the linear path alone. A plan to `sample` forecasts with
   * what dropout leaves at the steps of `sampling`.
   */
  plan(batch: number, loss?: LossName, purpose: "train" | "evaluate" | "linear" | "sample" = "train"): NetworkPlan {
    const training = loss !== undefined && purpose === "train";
    const plan = new Plan(this.engine, { training });
    const counter = purpose === "sample" ? this.sampling : this.counter;
    const draws = training || purpose === "sample";
    const recorded = this.record(plan, batch, { counter, draws, linearAlone: purpose === "linear" });
    const target = loss === undefined ? null : plan.input([batch, this.spec.outputs]);
    const lossValue = loss === undefined ? null : ops.loss(plan, loss, recorded.output, target!);
    plan.seal();
    return { plan, ...recorded, target, loss: lossValue };
  }

  /** Records the network for batches of `batch` windows, to be asked how its forecasts depend on what it is given. */
  gradientPlan(batch: number): GradientPlan {
    const plan = new Plan(this.engine, { training: false, inputGradients: true });
    const recorded = this.record(plan, batch, { counter: this.counter, draws: false });
    const counts = ops.startGradient(plan, recorded.output);
    plan.seal();
    const { x, extras } = recorded;
    const extrasGradient = extras === null ? null : plan.gradientTensor(extras);
    return { plan, ...recorded, target: null, loss: null, counts, xGradient: plan.gradientTensor(x), extrasGradient };
  }

  /**
   * What gates and states say at each step of `batch` windows `[T, B, F]` and their extras `[B, E]`: of every layer, part by part and
   * direction by direction. Those of compiled cells are worked out in float64 from what the cells are given.
   */
  trace(x: ArrayLike<number>, batch: number, extras: ArrayLike<number> | null = null): GateTrace[] {
    const told: LayerSteps[] = [];
    const plan = new Plan(this.engine, { training: false });
    try {
      const traceOf = (layer: number) => (steps: PartSteps) => void told.push({ ...steps, layer });
      const made = this.record(plan, batch, { counter: this.counter, draws: false, traceOf });
      plan.seal();
      writeTensor(this.engine.f32, made.x, x);
      if (made.extras !== null && extras !== null) writeTensor(this.engine.f32, made.extras, extras);
      plan.forward();
      return gateTraces(told, (tensor) => Float64Array.from(readTensor(this.engine.f32, tensor)));
    } finally {
      plan.close();
    }
  }

  /** Whether the linear path alone says what the network says: the head behind the layers is still all zeros. */
  get isSilent(): boolean {
    const said = Object.keys(this.head.shapes).flatMap((name) => [...this.parameters.read(name)]);
    return this.linear !== null && said.every((weight) => weight === 0);
  }

  close(): void {
    this.parameters.close();
  }

  /** The network's operations from inputs to output; inputs are tracked where a plan wants their gradients. */
  private record(
    plan: Plan,
    batch: number,
    { linearAlone, traceOf, ...masks }: Recording,
  ): Pick<NetworkPlan, "x" | "extras" | "output" | "shown"> {
    const { steps, features, extras } = this.spec;
    const tracked = { tracked: !plan.training };
    const x = plan.input([steps, batch, features], tracked);
    const known = extras > 0 ? plan.input([batch, extras], tracked) : null;
    const shown = new Map<string, readonly Tensor[]>();
    const context = {
      plan,
      parameters: this.parameters,
      ...masks,
      memories: new Map<Tensor, readonly Tensor[]>(),
      extras: known,
      show: (name: string, value: Tensor) => void shown.set(name, [...(shown.get(name) ?? []), value]),
    };
    const join = (value: Tensor) => (known === null ? value : ops.concatenate(plan, [value, known]));
    const linear = () => this.linear!.apply(context, join(ops.flattenTime(plan, x)));
    if (linearAlone === true) return { x, extras: known, output: linear(), shown };
    const value = this.path.reduce((input, layer, i) => {
      const trace = traceOf?.(i);
      return layer.apply(trace === undefined ? context : { ...context, trace }, input);
    }, x);
    const head = this.head.apply(context, join(value));
    const output = this.linear === null ? head : ops.add(plan, head, linear());
    return { x, extras: known, output, shown };
  }

  private get layers(): readonly Layer[] {
    return [...this.path, this.head, ...(this.linear === null ? [] : [this.linear])];
  }
}

function shapesOf(layers: readonly Layer[]): Record<string, readonly number[]> {
  return Object.assign({}, ...layers.map(({ shapes }) => shapes));
}

function partsOf(spec: NetworkSpec, seed: Seed): { path: Layer[]; head: Layer; linear: Layer | null } {
  const path = layersOf(spec, seed);
  const last = path.at(-1);
  if (last === undefined || last.rank !== 2) {
    throw new RangeError('a network must end in one row a window: output "last"');
  }
  const flat = spec.steps * spec.features + spec.extras;
  const start = spec.linearPath ? "zero" : "glorot";
  const dense = (prefix: string, width: number, frozen: boolean) =>
    denseLayer(prefix, width, 2, { units: spec.outputs, activation: "linear", start, frozen });
  const head = dense("head", last.width + spec.extras, false);
  return { path, head, linear: spec.linearPath ? dense("linear", flat, true) : null };
}

/** The layers of a network in order, without its head, their weights named by `prefix`. Throws as `create` does. */
export function layersOf(spec: NetworkSpec, seed: Seed, prefix = (layer: number) => `layers.${layer}`): Layer[] {
  let width = spec.features;
  let rank: 2 | 3 = 3;
  let memory: LayerMemory | null = null;
  return spec.layers.map((layer, i) => {
    const made = makeLayer(prefix(i), layer, width, rank, split(split(seed, "dropout"), i), spec, memory);
    width = made.width;
    rank = made.rank;
    // Dropout leaves the memory below in sight.
    if (layer.kind !== "dropout") memory = made.memory ?? null;
    return made;
  });
}

function makeLayer(
  prefix: string,
  layer: LayerSpec,
  width: number,
  rank: 2 | 3,
  seed: Seed,
  spec: NetworkSpec,
  memory: LayerMemory | null,
): Layer {
  if (layer.kind === "dense") return denseLayer(prefix, width, rank, layer);
  if (layer.kind === "dropout") return dropoutLayer(width, rank, layer.rate, seed);
  const { steps, outputs, extras } = spec;
  const member = memberNamed(layer.cell, spec.equations);
  if (rank !== 3)
    throw new RangeError(`${prefix}: a recurrent layer needs a sequence; give the one before output "sequence"`);
  const { variational = 0, residual = false } = layer;
  const plain = member.layer(prefix, width, { ...layer, steps, outputs, extras, memory, seed });
  const made = variational > 0 ? heldInput(plain, variational, split(split(seed, prefix), "input")) : plain;
  return residual ? residualLayer(made, prefix, width) : made;
}

function memberNamed(name: string, equations: CellData | undefined): Member {
  if (equations !== undefined && equations.name === name) return memberOf(cellFromData(equations));
  if (Object.hasOwn(FAMILY, name)) return FAMILY[name]!;
  const known = [...(equations === undefined ? [] : [equations.name]), ...Object.keys(FAMILY)];
  throw new RangeError(`no cell "${name}"; known: ${known.join(", ")}`);
}
