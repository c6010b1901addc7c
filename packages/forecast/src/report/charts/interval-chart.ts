import type { LineSeriesOption, ScatterSeriesOption } from "echarts/charts";
import type { ChartOption } from "./draw.ts";
import { frameOption } from "./frame-option.ts";
import { PALETTE } from "./palette.ts";
import { placesAxis } from "./places.ts";

/** A number with the interval that it lies in; null where there is none. */
export interface IntervalEntry {
  readonly name: string;
  readonly color: string;
  readonly value: number;
  readonly interval: readonly [low: number, high: number] | null;
}

/** Differences in one unit. */
export interface IntervalData {
  readonly unit: string;
  readonly entries: readonly IntervalEntry[];
}

/** A dot for each difference, a line for its interval, and a dashed line at 0, where there is no difference. */
export function intervalChart({ unit, entries }: IntervalData, title: string): ChartOption | undefined {
  const shown = entries.filter(({ value }) => Number.isFinite(value));
  if (shown.length === 0) return undefined;
  const zero: LineSeriesOption = {
    type: "line",
    silent: true,
    symbol: "none",
    data: [
      [0, 0],
      [shown.length, 0],
    ],
    lineStyle: { color: PALETTE.axis, type: "dashed", width: 1.4 },
  };
  const intervals = shown.flatMap(({ interval, color }, i): LineSeriesOption[] =>
    interval === null
      ? []
      : [
          {
            type: "line",
            silent: true,
            symbol: "none",
            data: interval.map((end) => [i + 0.5, end]),
            lineStyle: { color, width: 3 },
          },
        ],
  );
  const dots: ScatterSeriesOption = {
    type: "scatter",
    silent: true,
    symbolSize: 11,
    z: 10,
    data: shown.map(({ value, color }, i) => ({ value: [i + 0.5, value], itemStyle: { color, opacity: 1 } })),
  };
  return frameOption({
    title,
    unit,
    xAxis: placesAxis(shown.map(({ name }) => name)),
    series: [zero, ...intervals, dots],
    legend: [],
  });
}
