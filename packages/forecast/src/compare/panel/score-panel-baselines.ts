import { solveRidge } from "../../fit/linear-start.ts";
import { mathNotes, openEngine } from "../../fit/open-engine.ts";
import { panelFold } from "../../fit/panel/choose-panel.ts";
import { workOf } from "../../fit/panel/fit-panel.ts";
import { dataOf } from "../../fit/panel/search-and-refit-panel.ts";
import type { ScoredBaselines } from "../ground.ts";
import type { PanelContest } from "./panel-contest.ts";

/** Fits the rules of each series and one ridge on all rows before the test, and scores them on the test windows, once. */
export async function scorePanelBaselines(of: PanelContest): Promise<Pick<ScoredBaselines, "models" | "notes">> {
  const { settings, sizes, choice, members, test, hasClimatology } = of;
  const { task, preparation, strength } = choice;
  const engine = await openEngine(of.engine, workOf(settings, members, [task.lookback]));
  try {
    const cuts = [...members.full, ...members.short].map(({ frame, rows }) => ({
      ...{ frame, cutoff: rows.train + rows.validation, ahead: 0 },
    }));
    const past = panelFold(cuts, preparation, task);
    const { ridge, isSilent } = await solveRidge(engine, dataOf(past).train, strength, of.signal);
    const forecasts = test.windows.baselines({ engine, ridge, season: sizes.season, hasClimatology });
    const scored = forecasts.map(([model, values]) => test.score(model, values));
    return {
      models: scored.map(({ notes: _, ...model }) => model),
      notes: [
        ...scored.flatMap(({ notes }) => notes),
        ...(isSilent ? [{ code: "ridge_impossible", facts: { strength } }] : []),
        ...mathNotes(engine, of.engine),
      ],
    };
  } finally {
    engine.close();
  }
}
