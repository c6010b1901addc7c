import { truncate } from "../display-width.ts";
import { CHART_WIDTH, type ChartOption } from "./draw.ts";
import { heading, type KeyMark, keySeries, legendOption, plotMargin, TEXT_LOOK, Y_AXIS_LOOK } from "./frame-option.ts";
import { PALETTE } from "./palette.ts";

type Axis<Side extends "xAxis" | "yAxis"> = NonNullable<Exclude<ChartOption[Side], readonly unknown[]>>;
type Series = Extract<ChartOption["series"], readonly unknown[]>;

/** One of several small plots in a picture. */
export interface Panel {
  readonly heading: string;
  readonly xAxis: Axis<"xAxis">;
  readonly yAxis?: Axis<"yAxis">;
  readonly series: Series;
}

/** Plots in rows under one title. */
export interface Panels {
  /** Empty where the page around the chart says it. */
  readonly title: string;
  readonly panels: readonly Panel[];
  /** Plots side by side in each row. */
  readonly columns: number;
  /** Height of each row with its heading and labels, in pixels. */
  readonly rowHeight: number;
  /** Room under each plot but the last row's, in pixels; 36 holds labels and a name. */
  readonly room?: number;
  readonly legend?: readonly (string | KeyMark)[];
}

const ROOM = 36;

// Room for the labels of upright axes: fixed, so that plots over one another share their left edge.
const LABELS = 58;
const GAP = 26;

/** Height in pixels of a picture of so many panels under a title (or without, in a page). */
export function panelsHeight(
  { columns, rowHeight, room = ROOM, legend }: Omit<Panels, "title" | "panels">,
  panels: number,
): number {
  const rows = Math.ceil(panels / columns);
  return 42 + (legend === undefined ? 0 : 26) + rows * rowHeight + ROOM - room;
}

/** Several plots in one picture, each with a heading and axes of its own. */
export function panelsOption({ title, panels, columns, rowHeight, room = ROOM, legend = [] }: Panels): ChartOption {
  const { top: start, left } = plotMargin(title);
  const top = start + (legend.length > 0 ? 26 : 0);
  const width = (CHART_WIDTH - left - 20 - GAP * (columns - 1)) / columns;
  const places = panels.map((_, i) => ({
    left: left + (i % columns) * (width + GAP),
    top: top + Math.floor(i / columns) * rowHeight,
  }));
  return {
    textStyle: { fontFamily: TEXT_LOOK.fontFamily },
    title: [
      ...heading(title),
      ...panels.map((panel, i) => ({
        text: truncate(panel.heading, Math.floor(width / 7.2)),
        padding: 0,
        ...places[i],
        textStyle: { ...TEXT_LOOK, color: PALETTE.ink, fontWeight: 600 as const },
      })),
    ],
    legend: legendOption(legend, start),
    grid: places.map((place) => ({
      left: place.left + LABELS,
      top: place.top + 26,
      width: width - LABELS,
      height: rowHeight - 26 - room,
      outerBoundsMode: "none" as const,
    })),
    xAxis: panels.map((panel, i) => ({ ...panel.xAxis, gridIndex: i })),
    yAxis: panels.map((panel, i) => ({ ...Y_AXIS_LOOK, ...panel.yAxis, gridIndex: i })) as Axis<"yAxis">[],
    series: [
      ...panels.flatMap((panel, i) => panel.series.map((one) => ({ ...one, xAxisIndex: i, yAxisIndex: i }))),
      ...keySeries(legend),
    ] as Series,
  };
}
