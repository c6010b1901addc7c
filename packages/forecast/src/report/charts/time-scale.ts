import type { TimeAxis } from "../../contracts/index.ts";
import { rowTime } from "../row-time.ts";
import type { Catalogue } from "../words/catalogue.ts";
import type { ChartOption } from "./draw.ts";
import { X_AXIS_LOOK, X_LABEL_LOOK } from "./frame-option.ts";
import { tickLabel } from "./tick-label.ts";

/** The level axis over rows `[from, to]`: instants where the frame has a calendar, row numbers where it counts. */
export function timeScale(
  axis: TimeAxis,
  from: number,
  to: number,
  words: Catalogue,
): NonNullable<ChartOption["xAxis"]> {
  const min = rowTime(axis, from);
  const max = rowTime(axis, to);
  if (axis.kind === "count") {
    return { ...X_AXIS_LOOK, type: "value", name: words.labels.row, min, max, axisLabel: X_LABEL_LOOK };
  }
  const label = { ...X_LABEL_LOOK, formatter: (ms: number, index: number) => tickLabel(ms, max - min, index === 0) };
  return { ...X_AXIS_LOOK, type: "time", min, max, splitNumber: 7, axisLabel: label };
}
