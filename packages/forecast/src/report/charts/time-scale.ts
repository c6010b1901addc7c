import type { TimeAxis } from "../../contracts/index.ts";
import { wallTimeAt } from "../../prepare/wall-time.ts";
import type { Catalogue } from "../words/catalogue.ts";
import type { ChartOption } from "./draw.ts";
import { X_AXIS_LOOK, X_LABEL_LOOK } from "./frame-option.ts";
import { tickLabel } from "./tick-label.ts";
import { timeTicks } from "./time-ticks.ts";

// Dates that stand side by side without touching.
const DATES = 7;

type XAxis = NonNullable<Exclude<ChartOption["xAxis"], readonly unknown[]>>;

/** The span of a chart's level axis: instants, or numbers of rows where there is no calendar. */
export interface TimeSpan {
  readonly kind: "instants" | "rows";
  readonly min: number;
  readonly max: number;
  /** When each row of the span was read, in ms, where rows lie side by side whatever their times. */
  readonly dates?: Float64Array;
}

/** Rows `[from, to]` of an axis as a span. */
export function spanOf(axis: TimeAxis, from: number, to: number): TimeSpan {
  return {
    kind: axis.kind === "count" ? "rows" : "instants",
    min: wallTimeAt(axis, from),
    max: wallTimeAt(axis, to),
  };
}

/** The level axis over rows `[from, to]`: instants where the frame has a calendar, row numbers where it counts. */
export function timeScale(axis: TimeAxis, from: number, to: number, words: Catalogue): XAxis {
  return spanScale(spanOf(axis, from, to), words);
}

/** The level axis over a span, its ticks evenly apart; `most` so many. */
export function spanScale({ kind, min, max, dates }: TimeSpan, words: Catalogue, most = 8): XAxis {
  if (dates !== undefined) return datedRows(min, max, dates, words);
  if (kind === "rows") {
    return { ...X_AXIS_LOOK, type: "value", name: words.labels.row, min, max, axisLabel: X_LABEL_LOOK };
  }
  // echarts' own ticks start anew with each month and lie unevenly.
  const ticks = timeTicks(min, max, most);
  const label = {
    ...X_LABEL_LOOK,
    customValues: ticks,
    formatter: (ms: number) => tickLabel(ms, max - min, ms === ticks[0]),
  };
  return {
    ...X_AXIS_LOOK,
    type: "time",
    min,
    max,
    axisTick: { ...X_AXIS_LOOK.axisTick, customValues: ticks },
    axisLabel: label,
  };
}

/** Rows side by side, some of them named by their dates. */
function datedRows(min: number, max: number, dates: Float64Array, words: Catalogue): XAxis {
  const count = Math.min(DATES, max - min + 1);
  const ticks = Array.from({ length: count }, (_, i) => min + Math.round((i * (max - min)) / Math.max(1, count - 1)));
  const formatter = (row: number): string => {
    const ms = dates[Math.round(row - min)] ?? Number.NaN;
    return Number.isNaN(ms) ? String(row) : tickLabel(ms, 0, true);
  };
  return {
    ...X_AXIS_LOOK,
    type: "value",
    name: words.labels.rowByDate,
    min,
    max,
    axisTick: { ...X_AXIS_LOOK.axisTick, customValues: ticks },
    axisLabel: { ...X_LABEL_LOOK, customValues: ticks, formatter },
  };
}
