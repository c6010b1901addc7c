import {
  type Cell,
  compileCell,
  countsSteps,
  heldMask,
  maskedCell,
  ops,
  type Parameters,
  type PerUnit,
  recurrent,
  recurrentShapes,
  type Seed,
  split,
  type Tensor,
} from "@gatecast/engine";
import { glorot, inBlocks, orthogonal } from "../initializers/initializers.ts";
import type { Layer, LayerContext, LayerMemory } from "./layer.ts";
import { isMostlyZero } from "./mostly-zero.ts";
import { traceCell } from "./part-trace.ts";

export interface RecurrentLayerOptions {
  readonly cell: Cell;
  /** H. */
  readonly units: number;
  /** `last`: the state after the whole window `[B, H]`; `sequence`: after every step `[T, B, H]`. */
  readonly output: "last" | "sequence";
  /** 2 reads the window from both ends and joins the states: `2 H` wide. */
  readonly directions: 1 | 2;
  /** Steps back to the states that a step goes on from; 1 where absent (Chang et al. 2017). */
  readonly dilation?: number;
  /** The memory of the layer below; null where there is none. */
  readonly memory: LayerMemory | null;
  /** E, the inputs that are known in advance of a whole window. */
  readonly extras: number;
  /** Share of inputs and of recurrent state that a window does without while masks are drawn; 0 where absent. */
  readonly variational?: number;
  /** What masks are drawn from; required where there are any. */
  readonly seed?: Seed;
}

/**
 * A recurrent layer: x `[T, B, F]`. `prefix` names its weights. What a cell is given besides is the memory of the layer
 * below (`memory`, where it is as wide and read in as many directions: each its own), the input itself (`input`, where it is as
 * wide), a linear map of what is known of the whole window (`context`, where anything is), and otherwise a linear map of the
 * input; maps are learnt with the rest.
 * With `variational`, one mask over the input and one over what goes through recurrent weights hold for all steps of a window
 * while masks are drawn (Gal & Ghahramani 2016).
 */
