import type { ForecastBand, WindowForecasts } from "../../contracts/index.ts";
import { type EvenScale, evenScale } from "../../prepare/index.ts";
import { quantile } from "../../statistics/index.ts";
import { type PastErrors, spreadAbout, square } from "./past-errors.ts";
import type { BandOptions } from "./read-band.ts";
import { type Sampled, type SampledSeries, samplePaths } from "./sample-paths.ts";

/** A band, the rows that it reaches, and the share of its variance on which passes disagree. */
export interface Band {
  /** Lower and upper end; NaN from the row on in which passes have grown without end. */
  readonly ends: ForecastBand["ends"];
  readonly reach: number;
  readonly share: number;
}

/**
 * The band about a forecast. With the errors of validation rows: as many times what passes and noise let expect as held the
 * level of these errors (split conformal prediction, Lei et al. 2018, with errors over their expected spread). Without them, as
 * in files of earlier versions, the quantiles of the passes alone.
 */
export function bandOf(
  of: Sampled,
  series: SampledSeries,
  forecast: WindowForecasts,
  { passes, level }: BandOptions,
): Band {
  const { horizon, values } = forecast;
  const said = samplePaths(of, series, { passes, horizon });
  const found =
    of.pastErrors === null
      ? quantilesOf(said, horizon, level)
      : aroundForecast(of.pastErrors, evenScale(series.preparation.target), values, said, level);
  const lost = found.low.findIndex((low, k) => !Number.isFinite(low) || !Number.isFinite(found.high[k]!));
  const reach = lost < 0 ? horizon : lost;
  const end = (name: string, ends: Float64Array): WindowForecasts => ({
    ...forecast,
    model: `${forecast.model}-${name}-${level}`,
    values: ends.fill(Number.NaN, reach),
  });
  return { ends: [end("lo", found.low), end("hi", found.high)], reach, share: found.share };
}

interface Ends {
  readonly low: Float64Array;
  readonly high: Float64Array;
  readonly share: number;
}

function aroundForecast(
  { noise, errors }: PastErrors,
  scale: EvenScale,
  values: Float64Array,
  said: Float64Array,
  level: number,
): Ends {
  const point = scale.to(values);
  const passes = scale.to(said);
  const times = errorAt(errors, level);
  let [explained, all] = [0, 0];
  const half = point.map((_, k) => {
    const spread = spreadAbout(passes, point, k);
    const variance = spread + square(noise[k % noise.length]!);
    explained += spread;
    all += variance;
    return times * Math.sqrt(variance);
  });
  return {
    low: scale.back(point.map((value, k) => value - half[k]!)),
    high: scale.back(point.map((value, k) => value + half[k]!)),
    share: all > 0 && Number.isFinite(all) ? explained / all : 0,
  };
}

/** The error that so many per cent of the past ones do not exceed; one more is counted, the one to come. */
function errorAt(errors: Float64Array, level: number): number {
  const sizes = errors
    .filter((error) => !Number.isNaN(error))
    .map(Math.abs)
    .sort();
  const rank = Math.ceil(((sizes.length + 1) * level) / 100);
  return sizes[Math.min(rank, sizes.length) - 1] ?? 0;
}

function quantilesOf(said: Float64Array, horizon: number, level: number): Ends {
  const out = (1 - level / 100) / 2;
  const steps = Array.from({ length: horizon }, (_, k) => said.filter((_, at) => at % horizon === k).sort());
  const at = (q: number) => Float64Array.from(steps, (values) => quantile(values, q));
  return { low: at(out), high: at(1 - out), share: 1 };
}

/** Whether both ends are the same everywhere. */
export const isFlat = ([low, high]: Band["ends"]): boolean => low.values.every((value, k) => value === high.values[k]);
