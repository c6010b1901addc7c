import type { Outcome } from "../../contracts/index.ts";
import { formatTime } from "../../data/index.ts";
import { formatNumber, formatPercent } from "../format-number.ts";
import type { Catalogue } from "../words/catalogue.ts";
import { definitionList } from "./page.ts";

/** The run in a handful of numbers, under the verdict. */
export function keyFacts(outcome: Outcome, words: Catalogue): string {
  const { frame, rows, skill, season, lookback, horizon } = outcome;
  const { labels } = words;
  const last = frame.time.length - 1;
  // Half a unit of the last digit shown is nothing.
  const sign = skill < -0.0005 ? "-" : "";
  return definitionList("facts", [
    [labels.skill, Number.isFinite(skill) ? `${sign}${formatPercent(Math.abs(skill) * 100)} %` : "–"],
    [labels.windows, String(outcome.windows)],
    [labels.points, String(outcome.points)],
    [labels.horizon, words.steps(horizon)],
    [labels.lookback, words.rows(lookback)],
    [labels.season, String(season)],
    [labels.splitRows, `${rows.train} / ${rows.validation} / ${rows.test}`],
    [labels.period, `${formatTime(frame.time, 0)} – ${formatTime(frame.time, last)}`],
  ]);
}

/** What identifies the run: seed, size, time and weights. */
export function runFacts(
  { seed, parameters, seconds, weightsSha256 }: Pick<Outcome, "seed" | "parameters" | "seconds" | "weightsSha256">,
  words: Catalogue,
): string {
  const { labels } = words;
  return definitionList("run", [
    [labels.seed, String(seed)],
    [labels.parameters, String(parameters)],
    [labels.seconds, `${formatNumber(seconds)} s`],
    [labels.weights, weightsSha256],
  ]);
}
