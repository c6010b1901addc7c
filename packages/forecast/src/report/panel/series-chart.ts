import type { LineSeriesOption } from "echarts/charts";
import type { SeriesForecast, TimeAxis } from "../../contracts/index.ts";
import { wallTimeAt } from "../../prepare/wall-time.ts";
import { windowsApart } from "../charts/apart.ts";
import { bandArea, bandKey } from "../charts/band-area.ts";
import type { ChartOption } from "../charts/draw.ts";
import { frameOption } from "../charts/frame-option.ts";
import { line } from "../charts/line.ts";
import { lookOf, PALETTE } from "../charts/palette.ts";
import { rowPoints } from "../charts/row-points.ts";
import { timeScale } from "../charts/time-scale.ts";
import { windowPoints } from "../charts/window-points.ts";
import { targetValues } from "../target-values.ts";
import type { Catalogue } from "../words/catalogue.ts";
import { modelName } from "../words/model-name.ts";

/** Rows of the test part that a chart shows at most, and horizons that it shows before them. */
const ROWS = 400;
const BEFORE = 4;

/** One series of a panel: its newest readings, some models on its test part, and what they expect beyond the end. */
export function seriesChart(
  { test, beyond }: { readonly test: SeriesForecast; readonly beyond: SeriesForecast | undefined },
  { models, model, target }: { readonly models: readonly string[]; readonly model: string; readonly target: string },
  words: Catalogue,
  title: string,
): ChartOption | undefined {
  const { frame, forecasts } = test;
  const [network] = forecasts;
  const windows = network ? windowsApart(network, ROWS) : [];
  if (!network || windows.length === 0) return undefined;
  const last = frame.time.length - 1;
  const first = network.origins[windows[0]!]! + 1;
  const from = Math.max(0, first - BEFORE * network.horizon);
  const ahead = beyond?.forecasts[0]?.horizon ?? 0;
  const actual = { color: PALETTE.ink, dash: "solid", width: 1.6 } as const;
  const drawn = models.map((name) => {
    const said = forecasts.find((one) => one.model === name);
    const later = beyond?.forecasts.find((one) => one.model === name);
    const points = [
      ...(said ? windowPoints(frame.time, said, windows) : []),
      ...(beyond && later ? windowPoints(beyond.frame.time, later, [0]) : []),
    ];
    return line(modelName(name, model, words), points, lookOf(name, model), network.horizon <= 48);
  });
  const history = line(
    words.labels.actual,
    rowPoints(frame.time, targetValues({ frame, target }), from, last),
    actual,
    false,
  );
  const series = [{ ...history, markLine: endOf(frame.time, last, words) }, ...drawn];
  const band = beyond?.band;
  return frameOption({
    title,
    unit: target,
    xAxis: timeScale(frame.time, from, last + ahead, words),
    series: band === undefined ? series : [bandArea(beyond!.frame.time, band.ends), ...series],
    legend: [...series.map(({ name }) => String(name)), ...bandKey(band, words)],
  });
}

function endOf(time: TimeAxis, row: number, words: Catalogue): NonNullable<LineSeriesOption["markLine"]> {
  return {
    silent: true,
    symbol: "none",
    lineStyle: { color: PALETTE.axis, type: "dashed", width: 1 },
    label: { position: "end", formatter: () => words.labels.dataEnds, color: PALETTE.text, fontSize: 12 },
    data: [{ xAxis: wallTimeAt(time, row) }],
  };
}
