import type { CompiledCell } from "../cell/compile.ts";
import type { CellStage, Engine } from "../memory/engine.ts";
import type { Flag, Kernels } from "../memory/kernels.ts";
import type { Region } from "../memory/regions.ts";
import type { Notes } from "../notation/notes.ts";
import type { Said } from "../notation/term.ts";
import { sizesOf, type Tensor } from "../tensor/tensor.ts";
import type { Parameter, Parameters } from "./parameters.ts";
import { Replay } from "./replay.ts";
import type { Step } from "./step.ts";

/** Where an operation puts the gradient of one of its inputs, and whether something is there already. */
export interface GradientUse {
  readonly address: number;
  readonly accumulate: Flag;
}

/** The gradient that consumers left for an output. */
export interface OutputGradient {
  readonly address: number;
  /** False where nothing downstream needs this output: its gradient is zero and its memory does not exist. */
  readonly used: boolean;
}

/** A recorded operation: which gradients it adds to, and which outputs' gradients it needs for that. */
interface Operation {
  readonly step: Step;
  readonly adds: readonly Addition[];
  readonly outputs: readonly Planned[];
}

interface Addition {
  readonly input: Planned;
  readonly use: { address: number; accumulate: Flag };
}

/** A tensor of a plan; `Planned` only inside this file may be placed. */
interface Planned extends Tensor {
  address: number;
  /** Offset within the plan's region, or a tensor that this one looks into. */
  readonly offset: number;
  readonly parent: Tensor | null;
  /** Whether a gradient may flow into it. */
  readonly tracked: boolean;
  readonly uses: { address: number; accumulate: Flag }[];
  readonly parameter: Parameter | null;
  /** The weights that it follows from, where it follows from weights alone. */
  readonly sources: readonly Tensor[];
  /** What operations have made of it for all that use it, by name. */
  readonly shared: Map<string, Tensor>;
}

/** What a tensor may be besides a place of its own. */
type Kind = Partial<Pick<Planned, "parent" | "offset" | "tracked" | "parameter" | "sources">>;

const ALIGNMENT_FLOATS = 16;

/**
 * The operations of a network for one set of shapes, recorded once and replayed at every step: replaying allocates
 * nothing and builds no graph. Record operations, `seal`, then `forward` and `backward` as often as you like. All
 * activations lie in one region that each step overwrites; `close` gives it back.
 */
export class Plan {
  readonly engine: Engine;
  /** What its operations call. The calls are written down when it is sealed, and made from then on. */
  readonly kernels: Kernels;
  /** Whether gradients are wanted; a plan for prediction keeps none. */
  readonly training: boolean;
  private readonly inputGradients: boolean;
  private readonly notes: Notes | null;
  private readonly tensors = new Set<Planned>();
  private readonly parameters = new Map<Parameter, Planned>();
  private readonly operations: Operation[] = [];
  /** What the operation that is being recorded has announced so far. */
  private adds: Addition[] = [];
  private outputs: Planned[] = [];
  private floats = 0;
  private region: Region | null = null;
  private replay: Replay | null = null;

  /**
   * @param options.inputGradients gradients of tracked inputs alone; weights are taken as given, and nothing is trained
   * @param options.notes takes down what the operations compute
   */
  constructor(
    engine: Engine,
    options: { readonly training: boolean; readonly inputGradients?: boolean; readonly notes?: Notes },
  ) {
    this.engine = engine;
    this.kernels = engine.written;
    this.notes = options.notes ?? null;
    this.training = options.training;
    this.inputGradients = options.training || options.inputGradients === true;
  }

  /** A tensor that a caller fills before each `forward`. With `tracked`, its gradient is computed as well. */
  input(shape: readonly number[], options: { readonly tracked?: boolean } = {}): Tensor {
    return this.place(shape, { tracked: this.inputGradients && options.tracked === true });
  }

