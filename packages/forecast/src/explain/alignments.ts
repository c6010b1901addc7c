import { readTensor } from "@gatecast/engine";
import type { Alignment } from "./explanation.ts";
import type { Subject } from "./subject.ts";
import type { CutWindow } from "./window.ts";
import { PlanInputs, windowInputs } from "./window-inputs.ts";

/** What the attentions of a network looked at in a window; nothing where it has none. */
export function alignmentsOf({ network, engine, task, windowAs }: Subject, cut: CutWindow): Alignment[] {
  const plan = network.plan(1);
  try {
    const asFeatures = windowAs === "features";
    const named = [...plan.shown].filter(([name]) => name.endsWith(".alignment"));
    if (named.length === 0) return [];
    new PlanInputs(engine, plan, cut.prepared, asFeatures).write(0, windowInputs(cut.prepared, cut.at));
    plan.plan.forward();
    return named.map(([, tensors], i) => {
      const { steps } = network.spec;
      const shares = new Float64Array(tensors.length * steps);
      tensors.forEach((tensor, k) => {
        shares.set(readTensor(engine.f32, tensor), k * steps);
      });
      return { layer: 1 + i, first: cut.origin - (asFeatures ? 0 : task.lookback - 1), steps, shares };
    });
  } finally {
    plan.plan.close();
  }
}
