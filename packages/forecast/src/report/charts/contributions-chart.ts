import type { Catalogue } from "../words/catalogue.ts";
import type { ChartOption } from "./draw.ts";
import type { KeyMark } from "./frame-option.ts";
import { PALETTE } from "./palette.ts";
import { panelsHeight, panelsOption } from "./panels.ts";
import { rectangles } from "./rectangles.ts";
import type { TimeCell } from "./time-cells.ts";
import { spanScale, type TimeSpan } from "./time-scale.ts";

/** What one input contributed, cell by cell of the window and of the rows ahead. */
export interface Contributions {
  readonly heading: string;
  /** `[cells]` */
  readonly values: Float64Array;
}

const LAYOUT = { columns: 1, rowHeight: 136, room: 16 } as const;

/** Height in pixels of so many inputs. */
export function contributionsHeight(inputs: readonly Contributions[]): number {
  return panelsHeight({ ...LAYOUT, legend: [] }, inputs.length) + 10;
}

/** Contributions as bars over time, one row an input on one level axis: blue raises the forecast, orange lowers it. */
export function contributionsChart(
  inputs: readonly Contributions[],
  cells: readonly TimeCell[],
  span: TimeSpan,
  words: Catalogue,
  title: string,
): ChartOption | undefined {
  if (!inputs.some(({ values }) => values.some((value) => value !== 0))) return undefined;
  const { raises, lowers } = words.explanation.keys;
  const xAxis = spanScale(span, words);
  const panels = inputs.map(({ heading, values }, i) => {
    const bars = cells.flatMap(({ left, right }, cell) => {
      const value = values[cell]!;
      if (value === 0) return [];
      const gap = 0.08 * (right - left);
      const color = value > 0 ? PALETTE.network : PALETTE.outlier;
      return [{ left: left + gap, right: right - gap, bottom: Math.min(0, value), top: Math.max(0, value), color }];
    });
    return {
      heading,
      // The time is written once, under the last; the axis itself lies at the foot of the plot.
      xAxis: i < inputs.length - 1 ? { ...xAxis, name: "", axisLabel: { show: false } } : { ...xAxis, nameGap: 26 },
      yAxis: { type: "value" as const, scale: false, splitNumber: 2 },
      series: [rectangles(bars)],
    };
  });
  const legend: KeyMark[] = [
    { name: raises, icon: "rect", color: PALETTE.network },
    { name: lowers, icon: "rect", color: PALETTE.outlier },
  ];
  return panelsOption({ title, ...LAYOUT, panels, legend });
}
