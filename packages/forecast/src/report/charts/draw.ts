import {
  BarChart,
  type BarSeriesOption,
  BoxplotChart,
  type BoxplotSeriesOption,
  CustomChart,
  type CustomSeriesOption,
  LineChart,
  type LineSeriesOption,
  ScatterChart,
  type ScatterSeriesOption,
} from "echarts/charts";
import {
  GridComponent,
  type GridComponentOption,
  LegendComponent,
  type LegendComponentOption,
  MarkAreaComponent,
  MarkLineComponent,
  TitleComponent,
  type TitleComponentOption,
} from "echarts/components";
import { type ComposeOption, init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { escapeHtml } from "../escape-html.ts";

/** What our charts say to echarts. */
export type ChartOption = ComposeOption<
  | LineSeriesOption
  | BarSeriesOption
  | BoxplotSeriesOption
  | ScatterSeriesOption
  | CustomSeriesOption
  | GridComponentOption
  | LegendComponentOption
  | TitleComponentOption
>;

/** Width of every chart in pixels; pages scale it. */
export const CHART_WIDTH = 960;

/** Instead of values that no axis can be divided into, such as 1e-29 or ±1e308: a finished run must not be lost to a picture of it. */
const EMPTY = `<svg xmlns="http://www.w3.org/2000/svg" width="${CHART_WIDTH}" height="24" viewBox="0 0 ${CHART_WIDTH} 24"><text y="17">–</text></svg>`;
/** A place in an attribute that is no number; text stands in none of these. */
const NOWHERE = / (?:d|x|y|width|height|points|transform)="[^"]*(?:NaN|Infinity)/;

/**
 * Draws a chart as one SVG element: no script, no style sheet, no reference to anything outside.
 * @param height In pixels.
 * @param label What the chart shows, read out instead of it.
 */
export function draw(option: ChartOption, height: number, label: string): string {
  // Here and not at the top of the file: `use` writes to a registry of echarts, and importing must do nothing.
  use([
    BarChart,
    BoxplotChart,
    CustomChart,
    LineChart,
    ScatterChart,
    GridComponent,
    LegendComponent,
    MarkAreaComponent,
    MarkLineComponent,
    TitleComponent,
    SVGRenderer,
  ]);
  if (isTooWide(option.series)) return tidy(EMPTY, label);
  const chart = init(null, null, { renderer: "svg", ssr: true, width: CHART_WIDTH, height });
  try {
    chart.setOption({ animation: false, useUTC: true, ...option });
    const svg = chart.renderToSVGString();
    return tidy(NOWHERE.test(svg) ? EMPTY : svg, label);
  } catch {
    return tidy(EMPTY, label);
  } finally {
    chart.dispose();
  }
}

/** An axis from 0 or the least to the most is a number, and so are its round ends. */
const WIDEST = 1e308;

/** Whether the values of the series lie further apart than an axis reaches: echarts would complain on the console. */
function isTooWide(series: ChartOption["series"]): boolean {
  let [least, most] = [0, 0];
  const look = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(look);
    else if (typeof value === "object" && value !== null && "value" in value) look(value.value);
    if (typeof value !== "number" || !Number.isFinite(value)) return;
    least = Math.min(least, value);
    most = Math.max(most, value);
  };
  for (const one of [series ?? []].flat()) look(one.data);
  return most - least > WIDEST;
}

/**
 * Removes what serves only echarts' own page script, among it counters that differ from call to call. Text
 * cannot be hit: its quotes and angle brackets are entities by now.
 */
function tidy(svg: string, label: string): string {
  return (
    svg
      .replace(/<style[^>]*>[\s\S]*?<\/style>/g, "")
      .replace(
        / (?:class="zr[^"]*"|ecmeta_\w+="[^"]*"|pointer-events="[^"]*"|xmlns:xlink="[^"]*"|baseProfile="[^"]*")/g,
        "",
      )
      .replace(/(id="|url\(#)zr\d+-/g, `$1${idOf(label)}-`)
      .replace(/\n+/g, "\n")
      // XML has no control characters, and a column may be named with one.
      .replace(/[^\P{Cc}\n\t]/gu, "")
      .replace("<svg ", `<svg role="img" aria-label="${escapeHtml(label)}" `)
      .trim()
  );
}

/** A short name made of the label, so that charts on one page do not share ids. FNV-1a. */
function idOf(label: string): string {
  let hash = 0x811c9dc5;
  for (const character of label) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return `c${(hash >>> 0).toString(36)}`;
}
