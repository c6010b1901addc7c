import type { Metric } from "./metric.ts";

/** 100 · mean of |y − ŷ| / |y| over the rows whose actual value is known and not 0; NaN where no row is left. */
export class Mape implements Metric {
  private sum = 0;
  private rows = 0;
  /** Rows with a known actual value of 0, which have no percentage. */
  leftOut = 0;

  add(actual: number, forecast: number): void {
    if (Number.isNaN(actual)) return;
    if (actual === 0) {
      this.leftOut++;
      return;
    }
    this.sum += Math.abs(actual - forecast) / Math.abs(actual);
    this.rows++;
  }

  get value(): number {
    return this.rows === 0 ? Number.NaN : (100 * this.sum) / this.rows;
  }
}
