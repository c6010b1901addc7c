import type { CustomSeriesOption } from "echarts/charts";
import type { Catalogue } from "../words/catalogue.ts";
import type { ChartOption } from "./draw.ts";
import type { KeyMark } from "./frame-option.ts";
import { line } from "./line.ts";
import { type LineLook, PALETTE } from "./palette.ts";
import { type Panel, panelsHeight, panelsOption } from "./panels.ts";
import type { Point } from "./thin-line.ts";
import { spanScale, type TimeSpan } from "./time-scale.ts";

/** A gate or a state over the window: its units together, and one of them where it is asked for. */
export interface GateCurve {
  readonly heading: string;
  /** What its values lie between for good; undefined where they have no bounds. */
  readonly bounds: readonly [least: number, most: number] | undefined;
  readonly mean: readonly Point[];
  /** The band in which most units lie: its lower and its upper edge. */
  readonly low: readonly Point[];
  readonly high: readonly Point[];
  readonly unit: readonly Point[] | undefined;
}

/** The names that the legend gives to the mean, the band and the unit. */
export interface GateNames {
  readonly mean: string;
  readonly band: string;
  readonly unit: string;
}

const LAYOUT = { columns: 2, rowHeight: 168 } as const;
const MEAN: LineLook = { color: PALETTE.network, dash: "solid", width: 1.8 };
const PALE_MEAN: LineLook = { color: PALETTE.axis, dash: "dashed", width: 1.4 };
const UNIT: LineLook = { color: PALETTE.outlier, dash: "solid", width: 1.8 };
const BAND = "rgba(0, 114, 178, 0.16)";

/** Height in pixels of so many curves. */
export function gatesHeight(curves: readonly GateCurve[]): number {
  return panelsHeight({ ...LAYOUT, legend: [] }, curves.length);
}

/** Gates and states over the window, a plot each: the mean of the units in the band of most of them. */
export function gatesChart(
  curves: readonly GateCurve[],
  span: TimeSpan,
  names: GateNames,
  words: Catalogue,
  title: string,
): ChartOption | undefined {
  if (curves.length === 0) return undefined;
  const hasUnit = curves.some(({ unit }) => unit !== undefined);
  const panels = curves.map((curve): Panel => {
    // A window of one step is a dot.
    const dots = curve.mean.length === 1;
    const unit = curve.unit === undefined ? [] : [line(names.unit, curve.unit, UNIT, dots)];
    return {
      heading: curve.heading,
      xAxis: spanScale(span, words, 5),
      yAxis: curve.bounds === undefined ? { splitNumber: 3 } : axisWithin(curve.bounds),
      series: [band(curve), line(names.mean, curve.mean, hasUnit ? PALE_MEAN : MEAN, dots), ...unit],
    };
  });
  const key: KeyMark = { name: names.band, icon: "rect", color: BAND };
  return panelsOption({ title, ...LAYOUT, panels, legend: [names.mean, key, ...(hasUnit ? [names.unit] : [])] });
}

function axisWithin([min, max]: readonly [number, number]) {
  return { min, max, interval: (max - min) / 2 };
}

/** The area between two lines over the same places. */
function band({ low, high }: Pick<GateCurve, "low" | "high">): CustomSeriesOption {
  const outline = [...low, ...[...high].reverse()];
  return {
    type: "custom",
    silent: true,
    clip: true,
    encode: { x: 0, y: 1 },
    // Every point is given, so that the axis makes room for it; the first one draws the whole area.
    data: outline.map(([at, value]) => [at, value]),
    renderItem: ({ dataIndex }, api) => {
      if (dataIndex > 0) return null;
      const points = outline.map(([at, value]) => api.coord([at, value]));
      return { type: "polygon", shape: { points }, style: { fill: BAND } };
    },
  };
}
