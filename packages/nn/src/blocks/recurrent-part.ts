import { type Cell, compileCell, type RecurrentOutput, recurrent, type Tensor } from "@gatecast/engine";
import type { LayerContext } from "../layers/layer.ts";
import { traceCell } from "../layers/part-trace.ts";
import { recurrentLayer } from "../layers/recurrent-layer.ts";
import type { Part } from "./parts.ts";

/** A cell as a part of something larger: walks sequences, or goes single steps from states that it is given. */
export interface RecurrentPart extends Part {
  /** x `[T, B, F]`; `initial` `[B, H]` each, the cell's own start where absent. */
  walk(context: LayerContext, x: Tensor, options?: WalkOptions): RecurrentOutput;
}

export interface WalkOptions {
  readonly initial?: readonly Tensor[];
  readonly reverse?: boolean;
}

/** A cell of which a layer is made, with its weights under `prefix`. */
export function recurrentPart(prefix: string, cell: Cell, features: number, units: number): RecurrentPart {
  const { shapes, load, initialize } = recurrentLayer(prefix, features, {
    ...{ cell, units, output: "sequence", directions: 1, memory: null, extras: 0 },
  });
  const compiled = compileCell(cell);
  return {
    shapes,
    load,
    initialize,
    walk(context, x, options = {}) {
      const { plan, parameters } = context;
      const tensor = (name: string) => plan.parameter(parameters.get(`${prefix}.${name}`));
      const weights = { input: tensor("input"), recurrent: tensor("recurrent"), bias: tensor("bias") };
      traceCell(context, compiled, x, weights, options);
      return recurrent(plan, compiled, x, weights, options);
    },
  };
}
