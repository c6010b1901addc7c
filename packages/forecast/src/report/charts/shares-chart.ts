import { truncate } from "../display-width.ts";
import { formatNumber } from "../format-number.ts";
import type { Catalogue } from "../words/catalogue.ts";
import { fill } from "../words/fill.ts";
import type { ChartOption } from "./draw.ts";
import { frameOption, TEXT_LOOK } from "./frame-option.ts";
import { heatCells, heatColor } from "./heat-cells.ts";
import type { TimeCell } from "./time-cells.ts";
import { spanScale, type TimeSpan } from "./time-scale.ts";

/** Shares over time, a line of cells each. */
export interface SharesMap {
  /** `[lines, cells]`, row-major, the first line at the top. */
  readonly shares: Float64Array;
  readonly lines: number;
  /** What the lines are; empty where their names say it. */
  readonly unit: string;
  /** Lines that are named, by their numbers from 0. */
  readonly names: ReadonlyMap<number, string>;
}

/** Height in pixels for so many lines. */
export const sharesHeight = (lines: number): number => 150 + Math.min(300, Math.max(40, 14 * lines));

/** Which share of each line lies on each cell, the largest of all in the full colour. */
export function sharesChart(
  { shares, lines, unit, names }: SharesMap,
  cells: readonly TimeCell[],
  span: TimeSpan,
  words: Catalogue,
  title: string,
): ChartOption | undefined {
  const largest = shares.reduce((most, share) => Math.max(most, share), 0);
  if (!(largest > 0)) return undefined;
  const edges = [...cells.map(({ left }) => left), cells.at(-1)!.right];
  const values = shares.map((share) => share / largest);
  const key = (value: number) => ({
    name: fill(words.explanation.keys.share, { share: formatNumber(value * largest) }),
    icon: "rect" as const,
    color: heatColor(value),
  });
  const option = frameOption({
    title,
    unit,
    xAxis: spanScale(span, words),
    series: [heatCells({ edges, rows: lines, values, down: true })],
    legend: [key(0), key(0.5), key(1)],
  });
  return {
    ...option,
    // Names may be wider in the reader's font than they were reckoned.
    grid: { ...option.grid, left: 16 },
    yAxis: {
      type: "value",
      min: 0,
      max: lines,
      axisLine: { show: false },
      axisTick: { show: false },
      splitLine: { show: false },
      axisLabel: {
        ...TEXT_LOOK,
        // The first line at the top, each name at the middle of its line.
        customValues: [...names.keys()].map((line) => lines - line - 0.5),
        formatter: (at: number) => truncate(names.get(Math.round(lines - at - 0.5)) ?? "", 32),
      },
    },
  };
}
