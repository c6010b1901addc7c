import type { BarSeriesOption, LineSeriesOption } from "echarts/charts";
import type { Catalogue } from "../words/catalogue.ts";
import type { ChartOption } from "./draw.ts";
import { X_AXIS_LOOK, X_LABEL_LOOK } from "./frame-option.ts";
import { PALETTE } from "./palette.ts";
import { type Panel, panelsOption } from "./panels.ts";

/** Correlations of a series with itself, lag by lag. */
export interface Correlations {
  readonly heading: string;
  /** `[lags + 1]`: lag 0 first, which is 1 and not drawn. */
  readonly values: ArrayLike<number>;
  /** Half the width of the band around 0 within which a correlation may be chance: one number, or one for each lag from 0. */
  readonly band: number | ArrayLike<number>;
}

const ROW = 176;

/** Height in pixels of so many rows of correlations. */
export const correlationHeight = (rows: number): number => 42 + rows * ROW + 16;

/** Correlations as bars, one row each, in the band of chance; bars beyond it are dark. */
export function correlationChart(
  rows: readonly Correlations[],
  words: Catalogue,
  title: string,
): ChartOption | undefined {
  const shown = rows.filter(({ values }) => values.length > 1);
  if (shown.length === 0) return undefined;
  const panels = shown.map((row, i) => panelOf(row, i === shown.length - 1 ? words.pictures.lag : ""));
  return panelsOption({ title, columns: 1, rowHeight: ROW, panels });
}

function panelOf({ heading, values, band }: Correlations, name: string): Panel {
  const lags = Array.from({ length: values.length - 1 }, (_, i) => i + 1);
  const bandAt = (lag: number): number => (typeof band === "number" ? band : (band[lag] ?? Number.NaN));
  const bars: BarSeriesOption = {
    type: "bar",
    silent: true,
    barWidth: Math.max(1.5, Math.min(10, 600 / lags.length)),
    data: lags.map((lag) => {
      const value = values[lag] ?? Number.NaN;
      const color = Math.abs(value) > bandAt(lag) ? PALETTE.network : PALETTE.soft;
      return { value: [lag, Number.isFinite(value) ? value : "-"], itemStyle: { color } };
    }),
  };
  const edge = (sign: number): LineSeriesOption => ({
    type: "line",
    silent: true,
    symbol: "none",
    data: lags.map((lag) => [lag, sign * bandAt(lag)]),
    lineStyle: { color: PALETTE.outlier, type: "dashed", width: 1 },
  });
  const shown = lags.flatMap((lag) => [values[lag] ?? 0, bandAt(lag) || 0, -bandAt(lag) || 0]);
  const [least, most] = [Math.min(0, ...shown), Math.max(0, ...shown)];
  const reach = Math.max(-least, most);
  const step = reach > 0.5 ? 0.5 : reach > 0.2 ? 0.2 : 0.1;
  return {
    heading,
    xAxis: {
      ...X_AXIS_LOOK,
      type: "value",
      name,
      nameGap: 22,
      min: 0,
      max: lags.length + 1,
      minInterval: 1,
      axisLine: { onZero: true, lineStyle: { color: PALETTE.axis } },
      axisTick: { show: false },
      axisLabel: X_LABEL_LOOK,
    },
    yAxis: {
      type: "value",
      scale: false,
      min: step * Math.floor(least / step),
      max: step * Math.ceil(most / step),
      interval: step,
    },
    series: [bars, edge(1), edge(-1)],
  };
}
