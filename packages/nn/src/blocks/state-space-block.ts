import { elementary, generator, ops, type Seed, type Tensor } from "@gatecast/engine";
import { denseLayer } from "../layers/dense-layer.ts";
import type { LayerContext } from "../layers/layer.ts";
import { partOf, traceNamed } from "../layers/part-trace.ts";
import { together } from "../layers/parts.ts";
import type { Walk } from "./directions.ts";
import { norm } from "./norm.ts";

/**
 * The block around a layer of state spaces, as S4's: embedded and normalised rows go through them, through GELU and a gated linear
 * unit, and are added to what was embedded.
 */
export function stateSpaceBlock(prefix: string, features: number, units: number, space: Walk): Walk {
  const dense = (name: string, width: number) =>
    denseLayer(`${prefix}.${name}`, width, 3, { units, activation: name === "gate" ? "sigmoid" : "linear" });
  const [embed, value, gate] = [dense("embed", features), dense("value", units), dense("gate", units)];
  const level = norm(`${prefix}.norm`, units);
  const walk = (context: LayerContext, x: Tensor, take: (sequence: Tensor) => Tensor): Tensor => {
    const { plan } = context;
    const embedded = plan.named("e", embed.apply(context, x));
    const normal = plan.named("u", level.walk(context, embedded));
    const answered = plan.named("y", space.walk(context, normal));
    const seen = plan.named("z", ops.gelu(plan, take(answered)));
    const lets = plan.named("g", gate.apply(context, seen));
    const gated = ops.multiply(plan, value.apply(context, seen), lets);
    const steps = x.shape[0]!;
    traceNamed(partOf(context, { kind: "state space" }), steps, { values: { y: answered } });
    // Of a window's last step alone where nothing else is taken.
    const taken = lets.shape.length === 2 ? [[steps - 1]] : undefined;
    traceNamed(partOf(context, { kind: "gated unit" }, taken), taken?.length ?? steps, { gates: { g: lets } });
    return ops.add(plan, take(embedded), gated);
  };
  return {
    ...together({ embed, level, space, value, gate }),
    width: units,
    walk: (context, x) => walk(context, x, (sequence) => sequence),
    // What follows the state spaces knows no time.
    last: (context, x) => walk(context, x, (sequence) => ops.takeStep(context.plan, sequence, x.shape[0]! - 1)),
  };
}

/** Δ of the channels starts between these, evenly in its logarithm, as in the papers. */
const [SHORTEST_STEP, LONGEST_STEP] = [0.001, 0.1];

/** log Δ, one a channel. */
export function logSteps(units: number, seed: Seed): Float64Array {
  const random = generator(seed);
  const [low, high] = [elementary.log(SHORTEST_STEP), elementary.log(LONGEST_STEP)];
  return Float64Array.from({ length: units }, () => low + (high - low) * random());
}
