import { type Engine, type Parameters, Plan, readTensor, type Tensor, writeTensor } from "@gatecast/engine";
import type { Layer, LayerContext } from "../layers/layer.ts";
import type { World } from "./world.ts";

/** A network for B episodes side by side: what remembers, and the linear maps behind it that choose and value. */
export interface PolicyParts {
  readonly layer: Layer;
  readonly policy: Layer;
  readonly value: Layer;
}

/** How likely actions are as B episodes go on, step by step. */
export interface Logits {
  /** Before the first step of new episodes. */
  begin(): void;
  /** Logits `[B, A]` of step t, given what was observed up to it: `[T, B, F]`. */
  at(t: number, observations: Float32Array): Float32Array;
  close(): void;
}

/** What a plan of a policy's parts records them with. */
export function contextOf(plan: Plan, parameters: Parameters, goesOn?: LayerContext["goesOn"]): LayerContext {
  const counted: LayerContext = { plan, parameters, counter: { step: 0 }, memories: new Map(), extras: null };
  return goesOn === undefined ? counted : { ...counted, goesOn };
}

/** One step at a time where the layer's states tell how to go on; otherwise all steps again, each time. */
export function logitsOf(
  engine: Engine,
  parameters: Parameters,
  parts: PolicyParts,
  { steps, observations: F }: Pick<World, "steps" | "observations">,
  B: number,
): Logits {
  const { layer, policy } = parts;
  const plan = new Plan(engine, { training: false });
  if (layer.states === undefined) {
    const x = plan.input([steps, B, F]);
    const context = contextOf(plan, parameters);
    const logits = policy.apply(context, layer.apply(context, x));
    plan.seal();
    return {
      begin() {},
      at(t, observations) {
        // A layer in the order of time: what is not yet known changes nothing of what is.
        writeTensor(engine.f32, x, observations);
        plan.forward();
        const all = readTensor(engine.f32, logits);
        const own = all.length / steps;
        return all.subarray(t * own, (t + 1) * own);
      },
      close: () => plan.close(),
    };
  }
  const starts = layer.states;
  const x = plan.input([1, B, F]);
  const from = starts.map(() => plan.input([B, layer.width]));
  let left: readonly Tensor[] = [];
  const context = contextOf(plan, parameters, {
    from,
    left: (states) => {
      left = states;
    },
  });
  const logits = policy.apply(context, layer.apply(context, x));
  plan.seal();
  return {
    begin() {
      for (const [s, state] of from.entries()) {
        writeTensor(engine.f32, state, new Float32Array(B * layer.width).fill(starts[s]!));
      }
    },
    at(t, observations) {
      writeTensor(engine.f32, x, observations.subarray(t * B * F, (t + 1) * B * F));
      plan.forward();
      for (const [s, state] of from.entries()) writeTensor(engine.f32, state, readTensor(engine.f32, left[s]!));
      return readTensor(engine.f32, logits);
    },
    close: () => plan.close(),
  };
}
