import type { Engine, Parameters, Plan, Seed, StepCounter, Tensor } from "@gatecast/engine";

/** What a layer is given besides its input. */
export interface LayerContext {
  readonly plan: Plan;
  readonly parameters: Parameters;
  readonly counter: StepCounter;
  /** Whether masks of dropout are drawn, as they are for training and for sampling; where absent, nothing is left out. */
  readonly draws?: boolean;
  /** The memory behind a layer's output, `[T, B, H]`: what a cell that looks into the layer below is given. */
  readonly memories: Map<Tensor, Tensor>;
  /** What is known in advance of each window, `[B, E]`; null where nothing is. */
  readonly extras: Tensor | null;
  /** States `[B, H]` that a layer goes on from, and who is told where those after its last step lie; where absent, it starts anew. */
  readonly goesOn?: { readonly from: readonly Tensor[]; readonly left: (states: readonly Tensor[]) => void };
  /** Takes what a layer has to show of itself beside its output, such as the alignment of an attention. */
  readonly show?: (name: string, value: Tensor) => void;
}

/** What a recurrent layer did in one direction, in float64: a row of H values for every step of every window. */
export interface DirectionTrace {
  /** Of a layer that reads windows from both ends: whether this is the way back. */
  readonly reverse: boolean;
  /** H. */
  readonly units: number;
  /** Every gate after its own squashing, `[T, B, H]` in the order of time. */
  readonly gates: ReadonlyMap<string, Float64Array>;
  /** Every state after each step, `[T, B, H]`. */
  readonly states: ReadonlyMap<string, Float64Array>;
}

/** What a layer is given when it is traced. */
export interface TracedInput {
  /** `[T, B, F]` */
  readonly x: ArrayLike<number>;
  readonly T: number;
  readonly B: number;
  /** The memory of the layer below, `[T, B, H]`; null where it shows none. */
  readonly memory: ArrayLike<number> | null;
  /** What is known in advance of each window, `[B, E]`; null where nothing is. */
  readonly extras: ArrayLike<number> | null;
}

/** What a layer did, and what it hands to the layer above: its output `[T, B, width]`, and its memory. */
export interface LayerTrace {
  readonly directions: readonly DirectionTrace[];
  readonly output: Float64Array;
  readonly memory: ArrayLike<number> | null;
}

/**
 * A layer of a network: it names its weights, starts them, and records its operations. `T` and `B` are the time and
 * batch axes; `rank` says whether values are sequences `[T, B, F]` or single rows `[B, F]`.
 */
export interface Layer {
  /** Weights by name, with their shapes. */
  readonly shapes: Readonly<Record<string, readonly number[]>>;
  /** The weights are given and training leaves them alone. */
  readonly frozen?: boolean;
  /** Weights by name that pruning may thin out; absent where there are none. */
  readonly prunable?: readonly string[];
  /** Width of the output's last axis. */
  readonly width: number;
  /** 3 for a sequence out, 2 for one row a window. */
  readonly rank: 2 | 3;
  /** Width of the memory that it shows to the layer above; absent where it shows none. */
  readonly memory?: number;
  /** Where its states start, H numbers each alike; absent where a step depends on more than the states before it. */
  readonly states?: readonly number[];
  /** Makes kernels ready that the layer needs. */
  load(engine: Engine): Promise<void>;
  initialize(parameters: Parameters, seed: Seed): void;
  apply(context: LayerContext, x: Tensor): Tensor;
  /** What its gates and states say of windows `[T, B, F]`; absent where it has none. */
  trace?(parameters: Parameters, input: TracedInput): LayerTrace;
}
