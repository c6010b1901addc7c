import type { BarSeriesOption } from "echarts/charts";
import type { ChartOption } from "./draw.ts";
import { frameOption, X_AXIS_LOOK, X_LABEL_LOOK } from "./frame-option.ts";

/** Bars in groups: one group for each place on the level axis, one bar in it for each series. */
export interface BarsData {
  /** What the bars' height measures. */
  readonly unit: string;
  /** What the places on the level axis are. */
  readonly places: string;
  readonly labels: readonly string[];
  readonly bars: readonly { readonly name: string; readonly color: string; readonly values: readonly number[] }[];
}

/** Bars side by side: an error at each step ahead, a bar for each model. NaN draws none. */
export function barsChart({ unit, places, labels, bars }: BarsData, title: string): ChartOption | undefined {
  if (!bars.some(({ values }) => values.some(Number.isFinite))) return undefined;
  const series = bars.map(
    ({ name, color, values }): BarSeriesOption => ({
      type: "bar",
      name,
      silent: true,
      barMaxWidth: 44,
      barGap: "8%",
      itemStyle: { color },
      data: values.map((value) => (Number.isFinite(value) ? value : "-")),
    }),
  );
  return frameOption({
    title,
    unit,
    xAxis: {
      ...X_AXIS_LOOK,
      type: "category",
      data: [...labels],
      name: places,
      axisTick: { show: false },
      axisLabel: X_LABEL_LOOK,
    },
    yAxis: { type: "value", scale: false },
    series,
    legend: bars.length > 1 ? bars.map(({ name, color }) => ({ name, color, icon: "rect" })) : [],
  });
}
