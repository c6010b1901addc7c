import { ops, type Seed } from "@gatecast/engine";
import { type Layer, passMemory } from "./layer.ts";

/**
 * A layer that sees its input `[T, B, F]` through one mask, which holds for all steps of a window while masks are drawn (Gal &
 * Ghahramani 2016).
 */
export function heldInput(inner: Layer, rate: number, seed: Seed): Layer {
  return {
    ...inner,
    apply(context, x) {
      if (context.draws !== true) return inner.apply(context, x);
      const seen = ops.heldDropout(context.plan, x, rate, seed, context.counter);
      passMemory(context, x, seen);
      return inner.apply(context, seen);
    },
  };
}
