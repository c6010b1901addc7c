import { ops, type StepTable, type Tensor } from "@gatecast/engine";
import type { MemberOptions } from "../family/member.ts";
import type { Layer, LayerContext } from "../layers/layer.ts";
import { mirrored } from "../layers/part-trace.ts";
import { type Part, together } from "./parts.ts";

/** A layer in the order of time: sequences `[T, B, F]` to `[T, B, width]`, each step from those up to it. */
export interface Walk extends Part {
  readonly width: number;
  walk(context: LayerContext, x: Tensor): Tensor;
  /** The last step of `walk` alone, `[B, width]`, where that takes less. */
  last?(context: LayerContext, x: Tensor): Tensor;
}

/**
 * A layer from a walk through time: what is known after the last step, or after every step; with two directions a second
 * walk, with weights of its own, comes from the other end, and both are joined.
 */
export function walkingLayer(
  prefix: string,
  { steps, directions, output }: Pick<MemberOptions, "steps" | "directions" | "output">,
  make: (prefix: string) => Walk,
): Layer {
  const names = directions === 2 ? ["forward", "backward"] : [""];
  const walks = names.map((name) => make(name === "" ? prefix : `${prefix}.${name}`));
  const reversed: StepTable = Array.from({ length: steps }, (_, t) => [steps - 1 - t]);
  return {
    ...together(Object.fromEntries(walks.map((walk, i) => [names[i]!, walk]))),
    width: walks.reduce((sum, { width }) => sum + width, 0),
    rank: output === "last" ? 2 : 3,
    apply(context, x) {
      const { plan } = context;
      const seen = walks.map((walk, i) => {
        const own = i === 0 ? context : mirrored(context, steps);
        const input = i === 0 ? x : ops.gatherSteps(plan, x, reversed);
        if (output === "last" && walk.last !== undefined) return walk.last(own, input);
        const sequence = walk.walk(own, input);
        if (output === "last") return ops.takeStep(plan, sequence, steps - 1);
        return i === 0 ? sequence : ops.gatherSteps(plan, sequence, reversed);
      });
      return seen.length === 1 ? seen[0]! : ops.concatenate(plan, seen);
    },
  };
}
