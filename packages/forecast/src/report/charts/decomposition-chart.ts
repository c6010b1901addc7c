import type { Catalogue } from "../words/catalogue.ts";
import type { ChartOption } from "./draw.ts";
import { line } from "./line.ts";
import type { LineLook } from "./palette.ts";
import { panelsOption } from "./panels.ts";
import type { Point } from "./thin-line.ts";
import { spanScale, type TimeSpan } from "./time-scale.ts";

/** A part of a series over the span of the whole. */
export interface SeriesPart {
  readonly heading: string;
  readonly points: readonly Point[];
  readonly look: LineLook;
}

const ROW = 122;
const ROOM = 14;

/** Height in pixels of so many parts. */
export const decompositionHeight = (parts: number): number => 42 + parts * ROW + 24;

/** The parts of a series over one another, on one level axis: observed, trend, season, remainder. */
export function decompositionChart(
  parts: readonly SeriesPart[],
  span: TimeSpan,
  words: Catalogue,
  title: string,
): ChartOption | undefined {
  if (!parts.some(({ points }) => points.some(([, value]) => Number.isFinite(value)))) return undefined;
  const xAxis = spanScale(span, words);
  const panels = parts.map(({ heading, points, look }, i) => ({
    heading,
    // The time is written once, under the last.
    xAxis: i < parts.length - 1 ? { ...xAxis, name: "", axisLabel: { show: false } } : { ...xAxis, nameGap: 24 },
    yAxis: { type: "value" as const, splitNumber: 2 },
    series: [line("", points, look, false)],
  }));
  return panelsOption({ title, columns: 1, rowHeight: ROW, room: ROOM, panels });
}
