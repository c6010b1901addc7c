import { truncate } from "../display-width.ts";
import type { Catalogue } from "../words/catalogue.ts";
import type { ChartOption } from "./draw.ts";
import { frameOption, TEXT_LOOK } from "./frame-option.ts";
import { PALETTE } from "./palette.ts";
import { type Rectangle, rectangles } from "./rectangles.ts";
import { spanScale, type TimeSpan } from "./time-scale.ts";

/** Which share of each column is missing in each bin of time or of rows. */
export interface MissingData {
  /** Columns from top to bottom. */
  readonly columns: readonly string[];
  readonly span: TimeSpan;
  /** Bins of equal width over the span, for all columns alike. */
  readonly bins: number;
  /** `[columns * bins]`, row-major: 0 complete … 1 nothing known; NaN where the bin has no row at all. */
  readonly shares: Float64Array;
}

// Five steps are told apart; a continuous scale would not be.
const SHADES = ["#dbe7f0", "#fbe0b4", "#f2b45a", "#dd7a1f", "#a83a00"] as const;
const NO_ROWS = "#f0f1f3";

/** The colour of a share of missing readings: any missing at all leaves the first shade. */
function shade(share: number): string {
  if (Number.isNaN(share)) return NO_ROWS;
  return SHADES[share === 0 ? 0 : Math.min(4, 1 + Math.floor(share * 4))]!;
}

/** Height in pixels of the map of so many columns. */
export const missingHeight = (columns: number): number => 132 + 20 * columns;

/** Columns over time, each cell coloured by the share of its readings that are missing. */
export function missingChart(
  { columns, span, bins, shares }: MissingData,
  words: Catalogue,
  title: string,
): ChartOption | undefined {
  if (columns.length === 0 || bins === 0) return undefined;
  const { pictures } = words;
  const width = (span.max - span.min) / bins;
  const areas: Rectangle[] = [];
  columns.forEach((_, column) => {
    const bottom = columns.length - 1 - column;
    for (let from = 0; from < bins; ) {
      const color = shade(shares[column * bins + from] ?? Number.NaN);
      let to = from + 1;
      // Neighbours of one colour make one rectangle.
      while (to < bins && shade(shares[column * bins + to] ?? Number.NaN) === color) to++;
      const at = {
        left: span.min + from * width,
        right: span.min + to * width,
        bottom: bottom + 0.1,
        top: bottom + 0.9,
      };
      areas.push({ ...at, color });
      from = to;
    }
  });
  const key = (name: string, color: string) => ({ name, icon: "rect" as const, color });
  const option = frameOption({
    title,
    unit: "",
    xAxis: spanScale(span, words),
    series: [rectangles(areas)],
    legend: [
      key(pictures.known, SHADES[0]),
      key(pictures.missingSome, SHADES[2]),
      key(pictures.missingAll, SHADES[4]),
      ...(shares.some(Number.isNaN) ? [key(pictures.noRows, NO_ROWS)] : []),
    ],
  });
  return {
    ...option,
    // Names of columns may be wider in the reader's font than they were reckoned.
    grid: { ...option.grid, left: 16 },
    yAxis: {
      type: "value",
      min: 0,
      max: columns.length,
      interval: 1,
      axisLine: { show: false },
      axisTick: { show: false },
      splitLine: { show: false },
      axisLabel: {
        ...TEXT_LOOK,
        color: PALETTE.ink,
        // A label stands at the middle of its row, between two whole numbers.
        customValues: columns.map((_, i) => i + 0.5),
        formatter: (at: number) => truncate(columns[columns.length - 1 - Math.floor(at)] ?? "", 22),
      },
    },
  };
}
