import {
  type Cell,
  compileCell,
  ops,
  type Parameters,
  recurrent,
  recurrentShapes,
  type Seed,
  split,
  type Tensor,
} from "@gatecast/engine";
import { glorot, inBlocks, orthogonal } from "../initializers/initializers.ts";
import type { Layer, LayerContext } from "./layer.ts";

export interface RecurrentLayerOptions {
  readonly cell: Cell;
  /** H. */
  readonly units: number;
  /** `last`: the state after the whole window `[B, H]`; `sequence`: after every step `[T, B, H]`. */
  readonly output: "last" | "sequence";
  /** 2 reads the window from both ends and joins the states: `2 H` wide. */
  readonly directions: 1 | 2;
}

/** A recurrent layer: x `[T, B, F]`. `prefix` names its weights. */
export function recurrentLayer(prefix: string, features: number, options: RecurrentLayerOptions): Layer {
  const { units, directions } = options;
  const cell = compileCell(options.cell);
  const all = recurrentShapes(cell, features, units);
  const names = directions === 2 ? [`${prefix}.forward`, `${prefix}.backward`] : [prefix];
  const shapes = Object.fromEntries(
    names.flatMap((name) => [
      [`${name}.input`, all.input],
      [`${name}.recurrent`, all.recurrent],
      [`${name}.bias`, all.bias],
      ...(all.vectors[0] > 0 ? [[`${name}.vectors`, all.vectors] as const] : []),
    ]),
  );
  const tensors = ({ plan, parameters }: LayerContext, name: string) => {
    const tensor = (part: string) => plan.parameter(parameters.get(`${name}.${part}`));
    const vectors = all.vectors[0] > 0 ? { vectors: tensor("vectors") } : {};
    return { input: tensor("input"), recurrent: tensor("recurrent"), bias: tensor("bias"), ...vectors };
  };
  return {
    shapes,
    width: units * directions,
    rank: options.output === "sequence" ? 3 : 2,
    load: (engine) => engine.load(cell),
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
        parameters.write(
          `${name}.bias`,
          cell.slots.flatMap((gate) => Array<number>(units).fill(options.cell.biasOne.includes(gate) ? 1 : 0)),
        );
        if (all.vectors[0] > 0) parameters.write(`${name}.vectors`, new Float32Array(all.vectors[0] * units));
      }
    },
    apply(context: LayerContext, x: Tensor): Tensor {
      const outputs = names.map((name, direction) => {
        const output = recurrent(context.plan, cell, x, tensors(context, name), { reverse: direction === 1 });
        return options.output === "sequence" ? output.sequence : output.final[0]!;
      });
      return outputs.length === 1 ? outputs[0]! : ops.concatenate(context.plan, outputs);
    },
  };
}
