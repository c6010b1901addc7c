import type { LegendComponentOption } from "echarts/components";
import { displayWidth, truncate, wrap } from "../display-width.ts";
import { formatNumber } from "../format-number.ts";
import type { ChartOption } from "./draw.ts";
import { PALETTE } from "./palette.ts";

/** Latin and Chinese faces of common systems; the PNG adapter brings a font of its own. */
const FONT = "system-ui, 'Segoe UI', 'Noto Sans SC', 'PingFang SC', 'Microsoft YaHei', sans-serif";

/** A key of something that is no line: a patch or a dot of its own colour. */
export interface KeyMark {
  readonly name: string;
  readonly icon: "rect" | "circle";
  readonly color: string;
}

/** The parts of a chart that all charts share. */
export interface ChartParts {
  /** Empty where the page around the chart says it. */
  readonly title: string;
  /** What the upright axis measures. */
  readonly unit: string;
  readonly xAxis: NonNullable<ChartOption["xAxis"]>;
  readonly yAxis?: { readonly type: "value" | "log"; readonly scale: boolean };
  readonly series: NonNullable<ChartOption["series"]>;
  /** The legend in order, lines by their names; empty for none. */
  readonly legend: readonly (string | KeyMark)[];
}

/** Letters of axes, legends and remarks. */
export const TEXT_LOOK = { color: PALETTE.text, fontSize: 12.5, fontFamily: FONT } as const;

/** Title, legend, axes and margins around series: one calm look for all charts. */
export function frameOption({ title, unit, xAxis, yAxis, series, legend }: ChartParts): ChartOption {
  const { top, left } = plotMargin(title);
  const below = legendLines(legend, unit);
  return {
    textStyle: { fontFamily: FONT },
    title: [
      ...heading(title),
      {
        text: truncate(unit, unitCells(legend)),
        left,
        padding: 0,
        top: top + 5,
        textStyle: { ...TEXT_LOOK, fontWeight: "normal" },
      },
    ],
    legend: legendOption(legend, below > 0 ? top + LEGEND_LINE : top),
    // `same`: labels and names of the axes lie inside these margins too.
    grid: { left, right: 24, top: top + 46 + LEGEND_LINE * below, bottom: 12, outerBoundsMode: "same" },
    xAxis,
    yAxis: { ...Y_AXIS_LOOK, ...yAxis },
    series: [...(Array.isArray(series) ? series : [series]), ...keySeries(legend)],
  };
}

/** Where the plot and what stands over it begin: in a page, the text around the chart sets the margin. */
export function plotMargin(title: string): { readonly top: number; readonly left: number } {
  return title === "" ? { top: 6, left: 1 } : { top: 42 + titleRoom(title), left: 14 };
}

// Cells of the width, and what stands before and behind a name in the legend.
const LINE_CELLS = 118;
const KEY_CELLS = 8;

const UNIT_CELLS = 40;

/** Cells of a line that the legend takes, with so many for what stands around each name. */
function legendCells(legend: ChartParts["legend"], key: number): number {
  const names = legend.map((entry) => (typeof entry === "string" ? entry : entry.name));
  return names.reduce((sum, name) => sum + displayWidth(name) + key, 0);
}

/** What the legend leaves of the line to the upright axis' unit. */
const unitCells = (legend: ChartParts["legend"]): number =>
  Math.max(UNIT_CELLS, LINE_CELLS - legendCells(legend, KEY_CELLS));

// The same at its narrowest: what is wider than this runs into the unit, or over the line.
const FULL_LINE = 144;
const CLOSE_KEY = 7.5;
const LEGEND_LINE = 24;

/** Lines below the unit that a legend takes which has no room beside it; 0 where it has. */
function legendLines(legend: ChartParts["legend"], unit: string): number {
  const cells = legendCells(legend, CLOSE_KEY);
  return cells + Math.min(UNIT_CELLS, displayWidth(unit)) <= FULL_LINE ? 0 : Math.ceil(cells / FULL_LINE);
}

// What fits the width, and the height of a further line. A title of data's own words may be of any length.
const TITLE_CELLS = 90;
const TITLE_LINE = 22;
const TITLE_LINES = 3;

/** What a title needs beyond its first line, in pixels: the words that tell two pictures apart often come last. */
export const titleRoom = (title: string): number => TITLE_LINE * (titleLines(title).length - 1);

function titleLines(title: string): string[] {
  const lines = wrap(title, TITLE_CELLS);
  const [shown, rest] = [lines.slice(0, TITLE_LINES - 1), lines.slice(TITLE_LINES - 1)];
  return [...shown, ...(rest.length > 0 ? [rest.join(" ")] : [])].map((line) => truncate(line, TITLE_CELLS));
}

/** The chart's title; nothing where the page says it. */
export function heading(title: string) {
  if (title === "") return [];
  const textStyle = {
    ...TEXT_LOOK,
    color: PALETTE.ink,
    fontSize: 17,
    fontWeight: 600 as const,
    lineHeight: TITLE_LINE,
  };
  return [{ text: titleLines(title).join("\n"), left: 14, padding: 0, top: 10, textStyle }];
}

/** Names at the right over the plot: lines show their dash, other marks their colour. */
export function legendOption(legend: readonly (string | KeyMark)[], top: number): LegendComponentOption {
  return {
    show: legend.length > 0,
    data: legend.map((entry) =>
      typeof entry === "string"
        ? // A line only: a dot on it would hide its dash.
          { name: entry, itemStyle: { opacity: 0 } }
        : {
            name: entry.name,
            icon: entry.icon,
            itemStyle: { opacity: 1, color: entry.color, borderWidth: 0 },
            lineStyle: { width: 0 },
          },
    ),
    selectedMode: false,
    right: 20,
    top,
    itemWidth: 26,
    itemHeight: 10,
    itemGap: legend.length > 4 ? 16 : 30,
    textStyle: TEXT_LOOK,
  };
}

/** echarts names in a legend only what is a series: an empty one for each key that is none. */
export function keySeries(legend: readonly (string | KeyMark)[]) {
  return legend.flatMap((entry) =>
    typeof entry === "string"
      ? []
      : [{ type: "scatter" as const, name: entry.name, data: [], silent: true, itemStyle: { color: entry.color } }],
  );
}

/** Looks of an upright-less axis, shared by time and steps. */
export const X_AXIS_LOOK = {
  axisLine: { onZero: false, lineStyle: { color: PALETTE.axis } },
  axisTick: { lineStyle: { color: PALETTE.axis } },
  splitLine: { show: false },
  nameTextStyle: TEXT_LOOK,
  nameLocation: "middle",
  nameGap: 32,
} as const;

/** Looks of an axis' labels. */
export const X_LABEL_LOOK = { ...TEXT_LOOK, hideOverlap: true } as const;

/** Looks of the upright axis. */
export const Y_AXIS_LOOK = {
  type: "value",
  scale: true,
  splitNumber: 4,
  axisLine: { show: false },
  axisTick: { show: false },
  minorSplitLine: { show: false },
  splitLine: { lineStyle: { color: PALETTE.rule } },
  axisLabel: { ...TEXT_LOOK, formatter: yLabel },
} as const;

// Ticks are round numbers: the zeros that four significant digits add say nothing.
function yLabel(value: number): string {
  return formatNumber(value)
    .replace("e+", "e")
    .replace(/(\.\d*?)0+(?=$|e)/, "$1")
    .replace(/\.(?=$|e)/, "");
}
