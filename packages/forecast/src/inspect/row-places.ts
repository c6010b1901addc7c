import { stepsBetween } from "./steps-between.ts";
import type { Survey } from "./survey.ts";

/** Where fewer neighbours than this share keep a step, rows are counted instead. */
const KEPT = 0.5;

/**
 * The place of every row within its series, in steps from its first row; without a step that most rows keep, its number among the
 * rows of its series. Rows are truly neighbours where both their order and their places are one apart.
 */
export function placesOf({ table, series, step }: Survey): Int32Array {
  const places = new Int32Array(table.rows);
  const times = table.time?.values;
  const kept = times && step && step.share >= KEPT ? step.step : undefined;
  for (const { rows } of series) {
    rows.forEach((row, i) => {
      places[row] = times && kept ? Math.round(stepsBetween(times[rows[0]!]!, times[row]!, kept)) : i;
    });
  }
  return places;
}