  /** The tensor of a weight that lives outside of the plan. */
  parameter(parameter: Parameter): Tensor {
    const known = this.parameters.get(parameter);
    if (known !== undefined) return known;
    const tracked = this.training && !parameter.frozen;
    const tensor = this.place(parameter.value.shape, { parent: parameter.value, tracked, parameter });
    this.parameters.set(parameter, tensor);
    this.notes?.weights.set(tensor, parameter.name);
    return tensor;
  }

  /**
   * A tensor that follows from weights alone. Its operation works it out in `pack` and hands its gradient on in `behind`;
   * to other operations it is a weight, used by them alone.
   */
  derived(shape: readonly number[], sources: readonly Tensor[]): Tensor {
    const tensor = this.place(shape, { tracked: this.anyTracked(sources), sources });
    this.notes?.derived.add(tensor);
    return tensor;
  }

  /** What several operations make of one tensor, made by the first that asks. Asked for before an operation announces its uses. */
  shared(tensor: Tensor, name: string, make: () => Tensor): Tensor {
    const { shared } = this.planned(tensor);
    const made = shared.get(name) ?? make();
    shared.set(name, made);
    return made;
  }

  /** A tensor that an operation writes. Tracked where one of the operation's inputs is. */
  output(shape: readonly number[], inputs: readonly Tensor[]): Tensor {
    return this.place(shape, { tracked: this.anyTracked(inputs) });
  }

  /** A window into another tensor, `offset` floats from its start, with a gradient of its own. */
  view(parent: Tensor, offset: number, shape: readonly number[]): Tensor {
    return this.place(shape, { parent, offset, tracked: this.planned(parent).tracked });
  }

  /** The kernels of a cell in layers of so many units, one pair a stage. */
  stagesOf(cell: CompiledCell, units: number): readonly CellStage[] {
    return this.engine.stagesOf(cell, units);
  }

  /** Memory of `count` floats for an operation's own purposes. */
  scratch(count: number): Tensor {
    return this.place([count], {});
  }

  /** True where gradients flow through at least one of these. */
  anyTracked(tensors: readonly Tensor[]): boolean {
    return tensors.some((tensor) => this.planned(tensor).tracked);
  }

  /**
   * Announces that an operation will add to the gradient of `input`; null where nobody wants it. Its backward half
   * works in the reverse order of these calls, so that one tensor may come in twice.
   */
  use(input: Tensor): GradientUse | null {
    const planned = this.planned(input);
    if (!planned.tracked) return null;
    const use = { address: 0, accumulate: 0 as Flag };
    planned.uses.push(use);
    this.adds.push({ input: planned, use });
    return use;
  }

  /** The gradient of an output, for the backward half of the operation that made it. Valid once sealed. */
  gradientOf(output: Tensor): OutputGradient {
    const planned = this.planned(output);
    const { uses } = planned;
    this.outputs.push(planned);
    return {
      get address() {
        return uses[0]?.address ?? 0;
      },
      get used() {
        return uses.length > 0;
      },
    };
  }

  /** Says what outputs of an operation are, in signs, where somebody takes notes. */
  says(outputs: Tensor | readonly Tensor[], term: () => Said): void {
    this.notes?.say("shape" in outputs ? [outputs] : outputs, term());
  }

  /** Gives a tensor its name in equations. */
  named(name: string, tensor: Tensor): Tensor {
    this.notes?.names.set(tensor, name);
    return tensor;
  }

  /** Records the rounds of a loop, of which equations show one; `letter` counts them. */
  repeat<Value>(letter: string, rounds: number, run: (number: number) => Value): Value[] {
    if (this.notes !== null) return this.notes.repeat(letter, rounds, run);
    return Array.from({ length: rounds }, (_, number) => run(number));
  }

  record(step: Step): void {
    this.operations.push({ step, adds: this.adds, outputs: this.outputs });
    this.adds = [];
    this.outputs = [];
  }

