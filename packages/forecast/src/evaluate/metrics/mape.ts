import type { Points } from "./points.ts";

/** MAPE with the number of rows that it could not use. */
export interface Mape {
  /** In percent; NaN where no row is left. */
  readonly percent: number;
  /** Rows with a known actual value of 0, which have no percentage. */
  readonly leftOut: number;
}

/** 100 · mean of |y − ŷ| / |y| over the rows whose actual value is known and not 0. */
export function mape({ actual, forecast }: Points): Mape {
  let sum = 0;
  let rows = 0;
  let leftOut = 0;
  for (let i = 0; i < actual.length; i++) {
    const y = actual[i]!;
    if (Number.isNaN(y)) continue;
    if (y === 0) {
      leftOut++;
      continue;
    }
    sum += Math.abs(y - forecast[i]!) / Math.abs(y);
    rows++;
  }
  return { percent: rows === 0 ? Number.NaN : (100 * sum) / rows, leftOut };
}
