import type { Metric } from "./metric.ts";

/**
 * 1 − SSE / SST of one output (one step ahead), over the rows whose actual value is known; below 0 the forecasts are
 * worse than the mean of what came. NaN without rows, and where what came is constant (SST 0).
 */
export class R2 implements Metric {
  private readonly center: number;
  private error = 0;
  private total = 0;

  /** `center`: the mean of what came. */
  constructor(center: number) {
    this.center = center;
  }

  add(actual: number, forecast: number): void {
    if (Number.isNaN(actual)) return;
    this.error += (actual - forecast) * (actual - forecast);
    this.total += (actual - this.center) * (actual - this.center);
  }

  get value(): number {
    return this.total === 0 ? Number.NaN : 1 - this.error / this.total;
  }
}
