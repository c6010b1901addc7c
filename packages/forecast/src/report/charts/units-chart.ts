import type { Catalogue } from "../words/catalogue.ts";
import type { ChartOption } from "./draw.ts";
import type { KeyMark } from "./frame-option.ts";
import { X_LABEL_LOOK } from "./frame-option.ts";
import { heatCells, heatColor } from "./heat-cells.ts";
import { panelsHeight, panelsOption } from "./panels.ts";
import type { TimeCell } from "./time-cells.ts";
import { spanScale, type TimeSpan } from "./time-scale.ts";

/** One gate or state of every unit over the window. */
export interface UnitsMap {
  readonly heading: string;
  readonly units: number;
  /** `[units, cells]`, row-major: −1 for the lowest end of the plot's range, 1 for the highest. */
  readonly values: Float64Array;
}

const LABELS = 62;
const MOST = 260;
const layoutOf = (maps: readonly UnitsMap[]) => {
  const units = Math.max(1, ...maps.map((map) => map.units));
  return { columns: 2, rowHeight: LABELS + Math.min(MOST, Math.max(56, 5 * units)) };
};

/** Height in pixels of so many maps. */
export function unitsHeight(maps: readonly UnitsMap[]): number {
  return panelsHeight({ ...layoutOf(maps), legend: [] }, maps.length);
}

/** Every unit of each gate as a line of coloured cells: what the mean of all hides. */
export function unitsChart(
  maps: readonly UnitsMap[],
  cells: readonly TimeCell[],
  span: TimeSpan,
  words: Catalogue,
  title: string,
): ChartOption | undefined {
  if (maps.length === 0 || cells.length === 0) return undefined;
  const edges = [...cells.map(({ left }) => left), cells.at(-1)!.right];
  const panels = maps.map(({ heading, units, values }) => ({
    heading,
    xAxis: spanScale(span, words, 5),
    yAxis: {
      min: 0,
      max: units,
      splitLine: { show: false },
      axisLabel: {
        ...X_LABEL_LOOK,
        // Units count from 1 at the bottom; a label stands at the middle of its line.
        customValues: labelled(units).map((unit) => unit - 0.5),
        formatter: (at: number) => String(Math.round(at + 0.5)),
      },
    },
    series: [heatCells({ edges, rows: units, values })],
  }));
  const { lowest, middle, highest } = words.explanation.keys;
  const legend = [lowest, middle, highest].map((name, i): KeyMark => ({ name, icon: "rect", color: heatColor(i - 1) }));
  return panelsOption({ title, ...layoutOf(maps), panels, legend });
}

/** Units whose number is written: the first, the last, and one between. */
function labelled(units: number): number[] {
  return [...new Set([1, Math.round((units + 1) / 2), units])];
}
