import { ops, type StepTable, type Tensor } from "@gatecast/engine";
import type { Member, MemberOptions } from "../family/member.ts";
import type { Layer, LayerContext } from "../layers/layer.ts";
import { mirrored } from "../layers/part-trace.ts";
import { type Part, together } from "../layers/parts.ts";
import { chainLength, inChains, lastOf } from "./chains.ts";

/** A layer in the order of time: sequences `[T, B, F]` to `[T, B, width]`, each step from those up to it. */
export interface Walk extends Part {
  readonly width: number;
  walk(context: LayerContext, x: Tensor): Tensor;
  /** The last step of `walk` alone, `[B, width]`, where that takes less. */
  last?(context: LayerContext, x: Tensor): Tensor;
}

/**
 * A layer from a walk through time: what is known after the last step, or after every step; with two directions a second
 * walk, with weights of its own, comes from the other end, and both are joined; with a dilation each is several chains. `make` gives a
 * walk for sequences of at most so many steps.
 */
export function walkingLayer(
  prefix: string,
  { steps, directions, output, dilation = 1 }: Pick<MemberOptions, "steps" | "directions" | "output" | "dilation">,
  make: (prefix: string, steps: number) => Walk,
): Layer {
  const names = directions === 2 ? ["forward", "backward"] : [""];
  const length = chainLength(steps, dilation);
  const walks = names.map((name) => inChains(make(name === "" ? prefix : `${prefix}.${name}`, length), dilation));
  const reversed = lastToFirst(steps);
  return {
    ...together(Object.fromEntries(walks.map((walk, i) => [names[i]!, walk]))),
    width: walks.reduce((sum, { width }) => sum + width, 0),
    rank: output === "last" ? 2 : 3,
    apply(context, x) {
      const { plan } = context;
      const seen = walks.map((walk, i) => {
        const own = i === 0 ? context : mirrored(context, steps);
        const input = i === 0 ? x : ops.gatherSteps(plan, x, reversed);
        if (output === "last") return lastOf(walk, own, input);
        const sequence = walk.walk(own, input);
        return i === 0 ? sequence : ops.gatherSteps(plan, sequence, reversed);
      });
      return seen.length === 1 ? seen[0]! : ops.concatenate(plan, seen);
    },
  };
}

/**
 * A layer that says one row of a window; with two directions a second one, with weights of its own, is given the rows from the last to
 * the first, and both say theirs side by side. What the way back looked at is not shown: its rows run the other way.
 */
export function fromBothEnds(layer: Member["layer"]): Member["layer"] {
  return (prefix, features, options) => {
    const own = { ...options, directions: 1 } as const;
    if (options.directions === 1) return layer(prefix, features, own);
    const forward = layer(`${prefix}.forward`, features, own);
    const backward = layer(`${prefix}.backward`, features, own);
    return {
      ...together({ forward, backward }),
      width: forward.width + backward.width,
      rank: 2,
      apply(context, x) {
        const { plan } = context;
        const { show: _, ...unseen } = mirrored(context, options.steps);
        const reversed = ops.gatherSteps(plan, x, lastToFirst(options.steps));
        return ops.concatenate(plan, [forward.apply(context, x), backward.apply(unseen, reversed)]);
      },
    };
  };
}

const lastToFirst = (steps: number): StepTable => Array.from({ length: steps }, (_, t) => [steps - 1 - t]);
