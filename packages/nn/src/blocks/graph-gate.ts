import { ops, split, type Tensor } from "@gatecast/engine";
import { glorot } from "../initializers/initializers.ts";
import { denseLayer } from "../layers/dense-layer.ts";
import type { LayerContext } from "../layers/layer.ts";
import { isMostlyZero } from "../layers/mostly-zero.ts";
import { partOf, type StepValues, traceNamed } from "../layers/part-trace.ts";
import { type Part, together, weights } from "../layers/parts.ts";
import type { MaskOptions } from "../layers/recurrent-part.ts";

/** A gate of every node: x·W + h·U + b, the same weights for all nodes. */
export interface Gate extends Part {
  /** x·W + b of all steps `[T, N, B, I]`, at once. */
  inputs(context: LayerContext, x: Tensor): Tensor;
  /** What it is at step t, before its function: `h` `[N, B, width]` is what it hears of the step before. */
  at(context: LayerContext, inputs: Tensor, t: number, h: Tensor): Tensor;
}

/** `features` of x and `width` of h; the bias starts at `bias`. */
export function gate(prefix: string, features: number, width: number, units: number, bias: number): Gate {
  const input = denseLayer(`${prefix}.input`, features, 3, { units, activation: "linear" });
  const state = weights(`${prefix}.state`, { weight: [width, units] }, (seed) => ({
    weight: glorot(width * units, width, units, split(seed, "weight")),
  }));
  const both = together({ input, state });
  return {
    ...both,
    prunable: [`${prefix}.state.weight`],
    initialize(parameters, seed) {
      both.initialize(parameters, seed);
      parameters.write(`${prefix}.input.bias`, new Float32Array(units).fill(bias));
    },
    inputs: (context, x) => input.apply(context, x),
    at(context, inputs, t, h) {
      const { plan } = context;
      return ops.add(plan, ops.takeStep(plan, inputs, t), recurrentProduct(context, h, `${prefix}.state.weight`));
    },
  };
}

/** h·U for the states of all nodes `[N, B, width]`; predictions leave out most of a U `[width, H]` that is mostly zero. */
export function recurrentProduct({ plan, parameters }: LayerContext, h: Tensor, name: string): Tensor {
  const { value } = parameters.get(name);
  const sparse = !plan.training && isMostlyZero(parameters.read(name), value.width, h.rows);
  return ops.linear(plan, h, plan.parameter(parameters.get(name)), null, sparse);
}

/**
 * States of all nodes `[N, B, H]` as gates hear them: while masks are drawn, through one that holds for all steps and nodes of a
 * window, as if weights of some units were gone for it (Gal & Ghahramani 2016).
 */
export function heldState(
  { plan, counter, draws }: LayerContext,
  h: Tensor,
  prefix: string,
  { variational = 0, seed }: MaskOptions,
): Tensor {
  if (draws !== true || variational === 0) return h;
  return ops.heldDropout(plan, h, variational, split(split(seed!, prefix), "state"), counter);
}

/** Tells whoever follows what every node's gates and states are at step t, `[N, B, H]` each. */
export function traceNodes(
  context: LayerContext,
  t: number,
  named: { readonly [Kind in keyof StepValues]?: Readonly<Record<string, Tensor>> },
): void {
  if (context.trace === undefined) return;
  const all = Object.values(named).flatMap((some) => Object.values(some));
  const N = all[0]!.shape[0]!;
  for (let node = 0; node < N; node++) {
    const own = (some: Readonly<Record<string, Tensor>> = {}) =>
      Object.fromEntries(
        Object.entries(some).map(([name, of]) => {
          const shown = (values: Float64Array) =>
            values.slice((node * values.length) / N, ((node + 1) * values.length) / N);
          return [name, { of, shown }];
        }),
      );
    const part = partOf(context, { kind: "node", number: node + 1 }, [[t]]);
    traceNamed(part, 1, { gates: own(named.gates), states: own(named.states) });
  }
}
