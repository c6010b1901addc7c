import { columnOf } from "../../data/index.ts";
import { seasonalScale } from "../../evaluate/index.ts";
import { type Panel, pastOf, readValues, seriesAt } from "../../prepare/index.ts";
import type { Cut } from "./members.ts";

/** The denominator of MASE of each cut, from the rows before its cutoff alone. */
export function scalesOf(cuts: readonly Cut[], target: string, season: number): number[] {
  return cuts.map(({ frame, cutoff }) => seasonalScale(pastOf(readValues(columnOf(frame, target)), cutoff), season));
}

/** Absolute errors in units of each series' own seasonal step, over the known targets of series that have one. */
export interface ScaledErrors {
  readonly sum: number;
  readonly count: number;
}

/** @param values forecasts from `origins`, `[W · h]`; @param scales one for each series of the panel */
export function scaledErrors(
  { actual, starts, task }: Panel,
  origins: Int32Array,
  values: Float64Array,
  scales: readonly number[],
): ScaledErrors {
  const { horizon } = task;
  let sum = 0;
  let count = 0;
  origins.forEach((origin, w) => {
    const scale = scales[seriesAt(starts, origin)]!;
    if (!(scale > 0)) return;
    for (let k = 0; k < horizon; k++) {
      const y = actual[origin + 1 + k]!;
      if (Number.isNaN(y)) continue;
      sum += Math.abs(y - values[w * horizon + k]!) / scale;
      count++;
    }
  });
  return { sum, count };
}
