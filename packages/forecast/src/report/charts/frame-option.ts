import { truncate } from "../display-width.ts";
import { formatNumber } from "../format-number.ts";
import type { ChartOption } from "./draw.ts";
import { PALETTE } from "./palette.ts";

/** Latin and Chinese faces of common systems; the PNG adapter brings a font of its own. */
const FONT = "system-ui, 'Segoe UI', 'Noto Sans SC', 'PingFang SC', 'Microsoft YaHei', sans-serif";

/** The parts of a chart that all charts share. */
export interface ChartParts {
  /** Empty where the page around the chart says it. */
  readonly title: string;
  /** What the upright axis measures. */
  readonly unit: string;
  readonly xAxis: NonNullable<ChartOption["xAxis"]>;
  readonly yAxis?: { readonly type: "value" | "log"; readonly scale: boolean };
  readonly series: NonNullable<ChartOption["series"]>;
  /** Names of the legend, in order; empty for none. */
  readonly legend: readonly string[];
}

const text = { color: PALETTE.text, fontSize: 12.5, fontFamily: FONT } as const;

/** Title, legend, axes and margins around series: one calm look for all charts. */
export function frameOption({ title, unit, xAxis, yAxis, series, legend }: ChartParts): ChartOption {
  const top = title === "" ? 6 : 42;
  // In a page, the text around the chart sets the margin.
  const left = title === "" ? 1 : 14;
  return {
    textStyle: { fontFamily: FONT },
    title: [
      {
        text: truncate(title, 90),
        left,
        padding: 0,
        top: 10,
        textStyle: { ...text, color: PALETTE.ink, fontSize: 17, fontWeight: 600 },
      },
      { text: truncate(unit, 40), left, padding: 0, top: top + 5, textStyle: { ...text, fontWeight: "normal" } },
    ],
    legend: {
      show: legend.length > 0,
      data: [...legend],
      right: 20,
      top,
      // Lines only: a dot on each would hide its dash.
      itemStyle: { opacity: 0 },
      itemWidth: 26,
      itemGap: 30,
      textStyle: text,
    },
    // `same`: labels and names of the axes lie inside these margins too.
    grid: { left, right: 24, top: top + 46, bottom: 12, outerBoundsMode: "same" },
    xAxis,
    yAxis: {
      type: "value",
      scale: true,
      ...yAxis,
      splitNumber: 4,
      axisLine: { show: false },
      axisTick: { show: false },
      minorSplitLine: { show: false },
      splitLine: { lineStyle: { color: PALETTE.rule } },
      axisLabel: { ...text, formatter: yLabel },
    },
    series,
  };
}

/** Looks of an upright-less axis, shared by time and steps. */
export const X_AXIS_LOOK = {
  axisLine: { onZero: false, lineStyle: { color: PALETTE.axis } },
  axisTick: { lineStyle: { color: PALETTE.axis } },
  splitLine: { show: false },
  nameTextStyle: text,
  nameLocation: "middle",
  nameGap: 32,
} as const;

/** Looks of an axis' labels. */
export const X_LABEL_LOOK = { ...text, hideOverlap: true } as const;

// Ticks are round numbers: the zeros that four significant digits add say nothing.
function yLabel(value: number): string {
  return formatNumber(value)
    .replace("e+", "e")
    .replace(/(\.\d*?)0+(?=$|e)/, "$1")
    .replace(/\.(?=$|e)/, "");
}
