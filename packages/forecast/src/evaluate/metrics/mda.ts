import type { Metric } from "./metric.ts";

/**
 * Mean directional accuracy: the share of rows where sign(y_t − y_{t−1}) equals sign(ŷ_t − y_{t−1}), 0 to 1. "No change"
 * is a direction of its own. Rows whose actual value or the reading before it is unknown are left out; NaN without rows.
 */
export class Mda implements Metric {
  private right = 0;
  private rows = 0;

  add(actual: number, forecast: number, before: number): void {
    const came = Math.sign(actual - before);
    const said = Math.sign(forecast - before);
    if (Number.isNaN(came)) return;
    if (Number.isNaN(said)) this.right = Number.NaN;
    if (came === said) this.right++;
    this.rows++;
  }

  get value(): number {
    return this.rows === 0 ? Number.NaN : this.right / this.rows;
  }
}
