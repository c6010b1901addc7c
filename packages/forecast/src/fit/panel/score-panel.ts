import type {
  Note,
  PanelComparison,
  PanelScores,
  Score,
  SeriesForecast,
  SeriesScore,
  Verdict,
} from "../../contracts/index.ts";
import { compareScores } from "../../evaluate/index.ts";
import { forecastNetwork } from "../../models/index.ts";
import type { PanelParts } from "./panel-parts.ts";
import { PanelWindows, type ScoredSeries } from "./panel-windows.ts";

type Models = Omit<PanelParts, "description" | "series" | "spec"> & { readonly cell: string };

/** Scores all models on the same windows of many series. */
export function scorePanel(models: Models, all: readonly ScoredSeries[]): PanelScores {
  const { engine, network, task, windowAs, season, cell } = models;
  const windows = new PanelWindows(task, all);
  const { prepared, origins } = windows;
  const options = { model: cell, asFeatures: windowAs === "features" };
  const forecasts = [
    [cell, forecastNetwork(engine, network, prepared, origins, options).values] as const,
    ...windows.baselines(models),
  ];
  const scored = forecasts.map(([model, values]) => windows.score(model, values));
  const perSeries = windows.parts.map(
    ({ frame, origins: own }, at): SeriesScore => ({
      id: frame.id,
      windows: own.length,
      scores: scored.map(({ perSeries: errors }) => errors[at]!),
    }),
  );
  const test = windows.parts.map(
    (part): SeriesForecast => ({
      frame: part.frame,
      forecasts: forecasts.map(([model, values]) => windows.forecastsOf(part, model, values)),
    }),
  );
  const scores = scored.map(({ score }) => score);
  const notes: Note[] = scored.flatMap((one) => one.notes);
  const without = windows.parts.filter(({ scale }) => !(scale > 0)).length;
  if (without > 0) notes.push({ code: "series_without_mase", facts: { count: without, of: perSeries.length } });
  if (season > 1) notes.unshift({ code: "season_used", facts: { period: season } });
  return { scores, perSeries, test, ...comparePanel(scores), notes };
}

const RANK: Readonly<Record<Verdict, number>> = { network_wins: 0, network_ties: 1, baseline_wins: 2, not_scored: -1 };

/** Compares by RMSE and by mean MASE: what holds for the large series alone, or for the many small ones alone, is no win. */
export function comparePanel(scores: readonly Score[]): PanelComparison {
  const byRmse = compareScores(scores);
  const byMase = compareScores(scores.map((score) => ({ ...score, rmse: score.mase })));
  const verdict = RANK[byMase.verdict] > RANK[byRmse.verdict] ? byMase.verdict : byRmse.verdict;
  return {
    ...{ bestBaseline: byRmse.bestBaseline, skill: byRmse.skill, verdict },
    ...{ bestBaselineByMase: byMase.bestBaseline, skillByMase: byMase.skill },
  };
}
