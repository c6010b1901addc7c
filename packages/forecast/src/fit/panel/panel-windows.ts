import type { Engine } from "@gatecast/engine";
import type { Frame, Metrics, Note, Score, SeriesErrors, Task, WindowForecasts } from "../../contracts/index.ts";
import { columnOf } from "../../data/index.ts";
import { measure } from "../../evaluate/index.ts";
import {
  type BaselineOptions,
  climatology,
  drift,
  type FittedBaseline,
  forecastRidge,
  forecastWindows,
  persistence,
  type RidgeWeights,
  seasonalNaive,
  withFitted,
} from "../../models/index.ts";
import { originsOf, type Panel, type PanelSeries, preparePanel, readValues, seriesAt } from "../../prepare/index.ts";
import { mean } from "../../statistics/index.ts";

/** One series to be scored on the windows whose targets all lie in its rows from `from` on. */
export interface ScoredSeries extends PanelSeries {
  readonly climatology: readonly number[];
  readonly seasonalScale: number;
  readonly from: number;
}

/** The windows of one series among those of all. */
export interface PanelPart {
  readonly frame: Frame;
  /** Its target. */
  readonly actual: Float64Array;
  readonly climatology: readonly number[];
  /** The denominator of MASE. */
  readonly scale: number;
  /** Rows of its own frame. */
  readonly origins: readonly number[];
  /** Its windows are those from here on. */
  readonly first: number;
}

/** What the baselines of a panel are made of. */
export interface PanelBaselines {
  readonly engine: Engine;
  readonly ridge: RidgeWeights;
  readonly season: number;
  readonly hasClimatology: boolean;
}

/** The baselines of one series but ridge. */
export function baselinesOf(
  { season, hasClimatology }: Pick<PanelBaselines, "season" | "hasClimatology">,
  means: readonly number[],
): readonly FittedBaseline[] {
  return [
    withFitted(persistence, null),
    withFitted(seasonalNaive, { season }),
    withFitted(drift, null),
    ...(hasClimatology ? [withFitted(climatology, { means })] : []),
  ];
}

/** The windows of many series that models are scored on, prepared; forecasts of all of them are `[W · h]`. */
export class PanelWindows {
  readonly prepared: Panel;
  readonly origins: Int32Array;
  /** Of each series that has windows, in the order given. */
  readonly parts: readonly PanelPart[];

  constructor(task: Task, all: readonly ScoredSeries[]) {
    this.prepared = preparePanel(all, task);
    const { starts } = this.prepared;
    const ranges = all.map(({ from }, s) => ({ first: starts[s]!, from: starts[s]! + from, to: starts[s + 1]! }));
    this.origins = originsOf(this.prepared, ranges);
    this.parts = partsOf(this.origins, starts, all, task);
  }

  /** What each baseline forecasts, by its name. */
  baselines(of: PanelBaselines): [name: string, values: Float64Array][] {
    const { origins, parts, prepared } = this;
    const { horizon } = prepared.task;
    const rules = baselinesOf(of, []).map(({ name }): [string, Float64Array] => [
      name,
      new Float64Array(origins.length * horizon),
    ]);
    for (const { frame, actual, climatology: means, origins: own, first } of parts) {
      const options: BaselineOptions = { season: of.season, time: frame.time };
      baselinesOf(of, means).forEach((baseline, b) => {
        rules[b]![1].set(forecastWindows(baseline, actual, own, horizon, options).values, first * horizon);
      });
    }
    return [...rules, ["ridge", forecastRidge(of.engine, of.ridge, prepared, origins).values]];
  }

  /** One series' own forecasts among those of all. */
  forecastsOf({ origins, first }: PanelPart, model: string, values: Float64Array): WindowForecasts {
    const { horizon } = this.prepared.task;
    return { model, origins, horizon, values: values.subarray(first * horizon, (first + origins.length) * horizon) };
  }

  /** Scores one model over all rows of all series, and on each series by itself. */
  score(
    model: string,
    values: Float64Array,
  ): { readonly score: Score; readonly notes: readonly Note[]; readonly perSeries: readonly SeriesErrors[] } {
    const { prepared, parts } = this;
    const { horizon } = prepared.task;
    const forecasts = { model, origins: [...this.origins], horizon, values };
    const { score, notes } = measure({ actual: prepared.actual, forecasts, seasonalScale: Number.NaN });
    const scaled: number[][] = [];
    const perSeries = parts.map((part): SeriesErrors => {
      const { rmse, mae, smape, steps } = errorsOf(part.actual, this.forecastsOf(part, model, values));
      if (part.scale > 0) scaled.push([mae, ...steps].map((error) => error / part.scale));
      return { model, rmse, mae, smape, mase: part.scale > 0 ? mae / part.scale : Number.NaN };
    });
    return {
      score: withMase(score, scaled),
      notes: notes.filter(({ code }) => code !== "mase_undefined"),
      perSeries,
    };
  }
}

function partsOf(origins: Int32Array, starts: Int32Array, all: readonly ScoredSeries[], task: Task): PanelPart[] {
  const parts: PanelPart[] = [];
  for (let first = 0; first < origins.length; ) {
    const s = seriesAt(starts, origins[first]!);
    let end = first + 1;
    while (end < origins.length && origins[end]! < starts[s + 1]!) end++;
    const { frame, climatology: means, seasonalScale: scale } = all[s]!;
    const own = [...origins.subarray(first, end)].map((origin) => origin - starts[s]!);
    const actual = readValues(columnOf(frame, task.target));
    parts.push({ frame, actual, climatology: means, scale, origins: own, first });
    first = end;
  }
  return parts;
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
