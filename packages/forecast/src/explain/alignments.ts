import { readTensor, type Tensor } from "@gatecast/engine";
import type { Alignment, Drivers } from "./explanation.ts";
import { inputsOf } from "./inputs.ts";
import type { Subject } from "./subject.ts";
import type { CutWindow } from "./window.ts";
import { PlanInputs, windowInputs } from "./window-inputs.ts";

/** What the attentions of a network looked at in a window; nothing where it has none. */
export function alignmentsOf(
  { network, engine, task, windowAs }: Subject,
  cut: CutWindow,
): { readonly alignments: Alignment[]; readonly drivers: Drivers[] } {
  const plan = network.plan(1);
  try {
    const asFeatures = windowAs === "features";
    if (plan.shown.size === 0) return { alignments: [], drivers: [] };
    new PlanInputs(engine, plan, cut.prepared, asFeatures).write(0, windowInputs(cut.prepared, cut.at));
    plan.plan.forward();
    const read = (tensors: readonly Tensor[]) => tensors.map((tensor) => readTensor(engine.f32, tensor));
    const named = (ending: string) => [...plan.shown].filter(([name]) => name.endsWith(ending));
    const first = cut.origin - (asFeatures ? 0 : task.lookback - 1);
    const alignments = named(".alignment").map(([name, tensors], i): Alignment => {
      const shares = read(tensors);
      // Who chooses columns row by row chooses rows row by row as well.
      const over = plan.shown.has(name.replace(/alignment$/, "drivers")) ? "window" : "ahead";
      const [steps, rows] = [shares.length, network.spec.steps];
      return { layer: 1 + i, over, steps, first, rows, shares: Float64Array.from(shares.flatMap((own) => [...own])) };
    });
    const covariates = inputsOf(task).filter(({ kind }) => kind !== "target");
    // Without covariates, and of a window that is one step, there is nothing to choose from, or no name for it.
    const chooses = !asFeatures && covariates.length > 0;
    const drivers = named(".drivers").map(([, tensors], i): Drivers => {
      const shares = read(tensors);
      const inputs = covariates.map(({ name, kind, table }) => ({
        ...{ name, kind },
        // The target, which is no driver, is the first column of a table.
        shares: Float64Array.from(shares, (own) => table.reduce((sum, c) => sum + own[c - 1]!, 0)),
      }));
      return { layer: 1 + i, first, rows: shares.length, inputs };
    });
    return { alignments, drivers: chooses ? drivers : [] };
  } finally {
    plan.plan.close();
  }
}
