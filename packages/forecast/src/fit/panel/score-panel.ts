import type {
  Metrics,
  Note,
  PanelComparison,
  PanelScores,
  Score,
  SeriesErrors,
  SeriesForecast,
  SeriesScore,
  Verdict,
  WindowForecasts,
} from "../../contracts/index.ts";
import { columnOf } from "../../data/index.ts";
import { compareScores, measure } from "../../evaluate/index.ts";
import {
  type BaselineOptions,
  climatology,
  drift,
  type FittedBaseline,
  forecastNetwork,
  forecastRidge,
  forecastWindows,
  persistence,
  seasonalNaive,
  withFitted,
} from "../../models/index.ts";
import { originsOf, type PanelSeries, preparePanel, readValues, seriesAt } from "../../prepare/index.ts";
import { mean } from "../../statistics/index.ts";
import type { PanelParts } from "./panel-parts.ts";

/** One series to be scored on the windows whose targets all lie in its rows from `from` on. */
export interface ScoredSeries extends PanelSeries {
  readonly climatology: readonly number[];
  readonly seasonalScale: number;
  readonly from: number;
}

type Models = Omit<PanelParts, "description" | "series" | "spec"> & { readonly cell: string };

/** The baselines of one series but ridge. */
export function baselinesOf(
  { season, hasClimatology }: Pick<Models, "season" | "hasClimatology">,
  means: readonly number[],
): readonly FittedBaseline[] {
  return [
    withFitted(persistence, null),
    withFitted(seasonalNaive, { season }),
    withFitted(drift, null),
    ...(hasClimatology ? [withFitted(climatology, { means })] : []),
  ];
}

/** Scores all models on the same windows of many series. */
export function scorePanel(models: Models, all: readonly ScoredSeries[]): PanelScores {
  const { engine, network, task, windowAs, ridge, season, cell } = models;
  const { horizon } = task;
  const prepared = preparePanel(all, task);
  const { starts, actual } = prepared;
  const ranges = all.map(({ from }, s) => ({ first: starts[s]!, from: starts[s]! + from, to: starts[s + 1]! }));
  const origins = originsOf(prepared, ranges);
  const pooled = new Map<string, Float64Array>();
  pooled.set(
    cell,
    forecastNetwork(engine, network, prepared, origins, { model: cell, asFeatures: windowAs === "features" }).values,
  );
  for (const { name } of baselinesOf(models, [])) pooled.set(name, new Float64Array(origins.length * horizon));
  pooled.set("ridge", forecastRidge(engine, ridge, prepared, origins).values);

  const test: SeriesForecast[] = [];
  const perSeries: SeriesScore[] = [];
  const scaled = new Map<string, number[][]>([...pooled.keys()].map((name) => [name, []]));
  for (let from = 0; from < origins.length; ) {
    const s = seriesAt(starts, origins[from]!);
    let to = from + 1;
    while (to < origins.length && origins[to]! < starts[s + 1]!) to++;
    const { frame, climatology: means, seasonalScale } = all[s]!;
    const own = [...origins.subarray(from, to)].map((origin) => origin - starts[s]!);
    const values = readValues(columnOf(frame, task.target));
    const options: BaselineOptions = { season, time: frame.time };
    for (const baseline of baselinesOf(models, means)) {
      const { values: said } = forecastWindows(baseline, values, own, horizon, options);
      pooled.get(baseline.name)!.set(said, from * horizon);
    }
    const forecasts = [...pooled].map(
      ([model, said]): WindowForecasts => ({
        model,
        origins: own,
        horizon,
        values: said.subarray(from * horizon, to * horizon),
      }),
    );
    const scores = forecasts.map((one): SeriesErrors => {
      const { rmse, mae, smape, steps } = errorsOf(values, one);
      if (seasonalScale > 0) scaled.get(one.model)!.push([mae, ...steps].map((error) => error / seasonalScale));
      return { model: one.model, rmse, mae, smape, mase: seasonalScale > 0 ? mae / seasonalScale : Number.NaN };
    });
    test.push({ frame, forecasts });
    perSeries.push({ id: frame.id, windows: own.length, scores });
    from = to;
  }

  const measured = [...pooled].map(([model, values]) => {
    const forecasts: WindowForecasts = { model, origins: [...origins], horizon, values };
    return measure({ actual, forecasts, seasonalScale: Number.NaN });
  });
  const scores = measured.map(({ score }) => withMase(score, scaled.get(score.model)!));
  const notes: Note[] = measured.flatMap((one) => one.notes.filter(({ code }) => code !== "mase_undefined"));
  const without = perSeries.length - scaled.get(cell)!.length;
  if (without > 0) notes.push({ code: "series_without_mase", facts: { count: without, of: perSeries.length } });
  if (season > 1) notes.unshift({ code: "season_used", facts: { period: season } });
  return { scores, perSeries, test, ...comparePanel(scores), notes };
}

/** Errors of one model on one series over the readings that are known: in all, and the mean absolute one of each step ahead. */
function errorsOf(actual: Float64Array, { origins, horizon, values }: WindowForecasts) {
  const sums = new Float64Array(horizon);
  const counts = new Float64Array(horizon);
  let squares = 0;
  let relative = 0;
  origins.forEach((origin, w) => {
    for (let k = 0; k < horizon; k++) {
      const y = actual[origin + 1 + k]!;
      if (Number.isNaN(y)) continue;
      const said = values[w * horizon + k]!;
      const error = Math.abs(y - said);
      sums[k]! += error;
      counts[k]!++;
      squares += error * error;
      relative += error === 0 ? 0 : error / (Math.abs(y) + Math.abs(said));
    }
  });
  const count = counts.reduce((sum, one) => sum + one, 0);
  return {
    rmse: Math.sqrt(squares / count),
    mae: sums.reduce((sum, one) => sum + one, 0) / count,
    smape: (200 * relative) / count,
    steps: [...sums].map((sum, k) => sum / counts[k]!),
  };
}

/** A score with the mean MASE of the series that have one, over all steps and step by step. */
function withMase(score: Score, series: readonly (readonly number[])[]): Score {
  const average = (at: number) => mean(series.map((one) => one[at]!).filter((value) => !Number.isNaN(value)));
  const isMissing = series.some(([all]) => Number.isNaN(all));
  const perStep = score.perStep.map((metrics, k): Metrics => ({ ...metrics, mase: average(k + 1) }));
  return { ...score, mase: isMissing ? Number.NaN : average(0), perStep };
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
