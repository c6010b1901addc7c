import { solveRidge } from "../../fit/linear-start.ts";
import { openEngine } from "../../fit/open-engine.ts";
import { workOf } from "../../fit/panel/fit-panel.ts";
import { taughtBy } from "../../fit/panel/panel-past.ts";
import { PanelWindows } from "../../fit/panel/panel-windows.ts";
import { scaledErrors } from "../../fit/panel/scaled-errors.ts";
import { dataOf, searchedFolds } from "../../fit/panel/search-and-refit-panel.ts";
import type { PanelContest } from "./panel-contest.ts";

/**
 * The mean absolute scaled error of the rules and of ridge on the validation windows that trials are compared on, each fitted on
 * the rows before the cutoffs: by it the baseline is chosen that the cells must beat.
 */
export async function validatePanelBaselines(of: PanelContest): Promise<readonly number[]> {
  const { settings, sizes, choice, members, hasClimatology, signal } = of;
  const { task, strength } = choice;
  const { season } = sizes;
  const sums: number[] = [];
  let count = 0;
  const engine = await openEngine(of.engine, workOf(settings, members, [task.lookback]));
  try {
    for (const fold of searchedFolds({ choice, members: [...members.full, ...members.short] })) {
      const { ridge } = await solveRidge(engine, dataOf(fold).train, strength, signal);
      const series = fold.cuts.map(({ frame, cutoff }, s) => ({
        ...{ frame, from: cutoff, preparation: fold.preparations[s]! },
        ...taughtBy({ frame, cutoff, scaledOn: cutoff }, task.target, season, hasClimatology),
      }));
      const windows = new PanelWindows(task, series);
      // Trials are not measured on windows that hardly move, where targets are relative to them.
      const measured = new Set(fold.validation);
      const places = [...windows.origins.keys()].filter((w) => measured.has(windows.origins[w]!));
      const origins = Int32Array.from(places, (w) => windows.origins[w]!);
      const scales = series.map(({ seasonalScale }) => seasonalScale);
      windows.baselines({ engine, ridge, season, hasClimatology }).forEach(([, values], m) => {
        const own = Float64Array.from(places.flatMap((w) => [...stepsOf(values, w, task.horizon)]));
        const errors = scaledErrors(windows.prepared, origins, own, scales);
        sums[m] = (sums[m] ?? 0) + errors.sum;
        if (m === 0) count += errors.count;
      });
    }
  } finally {
    engine.close();
  }
  return sums.map((sum) => sum / count);
}

const stepsOf = (values: Float64Array, window: number, horizon: number): Float64Array =>
  values.subarray(window * horizon, (window + 1) * horizon);
