import { type Seed, split, type Tensor } from "@gatecast/engine";
import type { Layer, LayerContext } from "./layer.ts";

/** What has weights of its own: a layer, or a part of one. */
export type Part = Pick<Layer, "shapes" | "prunable" | "load" | "initialize">;

/** Several parts as one; each starts from a seed of its own name. */
export function together(parts: Readonly<Record<string, Part>>): Part {
  const all = Object.entries(parts);
  return {
    shapes: Object.assign({}, ...all.map(([, { shapes }]) => shapes)),
    prunable: all.flatMap(([, { prunable = [] }]) => prunable),
    async load(engine) {
      for (const [, part] of all) await part.load(engine);
    },
    initialize(parameters, seed) {
      for (const [name, part] of all) part.initialize(parameters, split(seed, name));
    },
  };
}

/** A part with weights of these names and shapes, which start as `start` says; `of` gives them to a plan. */
export function weights<Name extends string>(
  prefix: string,
  shapes: Readonly<Record<Name, readonly number[]>>,
  start: (seed: Seed) => Readonly<Record<Name, ArrayLike<number>>>,
): Part & { of(context: LayerContext): Record<Name, Tensor> } {
  const names = Object.keys(shapes) as Name[];
  return {
    shapes: Object.fromEntries(names.map((name) => [`${prefix}.${name}`, shapes[name]])),
    load: async () => {},
    initialize(parameters, seed) {
      const values = start(seed);
      for (const name of names) parameters.write(`${prefix}.${name}`, values[name]);
    },
    of({ plan, parameters }) {
      const tensors = names.map((name) => [name, plan.parameter(parameters.get(`${prefix}.${name}`))]);
      return Object.fromEntries(tensors) as Record<Name, Tensor>;
    },
  };
}
