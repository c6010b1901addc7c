import type { Outcome } from "../../contracts/index.ts";
import { wallTimeAt } from "../../prepare/wall-time.ts";
import { targetValues } from "../target-values.ts";
import type { Catalogue } from "../words/catalogue.ts";
import { modelName } from "../words/model-name.ts";
import { bandArea, bandKey } from "./band-area.ts";
import type { ChartOption } from "./draw.ts";
import { frameOption } from "./frame-option.ts";
import { line } from "./line.ts";
import { lookOf, PALETTE } from "./palette.ts";
import { rowPoints } from "./row-points.ts";
import { timeScale } from "./time-scale.ts";
import { windowPoints } from "./window-points.ts";

/** The newest readings, and what the network, with its band, and the best baseline expect after them. */
export function beyondChart(outcome: Outcome, words: Catalogue, title: string): ChartOption | undefined {
  const { frame, model, bestBaseline, season } = outcome;
  const horizon = outcome.beyond[0]?.horizon ?? outcome.horizon;
  const origin = outcome.beyond[0]?.origins[0];
  if (origin === undefined) return undefined;
  // Three seasons where they leave the forecast room to be seen.
  const tail = Math.max(3 * horizon, Math.min(3 * season, 400), 36);
  const from = Math.max(0, origin - tail + 1);
  const dots = horizon <= 48;
  const actual = { color: PALETTE.ink, dash: "solid", width: 1.6 } as const;
  const history = line(words.labels.actual, rowPoints(frame.time, targetValues(outcome), from, origin), actual, false);
  const forecasts = outcome.beyond
    .filter((forecast) => forecast.model === bestBaseline || forecast.model === model)
    .reverse()
    .map((forecast) =>
      line(
        modelName(forecast.model, model, words),
        windowPoints(frame.time, forecast, [0]),
        lookOf(forecast.model, model),
        dots,
      ),
    );
  const end = {
    silent: true,
    symbol: "none",
    lineStyle: { color: PALETTE.axis, type: "dashed", width: 1 },
    label: { position: "end", formatter: () => words.labels.dataEnds, color: PALETTE.text, fontSize: 12 },
    data: [{ xAxis: wallTimeAt(frame.time, origin) }],
  } as const;
  const series = [{ ...history, markLine: { ...end, data: [...end.data] } }, ...forecasts];
  const { band } = outcome;
  return frameOption({
    title,
    unit: outcome.target,
    xAxis: timeScale(frame.time, from, origin + horizon, words),
    series: band === undefined ? series : [bandArea(frame.time, band.ends), ...series],
    legend: [...series.map(({ name }) => String(name)), ...bandKey(band, words)],
  });
}