  /** Places every tensor. Nothing can be recorded afterwards. */
  seal(): this {
    const backwards = this.wantedBackwards();
    for (const tensor of this.tensors) {
      const last = tensor.uses.length - 1;
      const offset = last >= 0 && tensor.parameter === null ? this.reserve(tensor.floats) : 0;
      // The backward walk meets the last consumer first: it writes, the others add.
      tensor.uses.forEach((use, i) => {
        use.accumulate = i === last ? 0 : 1;
        use.address = offset;
      });
    }
    this.region = this.engine.allocate(4 * this.floats);
    const base = this.region.address;
    for (const tensor of this.tensors) {
      const from = tensor.parent === null ? base : tensor.parent.address;
      tensor.address = from + 4 * tensor.offset;
      for (const use of tensor.uses) {
        use.address = tensor.parameter === null ? base + 4 * use.address : tensor.parameter.gradient.address;
      }
    }
    const steps = this.operations.map(({ step }) => step);
    this.replay = new Replay(this.engine, steps, backwards, (weights) => this.ownersOf(weights));
    return this;
  }

  forward(): void {
    this.sealed().forward();
  }

  /** Gradients of everything tracked, from the losses that `forward` left. */
  backward(): void {
    this.sealed().backward();
  }

  /** Threads that each part of a step runs on, as far as it has found out what is faster. */
  get threads(): { readonly forward: number; readonly backward: number; readonly gradients: number } {
    return this.sealed().threads;
  }

  /** The gradient of a tracked input after `backward`: same shape, its own place. */
  gradientTensor(input: Tensor): Tensor {
    const use = this.planned(input).uses[0];
    if (use === undefined) throw new Error("internal: no loss depends on this tensor");
    return { ...sizesOf(input.shape), shape: input.shape, address: use.address };
  }

  close(): void {
    if (this.region !== null) this.engine.free(this.region);
    this.replay?.close();
    this.region = null;
    this.replay = null;
  }

  /**
   * The operations that go backward, the last one first. One whose outputs nobody needs is left out and takes back what it
   * announced: otherwise the others would add to a gradient that nobody has begun.
   */
  private wantedBackwards(): Step[] {
    const wanted: Step[] = [];
    for (const { step, adds, outputs } of [...this.operations].reverse()) {
      if (outputs.length === 0 || outputs.some(({ uses }) => uses.length > 0)) wanted.push(step);
      else {
        for (const { input, use } of adds) input.uses.splice(input.uses.indexOf(use), 1);
      }
    }
    return wanted;
  }

  private place(shape: readonly number[], kind: Kind): Planned {
    if (this.region !== null) throw new Error("internal: the plan is sealed");
    const sizes = sizesOf(shape);
    const { parent = null, tracked = false, parameter = null, sources = [] } = kind;
    const offset = parent === null ? this.reserve(sizes.floats) : (kind.offset ?? 0);
    const own = { address: 0, offset, parent, tracked, parameter, sources };
    const tensor: Planned = { shape, ...sizes, ...own, uses: [], shared: new Map() };
    this.tensors.add(tensor);
    return tensor;
  }

  /** Offsets are in floats. */
  private reserve(floats: number): number {
    const offset = this.floats;
    this.floats += Math.ceil(floats / ALIGNMENT_FLOATS) * ALIGNMENT_FLOATS;
    return offset;
  }

  /** Whose weights these tensors are; null where one is no weight but something that changes with every step. */
  private ownersOf(weights: readonly Tensor[]): Parameters[] | null {
    const owners = new Set<Parameters>();
    for (const weight of weights) {
      const { parameter, sources } = this.planned(weight);
      const behind = parameter !== null ? [parameter.owner] : sources.length > 0 ? this.ownersOf(sources) : null;
      if (behind === null) return null;
      for (const owner of behind) owners.add(owner);
    }
    return [...owners];
  }

  private sealed(): Replay {
    if (this.replay === null) throw new Error("internal: the plan is not sealed, or closed");
    return this.replay;
  }

  private planned(tensor: Tensor): Planned {
    if (!this.tensors.has(tensor as Planned)) throw new Error("internal: a tensor of another plan");
    return tensor as Planned;
  }
}
