import type { BoxplotSeriesOption, ScatterSeriesOption } from "echarts/charts";
import { type BoxStats, boxStats } from "./box-stats.ts";
import type { ChartOption } from "./draw.ts";
import { X_AXIS_LOOK, X_LABEL_LOOK } from "./frame-option.ts";
import { PALETTE } from "./palette.ts";
import { type Panel, panelsHeight, panelsOption } from "./panels.ts";
import { thinDots } from "./thin-dots.ts";
import type { Point } from "./thin-line.ts";

/** One column's box plots side by side: its readings under each name, such as before and after cleaning. */
export interface Boxes {
  readonly heading: string;
  readonly groups: readonly { readonly name: string; readonly values: Float64Array }[];
}

/** Boxes that stand side by side in a part of the width. */
const FEW_BOXES = 3;

function layout(columns: readonly Boxes[]) {
  const isWide = columns.length === 1 && columns[0]!.groups.length > FEW_BOXES;
  return { columns: isWide ? 1 : Math.min(4, Math.max(2, columns.length)), rowHeight: isWide ? 300 : 240 };
}

/** Height in pixels of the picture of so many columns. */
export function boxHeight(columns: readonly Boxes[]): number {
  return panelsHeight(layout(columns), columns.length);
}

/**
 * Box plots, one panel a column with an axis of its own: quartiles, whiskers at 1.5 interquartile ranges, and the readings
 * beyond as dots, of which those that would lie on one another are drawn once.
 */
export function boxChart(columns: readonly Boxes[], title: string): ChartOption | undefined {
  const shown = columns.filter(({ groups }) => groups.some(({ values }) => values.some(Number.isFinite)));
  if (shown.length === 0) return undefined;
  const longest = Math.max(...shown.flatMap(({ groups }) => groups.map(({ values }) => values.length)));
  const room = new Float64Array(longest);
  return panelsOption({ title, ...layout(shown), panels: shown.map((boxes) => panelOf(boxes, room)) });
}

function panelOf({ heading, groups }: Boxes, room: Float64Array): Panel {
  const stats = groups.map(({ values }) => boxStats(values, room));
  const looks = [
    { color: "#f1e3cc", borderColor: PALETTE.validation },
    { color: "#d3e6f1", borderColor: PALETTE.network },
  ];
  const look = (group: number) => looks[group % looks.length]!;
  const boxes: BoxplotSeriesOption = {
    type: "boxplot",
    silent: true,
    boxWidth: [18, 46],
    data: stats.map((one, group) => ({
      value: one ? [one.lower, ...one.quartiles, one.upper] : [],
      itemStyle: { ...look(group), borderWidth: 1.4 },
    })),
  };
  const outliers: ScatterSeriesOption = {
    type: "scatter",
    silent: true,
    symbolSize: 4,
    data: stats.flatMap((one, group) =>
      dotsOf(one, group).map((value) => ({ value, itemStyle: { color: look(group).borderColor, opacity: 0.55 } })),
    ),
  };
  return {
    heading,
    xAxis: {
      ...X_AXIS_LOOK,
      type: "category",
      data: groups.map(({ name }) => name),
      axisTick: { show: false },
      axisLabel: { ...X_LABEL_LOOK, interval: 0 },
    },
    series: [boxes, outliers],
  };
}

function dotsOf(stats: BoxStats | undefined, group: number): [number, number][] {
  const { outliers } = stats ?? { outliers: new Float64Array() };
  const at = (i: number): Point => [group, outliers[i] ?? Number.NaN];
  return thinDots({ length: outliers.length, at }).map(([place, value]) => [place, value]);
}
