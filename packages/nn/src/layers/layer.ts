import type { Engine, Parameters, Plan, Seed, StepCounter, Tensor } from "@gatecast/engine";
import type { PartSteps } from "./part-trace.ts";

/** What a layer is given besides its input. */
export interface LayerContext {
  readonly plan: Plan;
  readonly parameters: Parameters;
  readonly counter: StepCounter;
  /** Whether masks of dropout are drawn, as they are for training and for sampling; where absent, nothing is left out. */
  readonly draws?: boolean;
  /** The memory behind a layer's output, `[T, B, H]` for each direction: what a cell that looks into the layer below is given. */
  readonly memories: Map<Tensor, readonly Tensor[]>;
  /** What is known in advance of each window, `[B, E]`; null where nothing is. */
  readonly extras: Tensor | null;
  /** States `[B, H]` that a layer goes on from, and who is told where those after its last step lie; where absent, it starts anew. */
  readonly goesOn?: { readonly from: readonly Tensor[]; readonly left: (states: readonly Tensor[]) => void };
  /** Takes what a layer has to show of itself beside its output, such as the alignment of an attention. */
  readonly show?: (name: string, value: Tensor) => void;
  /** Takes what gates and states a part of a layer has; absent where nobody looks into them. */
  readonly trace?: (steps: PartSteps) => void;
}

/** What a layer remembers behind its output: H numbers for each direction. */
export interface LayerMemory {
  readonly units: number;
  readonly directions: 1 | 2;
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
  /** The memory that it shows to the layer above; absent where it shows none. */
  readonly memory?: LayerMemory;
  /** Where its states start, H numbers each alike; absent where a step depends on more than the states before it. */
  readonly states?: readonly number[];
  /** Makes kernels ready that the layer needs. */
  load(engine: Engine): Promise<void>;
  initialize(parameters: Parameters, seed: Seed): void;
  apply(context: LayerContext, x: Tensor): Tensor;
}

/** Lets whoever looks into the memory behind a value see it behind what was made of that. */
export function passMemory({ memories }: LayerContext, from: Tensor, to: Tensor): void {
  const memory = memories.get(from);
  if (memory !== undefined) memories.set(to, memory);
}
