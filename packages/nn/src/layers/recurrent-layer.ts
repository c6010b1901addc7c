import { type Cell, compileCell, countsSteps, ops, split, type Tensor } from "@gatecast/engine";
import { glorot } from "../initializers/initializers.ts";
import type { Layer, LayerContext, LayerMemory } from "./layer.ts";
import { type MaskOptions, recurrentPart } from "./recurrent-part.ts";

export interface RecurrentLayerOptions extends MaskOptions {
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
}

/**
 * A recurrent layer: x `[T, B, F]`. `prefix` names its weights. What a cell is given besides is the memory of the layer
 * below (`memory`, where it is as wide and read in as many directions: each its own), the input itself (`input`, where it is as
 * wide), a linear map of what is known of the whole window (`context`, where anything is), and otherwise a linear map of the
 * input; maps are learnt with the rest.
 */
export function recurrentLayer(prefix: string, features: number, options: RecurrentLayerOptions): Layer {
  const { cell, units, directions, dilation = 1 } = options;
  const names = directions === 2 ? [`${prefix}.forward`, `${prefix}.backward`] : [prefix];
  const parts = names.map((name) => recurrentPart(name, cell, features, units, options));
  const isHanded = (given: string) =>
    (given === "memory" && handsMemory(options.memory, options)) || (given === "input" && features === units);
  const isContext = (given: string) => given === "context" && options.extras > 0;
  const widthOf = (given: string) => (isContext(given) ? options.extras : features);
  const mapped = cell.given.filter((given) => !isHanded(given));
  const mapsOf = (name: string) =>
    mapped.flatMap((given) => [
      { [`${name}.given.${given}.weight`]: [widthOf(given), units] },
      { [`${name}.given.${given}.bias`]: [units] },
    ]);
  const walk = (context: LayerContext, x: Tensor, direction: number) => {
    const { plan, parameters, memories, extras, goesOn } = context;
    const given = cell.given.map((value) => {
      if (mapped.includes(value)) {
        const tensor = (kind: string) => plan.parameter(parameters.get(`${names[direction]!}.given.${value}.${kind}`));
        return ops.linear(plan, isContext(value) ? extras! : x, tensor("weight"), tensor("bias"));
      }
      return value === "input" ? x : memories.get(x)![direction]!;
    });
    const initial = goesOn === undefined ? {} : { initial: goesOn.from };
    const made = parts[direction]!.walk(context, x, { ...initial, reverse: direction === 1, dilation, given });
    goesOn?.left(made.final);
    return made;
  };
  return {
    shapes: Object.assign({}, ...parts.flatMap(({ shapes }, direction) => [shapes, ...mapsOf(names[direction]!)])),
    prunable: parts.flatMap((part) => part.prunable ?? []),
    width: units * directions,
    rank: options.output === "sequence" ? 3 : 2,
    ...(options.output === "sequence" ? { memory: { units, directions } } : {}),
    ...(directions === 1 && dilation === 1 && !countsSteps(compileCell(cell))
      ? { states: cell.states.map((state) => cell.starts.states[state] ?? 0) }
      : {}),
    async load(engine) {
      for (const part of parts) await part.load(engine);
    },
    initialize(parameters, seed) {
      parts.forEach((part, direction) => {
        part.initialize(parameters, seed);
        const name = names[direction]!;
        for (const given of mapped) {
          const weight = glorot(widthOf(given) * units, widthOf(given), units, split(split(seed, name), given));
          parameters.write(`${name}.given.${given}.weight`, weight);
          parameters.write(`${name}.given.${given}.bias`, new Float32Array(units));
        }
      });
    },
    apply(context, x) {
      const { plan, memories } = context;
      const outputs = parts.map((_, direction) => walk(context, x, direction));
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
