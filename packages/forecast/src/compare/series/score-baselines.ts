import type { Note } from "../../contracts/index.ts";
import { solveRidge } from "../../fit/linear-start.ts";
import { mathNotes, openEngine } from "../../fit/open-engine.ts";
import { scoreWindows } from "../../fit/score-windows.ts";
import { fitBaselines, forecastRidge, forecastWindows } from "../../models/index.ts";
import { fitPreparation, ModelTable, pastOf } from "../../prepare/index.ts";
import type { Scored } from "../ground.ts";
import { OriginLosses } from "../origin-losses.ts";
import { NONE_KEPT } from "./score-run.ts";
import type { SeriesParts } from "./series-parts.ts";

/** Fits the rules and ridge on all rows before the test, and scores them on the test windows, once. */
export async function scoreBaselines(
  of: Omit<SeriesParts, "blocks" | "settings">,
): Promise<{ readonly models: readonly Scored[]; readonly notes: readonly Note[] }> {
  const { frame, actual, sizes, choice, seasonalScale } = of;
  const { task } = choice;
  const { horizon } = task;
  const cutoff = sizes.rows.train + sizes.rows.validation;
  const table = new ModelTable(fitPreparation(choice.preparation, frame, task, cutoff), frame, task);
  const engine = await openEngine(of.engine, { windows: cutoff, lookback: task.lookback, columns: 1, units: [] });
  try {
    const { ridge, isSilent } = await solveRidge(engine, table.within(0, cutoff), choice.strength, of.signal);
    const options = { season: sizes.season, time: frame.time };
    const rules = fitBaselines(pastOf(actual, cutoff), options);
    const losses = [...rules, ridge].map(() => new OriginLosses(actual, horizon));
    const scored = scoreWindows(
      table.within(cutoff, frame.time.length),
      actual,
      seasonalScale,
      ({ prepared, origins }, rows) => {
        const forecasts = [
          ...rules.map((rule) => forecastWindows(rule, actual, rows, horizon, options)),
          forecastRidge(engine, ridge, prepared, origins, rows),
        ];
        forecasts.forEach(({ values }, m) => {
          losses[m]!.add(rows, values);
        });
        return forecasts;
      },
      NONE_KEPT,
    );
    return {
      models: scored.measured.map(({ score }, m) => ({ score, losses: losses[m]!.values, perSeries: [] })),
      notes: [
        ...scored.measured.flatMap(({ notes }) => notes),
        ...(isSilent ? [{ code: "ridge_impossible", facts: { strength: choice.strength } }] : []),
        ...mathNotes(engine, of.engine),
      ],
    };
  } finally {
    engine.close();
  }
}
