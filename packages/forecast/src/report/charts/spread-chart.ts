import type { CustomSeriesOption, LineSeriesOption, ScatterSeriesOption } from "echarts/charts";
import { mean } from "../../statistics/index.ts";
import { formatNumber } from "../format-number.ts";
import type { ChartOption } from "./draw.ts";
import { frameOption, TEXT_LOOK } from "./frame-option.ts";
import { PALETTE } from "./palette.ts";
import { placesAxis } from "./places.ts";
import { rectangles } from "./rectangles.ts";

/** Scores of several ways to forecast, each from several runs. */
export interface SpreadData {
  /** The metric with its unit; lower is better. */
  readonly unit: string;
  readonly groups: readonly { readonly name: string; readonly color: string; readonly scores: readonly number[] }[];
}

/** A bar to the mean score of each way to forecast, a dot for each run, and a line from the least to the most. */
export function spreadChart({ unit, groups }: SpreadData, title: string): ChartOption | undefined {
  const shown = groups
    .map((group) => ({ ...group, scores: group.scores.filter(Number.isFinite) }))
    .filter(({ scores }) => scores.length > 0);
  if (shown.length === 0) return undefined;
  // Few bars need not fill the whole width.
  const half = Math.min(0.28, 0.06 * shown.length);
  const bars = shown.map(({ color, scores }, i) => ({
    left: i + 0.5 - half,
    right: i + 0.5 + half,
    bottom: 0,
    top: mean(scores),
    color,
  }));
  const labels: CustomSeriesOption = {
    type: "custom",
    silent: true,
    data: shown.map(({ scores }, i) => [i + 0.5, Math.max(...scores)]),
    renderItem: ({ dataIndex }, api) => {
      const [x = 0, y = 0] = api.coord([api.value(0), api.value(1)]);
      const text = formatNumber(bars[dataIndex]?.top ?? Number.NaN);
      return { type: "text", style: { ...textStyle, text, x, y: y - 8, align: "center", verticalAlign: "bottom" } };
    },
  };
  const runs: ScatterSeriesOption = {
    type: "scatter",
    silent: true,
    symbolSize: 6,
    itemStyle: { color: PALETTE.ink, opacity: 0.75 },
    data: shown.flatMap(({ scores }, i) => (scores.length > 1 ? scores.map((score) => [i + 0.5, score]) : [])),
  };
  const spreads = shown.flatMap(({ scores }, i): LineSeriesOption[] =>
    scores.length > 1
      ? [
          {
            type: "line",
            silent: true,
            symbol: "none",
            data: [
              [i + 0.5, Math.min(...scores)],
              [i + 0.5, Math.max(...scores)],
            ],
            lineStyle: { color: PALETTE.ink, width: 1.4 },
          },
        ]
      : [],
  );
  return frameOption({
    title,
    unit,
    xAxis: placesAxis(shown.map(({ name }) => name)),
    yAxis: { type: "value", scale: false },
    series: [rectangles(bars), ...spreads, runs, labels],
    legend: [],
  });
}

const textStyle = { fill: PALETTE.ink, fontSize: 12.5, fontFamily: TEXT_LOOK.fontFamily } as const;
