/** A metric that takes in one forecast row after the other. */
export interface Metric {
  /**
   * `actual`: what came; NaN where it is not known: such a row takes no part. `forecast`: what was forecast; NaN where a model had
   * nothing to say, which makes the metric NaN. `before`: the reading one row before `actual`; NaN where it is not known.
   */
  add(actual: number, forecast: number, before: number): void;
  /** NaN without rows. */
  readonly value: number;
}

/** The mean of `term(actual, forecast)` over the rows whose actual value is known; no such rows give NaN, not 0. */
export class MeanOverKnown implements Metric {
  private readonly term: (actual: number, forecast: number) => number;
  private sum = 0;
  private rows = 0;

  constructor(term: (actual: number, forecast: number) => number) {
    this.term = term;
  }

  add(actual: number, forecast: number): void {
    if (Number.isNaN(actual)) return;
    this.sum += this.term(actual, forecast);
    this.rows++;
  }

  get value(): number {
    return this.rows === 0 ? Number.NaN : this.sum / this.rows;
  }
}
