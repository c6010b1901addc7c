import type { LineSeriesOption, ScatterSeriesOption } from "echarts/charts";
import type { Catalogue } from "../words/catalogue.ts";
import type { ChartOption } from "./draw.ts";
import { frameOption, type KeyMark } from "./frame-option.ts";
import { line } from "./line.ts";
import type { LineLook } from "./palette.ts";
import { type Points, thinDots } from "./thin-dots.ts";
import type { Point } from "./thin-line.ts";
import { spanScale, type TimeSpan } from "./time-scale.ts";

/** A line over time, with the name that the legend gives it. */
export interface LineData {
  readonly name: string;
  readonly points: readonly Point[];
  readonly look: LineLook;
  /** A line of a higher layer lies on top; without it, the later of two does. */
  readonly layer?: number;
}

/** Instants that are marked: points by a dot, spans by a band. */
export interface Marks {
  readonly name: string;
  readonly color: string;
  readonly points?: Points;
  readonly spans?: Spans;
}

/** Bands that may be made as they are asked for. */
export type Spans = Pick<readonly (readonly [from: number, to: number])[], "length" | "at">;

/** Lines over one span of time in one unit, on which something may be marked. */
export interface LinesData {
  /** What the upright axis measures. */
  readonly unit: string;
  readonly span: TimeSpan;
  /** In the order of the legend. */
  readonly lines: readonly LineData[];
  readonly marks?: readonly Marks[];
}

// Few points are worth a dot each.
const DOTS = 40;
// A few spans narrower than this share of the axis are drawn this wide, so that they can be seen; of many, which would then
// cover more than is true, only the wider ones are drawn.
const NARROWEST = 1 / 900;
const MANY = 60;

/** Lines over time: the truth and a forecast, a series and its parts, with gaps and outliers where they are given. */
export function linesChart(
  { unit, span, lines, marks = [] }: LinesData,
  words: Catalogue,
  title: string,
): ChartOption | undefined {
  if (!lines.some(({ points }) => points.some(([, value]) => !Number.isNaN(value)))) return undefined;
  const isShort = lines.every(({ points }) => points.length <= DOTS);
  const drawn = lines.map(({ name, points, look, layer = 0 }) => ({
    ...line(name, points, look, isShort),
    z: 2 + layer,
  }));
  const shown = marks.filter(({ points = [], spans = [] }) => points.length + spans.length > 0);
  // One line that is called like the axis needs no key.
  const named = lines.length === 1 && lines[0]?.name === unit ? [] : lines.map(({ name }) => name);
  return frameOption({
    title,
    unit,
    xAxis: spanScale(span, words),
    series: [...shown.flatMap((mark) => bands(mark, span)), ...drawn, ...shown.flatMap(dots)],
    legend: [
      ...named,
      ...shown.map((mark): KeyMark => ({ ...mark, icon: mark.spans === undefined ? "circle" : "rect" })),
    ],
  });
}

function bands({ spans, color }: Marks, { min, max }: TimeSpan): LineSeriesOption[] {
  if (spans === undefined) return [];
  const least = (max - min) * NARROWEST;
  const wide: [number, number][] = [];
  for (let i = 0; i < spans.length; i++) {
    const [from, to] = spans.at(i)!;
    if (spans.length > MANY && !(to - from >= least)) continue;
    const middle = (from + to) / 2;
    const start = Math.max(min, Math.min(from, middle - least / 2));
    const end = Math.min(max, Math.max(to, middle + least / 2));
    const before = wide.at(-1);
    if (before && start <= before[1]) before[1] = Math.max(before[1], end);
    else wide.push([start, end]);
  }
  const data = wide.map(([from, to]): [{ xAxis: number }, { xAxis: number }] => [{ xAxis: from }, { xAxis: to }]);
  return [{ type: "line", silent: true, data: [], markArea: { silent: true, itemStyle: { color }, data } }];
}

function dots({ points, color }: Marks): ScatterSeriesOption[] {
  if (points === undefined) return [];
  const data = thinDots(points).map(([at, value]) => [at, value]);
  return [{ type: "scatter", silent: true, z: 20, symbolSize: 6, itemStyle: { color, opacity: 0.9 }, data }];
}
