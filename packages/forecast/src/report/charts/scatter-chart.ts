import type { LineSeriesOption, ScatterSeriesOption } from "echarts/charts";
import type { ChartOption } from "./draw.ts";
import { frameOption, X_AXIS_LOOK, X_LABEL_LOOK } from "./frame-option.ts";
import { PALETTE } from "./palette.ts";
import { thinDots } from "./thin-dots.ts";
import type { Point } from "./thin-line.ts";

/** Truth (level) against prediction (upright), in one unit. */
export interface ScatterData {
  readonly actual: string;
  readonly predicted: string;
  readonly points: readonly Point[];
  /** The legend's name of the line on which the two agree. */
  readonly agree: string;
}

/** A dot for each prediction over its truth; dots that would lie on one another are drawn once. */
export function scatterChart(
  { actual, predicted, points, agree }: ScatterData,
  title: string,
): ChartOption | undefined {
  const dots = thinDots(points, 240, 120);
  if (dots.length === 0) return undefined;
  const all = dots.flat();
  const least = all.reduce((a, b) => Math.min(a, b));
  const most = all.reduce((a, b) => Math.max(a, b));
  const cloud: ScatterSeriesOption = {
    type: "scatter",
    silent: true,
    symbolSize: 5,
    itemStyle: { color: PALETTE.network, opacity: 0.45 },
    data: dots.map(([at, value]) => [at, value]),
  };
  const diagonal: LineSeriesOption = {
    type: "line",
    name: agree,
    silent: true,
    symbol: "none",
    lineStyle: { color: PALETTE.ink, type: "dashed", width: 1.2 },
    data: [
      [least, least],
      [most, most],
    ],
  };
  return frameOption({
    title,
    unit: predicted,
    xAxis: { ...X_AXIS_LOOK, type: "value", scale: true, name: actual, axisLabel: X_LABEL_LOOK },
    series: [cloud, diagonal],
    legend: [agree],
  });
}
