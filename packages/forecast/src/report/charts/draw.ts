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
  const chart = init(null, null, { renderer: "svg", ssr: true, width: CHART_WIDTH, height });
  try {
    chart.setOption({ animation: false, useUTC: true, ...option });
    return tidy(chart.renderToSVGString(), label);
  } catch {
    // Values that no axis can be divided into, such as 1e-29: a finished run must not be lost to a picture of it.
    return tidy(
      `<svg xmlns="http://www.w3.org/2000/svg" width="${CHART_WIDTH}" height="24" viewBox="0 0 ${CHART_WIDTH} 24"><text y="17">–</text></svg>`,
      label,
    );
  } finally {
    chart.dispose();
  }
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
