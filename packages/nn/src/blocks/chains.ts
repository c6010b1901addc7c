import { ops, type Tensor } from "@gatecast/engine";
import type { Member, MemberOptions } from "../family/member.ts";
import type { LayerContext } from "../layers/layer.ts";
import { alongRows } from "../layers/part-trace.ts";
import type { Walk } from "./directions.ts";

/*
 * A dilated layer goes on from what it knew d steps before (Chang et al. 2017): it is d chains of the same weights, each over every
 * d-th row.
 */

/** Steps of the longest chain, which is that of the last row. */
export const chainLength = (steps: number, dilation: number): number => Math.ceil(steps / dilation);

/** A walk as chains: each goes its own way, and steps come back in the order of time. `walk` is one for the longest chain. */
export function inChains(walk: Walk, dilation: number): Walk {
  if (dilation === 1) return walk;
  /** What a chain takes: the rows from its first one on. */
  const chain = (context: LayerContext, x: Tensor, first: number) => {
    const rows = every(x.shape[0]!, dilation, first);
    return [alongRows(context, rows, x.shape[0]!), gatherRows(context, x, rows)] as const;
  };
  return {
    ...walk,
    walk(context, x) {
      const { plan } = context;
      const steps = x.shape[0]!;
      const chains = Array.from({ length: Math.min(dilation, steps) }, (_, p) => walk.walk(...chain(context, x, p)));
      const inOrder = Array.from({ length: steps }, (_, t) =>
        ops.takeStep(plan, chains[t % dilation]!, Math.floor(t / dilation)),
      );
      return ops.joinSteps(plan, inOrder);
    },
    last: (context, x) => lastOf(walk, ...chain(context, x, (x.shape[0]! - 1) % dilation)),
  };
}

/** What a walk knows after the last step, `[B, width]`. */
export function lastOf(walk: Walk, context: LayerContext, x: Tensor): Tensor {
  return walk.last?.(context, x) ?? ops.takeStep(context.plan, walk.walk(context, x), x.shape[0]! - 1);
}

/** A layer that says one row of a window: the chain of the last row is all that it needs to know of one with a dilation. */
export function onLastChain(layer: Member["layer"]): Member["layer"] {
  return (prefix, features, { dilation = 1, ...options }: MemberOptions) => {
    const { steps } = options;
    if (dilation === 1) return layer(prefix, features, options);
    const inner = layer(prefix, features, { ...options, steps: chainLength(steps, dilation) });
    const rows = every(steps, dilation, (steps - 1) % dilation);
    return {
      ...inner,
      apply: (context, x) => inner.apply(alongRows(context, rows, steps), gatherRows(context, x, rows)),
    };
  };
}

/** Every so many rows, from one on. */
const every = (steps: number, dilation: number, first: number): number[] =>
  Array.from({ length: Math.ceil((steps - first) / dilation) }, (_, k) => first + k * dilation);

const gatherRows = ({ plan }: LayerContext, x: Tensor, rows: readonly number[]): Tensor =>
  ops.gatherSteps(
    plan,
    x,
    rows.map((row) => [row]),
  );
