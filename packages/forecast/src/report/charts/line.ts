import type { LineSeriesOption } from "echarts/charts";
import type { LineLook } from "./palette.ts";
import { type Point, thinLine } from "./thin-line.ts";

// About one bucket a pixel of the plot's width, and a whole number of points in each.
const BUCKETS = 450;

/** A plain line: thinned to the pixels it has, broken at NaN, with a dot at each point only when asked for. */
export function line(name: string, points: readonly Point[], look: LineLook, dots: boolean): LineSeriesOption {
  return {
    type: "line",
    name,
    silent: true,
    data: thinLine(points, BUCKETS).map(([at, value]) => [at, Number.isNaN(value) ? "-" : value]),
    showSymbol: dots,
    symbol: dots ? "circle" : "none",
    symbolSize: 5,
    color: look.color,
    lineStyle: { color: look.color, type: look.dash, width: look.width, join: "round" },
    itemStyle: { color: look.color, borderWidth: 0 },
  };
}
