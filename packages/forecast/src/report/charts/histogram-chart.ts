import { elementary } from "@gatecast/engine";
import type { ChartOption } from "./draw.ts";
import { frameOption, X_AXIS_LOOK, X_LABEL_LOOK } from "./frame-option.ts";
import { histogramBins } from "./histogram-bins.ts";
import { line } from "./line.ts";
import { PALETTE } from "./palette.ts";
import { rectangles } from "./rectangles.ts";
import type { Point } from "./thin-line.ts";

/** Readings whose distribution is shown. */
export interface HistogramData {
  /** What the readings are, with their unit. */
  readonly unit: string;
  /** What the bars count. */
  readonly count: string;
  /** The legend's name of the normal curve of the same mean and spread. */
  readonly normal: string;
  readonly values: Float64Array;
}

/** How often readings lie in each bin, and the normal curve of the same mean and standard deviation over it. */
export function histogramChart({ unit, count, normal, values }: HistogramData, title: string): ChartOption | undefined {
  const bins = histogramBins(values);
  if (!bins) return undefined;
  const { start, width, counts } = bins;
  const place = (bin: number): number => 2 * (start / 2 + bin * (width / 2)); // the bins together may be wider than a number is large
  const bars = counts.map((top, i) => ({
    left: place(i + 0.04),
    right: place(i + 0.96),
    bottom: 0,
    top,
    color: PALETTE.soft,
  }));
  const places = Array.from({ length: 121 }, (_, i) => place((i / 120) * counts.length));
  const curve = normalCurve(values.filter(Number.isFinite), places, width);
  const look = { color: PALETTE.outlier, dash: "dashed", width: 1.6 } as const;
  return frameOption({
    title,
    unit: count,
    xAxis: {
      ...X_AXIS_LOOK,
      type: "value",
      name: unit,
      scale: true,
      axisLabel: X_LABEL_LOOK,
    },
    yAxis: { type: "value", scale: false },
    series: [rectangles(bars), ...(curve.length > 0 ? [line(normal, curve, look, false)] : [])],
    legend: curve.length > 0 ? [normal] : [],
  });
}

/** None where the readings do not vary, or their squares are no numbers. */
function normalCurve(values: Float64Array, places: readonly number[], width: number): Point[] {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value / n, 0);
  const spread = Math.sqrt(values.reduce((sum, value) => sum + ((value - mean) * (value - mean)) / n, 0));
  if (!(spread > 0 && spread < Number.POSITIVE_INFINITY)) return [];
  return places.map((at): Point => {
    const distance = (at - mean) / spread;
    const density = elementary.exp((-distance * distance) / 2) / Math.sqrt(2 * Math.PI);
    return [at, n * (width / spread) * density];
  });
}