export function recurrentLayer(prefix: string, features: number, options: RecurrentLayerOptions): Layer {
  const { units, directions, dilation = 1 } = options;
  const cell = compileCell(options.cell);
  const all = recurrentShapes(cell, features, units);
  const names = directions === 2 ? [`${prefix}.forward`, `${prefix}.backward`] : [prefix];
  const isHanded = (given: string) =>
    (given === "memory" && handsMemory(options.memory, options)) || (given === "input" && features === units);
  const isContext = (given: string) => given === "context" && options.extras > 0;
  const widthOf = (given: string) => (isContext(given) ? options.extras : features);
  const mapped = options.cell.given.filter((given) => !isHanded(given));
  const shapes = Object.fromEntries(
    names.flatMap((name) => [
      [`${name}.input`, all.input],
      [`${name}.recurrent`, all.recurrent],
      [`${name}.bias`, all.bias],
      ...(all.vectors[0] > 0 ? [[`${name}.vectors`, all.vectors] as const] : []),
      ...mapped.flatMap((given) => [
        [`${name}.given.${given}.weight`, [widthOf(given), units]] as const,
        [`${name}.given.${given}.bias`, [units]] as const,
      ]),
    ]),
  );
  // Numbers that are not learnt stand in the place of some weights.
  const isFixed = options.cell.gates.some(({ connection }) => connection !== null);
  const rate = options.variational ?? 0;
  const { cell: maskedEquations, mask } = maskedCell(options.cell);
  const masked = rate > 0 ? compileCell(maskedEquations) : cell;
  const apply = (context: LayerContext, whole: Tensor, name: string, direction: number) => {
    const { plan, parameters, counter, memories, extras, goesOn } = context;
    const reverse = direction === 1;
    const drawn = context.draws === true && rate > 0 ? split(options.seed!, name) : null;
    const x = drawn === null ? whole : ops.heldDropout(plan, whole, rate, split(drawn, "input"), counter);
    const tensor = (part: string) => plan.parameter(parameters.get(`${name}.${part}`));
    const weights = {
      ...{ input: tensor("input"), recurrent: tensor("recurrent"), bias: tensor("bias") },
      ...(all.vectors[0] > 0 ? { vectors: tensor("vectors") } : {}),
    };
    const given = options.cell.given.map((value) => {
      if (mapped.includes(value)) {
        const [weight, bias] = [tensor(`given.${value}.weight`), tensor(`given.${value}.bias`)];
        return ops.linear(plan, isContext(value) ? extras! : x, weight, bias);
      }
      return value === "input" ? x : memories.get(whole)![direction]!;
    });
    const sparse = !plan.training && !isFixed && isMostlyZero(parameters.read(`${name}.recurrent`), units, x.shape[1]!);
    if (drawn === null) {
      const initial = goesOn === undefined ? {} : { initial: goesOn.from };
      const walk = { ...initial, reverse, dilation, given };
      traceCell(context, cell, x, weights, walk);
      const made = recurrent(plan, cell, x, weights, { ...walk, sparse });
      goesOn?.left(made.final);
      return made;
    }
    const held = mask === null ? [] : [heldMask(plan, [x.shape[1]!, units], rate, split(drawn, "state"), counter)];
    return recurrent(plan, masked, x, weights, { reverse, dilation, given: [...given, ...held], sparse });
  };
  return {
    shapes,
    ...(all.recurrent[1] > 0 ? { prunable: names.map((name) => `${name}.recurrent`) } : {}),
    width: units * directions,
    rank: options.output === "sequence" ? 3 : 2,
    ...(options.output === "sequence" ? { memory: { units, directions } } : {}),
    ...(directions === 1 && dilation === 1 && !countsSteps(cell)
      ? { states: options.cell.states.map((state) => options.cell.starts.states[state] ?? 0) }
      : {}),
    async load(engine) {
      await engine.load(cell, units);
      if (masked !== cell) await engine.load(masked, units);
    },
    initialize(parameters: Parameters, seed: Seed): void {
      for (const name of names) {
        const own = split(seed, name);
        const [, gi] = all.input;
        const [, gr] = all.recurrent;
        parameters.write(
          `${name}.input`,
          // The fans of all gates' weights as one matrix, as Keras counts them.
          inBlocks(features, gi, units, split(own, "input"), (s) => glorot(features * units, features, gi * units, s)),
        );
        parameters.write(
          `${name}.recurrent`,
          inBlocks(units, gr, units, split(own, "recurrent"), (s) => orthogonal(units, s)),
        );
        const { biases, vectors } = options.cell.starts;
        const rows = (names: readonly string[], starts: typeof biases) =>
          names.flatMap((row) => startOf(starts[row], units));
        parameters.write(`${name}.bias`, rows(cell.slots, biases));
        if (all.vectors[0] > 0) parameters.write(`${name}.vectors`, rows(options.cell.vectors, vectors));
        for (const given of mapped) {
          const weight = glorot(widthOf(given) * units, widthOf(given), units, split(own, given));
          parameters.write(`${name}.given.${given}.weight`, weight);
          parameters.write(`${name}.given.${given}.bias`, new Float32Array(units));
        }
      }
    },
    apply(context: LayerContext, x: Tensor): Tensor {
      const { plan, memories } = context;
      const outputs = names.map((name, direction) => apply(context, x, name, direction));
      const shown = outputs.map(({ sequence, final }) => (options.output === "sequence" ? sequence : final[0]!));
      const y = shown.length === 1 ? shown[0]! : ops.concatenate(plan, shown);
      if (options.output === "sequence") {
        memories.set(
          y,
          outputs.map(({ memory }) => memory),
        );
      }
      return y;
    },
  };
}

/** Whether a layer gives the one above what it remembers: both are as wide and read in the same directions. */
export function handsMemory(below: LayerMemory | null, { units, directions }: LayerMemory): boolean {
  return below !== null && below.units === units && below.directions === directions;
}

/** Where H numbers start: 0 where nothing is said. */
function startOf(start: number | PerUnit | undefined, units: number): number[] {
  return Array.from({ length: units }, (_, unit) => (typeof start === "function" ? start(unit, units) : (start ?? 0)));
}
