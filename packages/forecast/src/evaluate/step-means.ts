/** The mean of what came at each step ahead, over the known rows of windows that come part by part: what R² is relative to. */
export class StepMeans {
  private readonly firsts: Float64Array;
  private readonly sums: Float64Array;
  private readonly counts: Float64Array;

  constructor(horizon: number) {
    this.firsts = new Float64Array(horizon).fill(Number.NaN);
    this.sums = new Float64Array(horizon);
    this.counts = new Float64Array(horizon);
  }

  /** Takes in further windows, by the rows that they start from. */
  add(actual: Float64Array, origins: ArrayLike<number>): void {
    const { firsts, sums, counts } = this;
    for (let w = 0; w < origins.length; w++) {
      for (let k = 0; k < sums.length; k++) {
        const came = actual[origins[w]! + 1 + k] ?? Number.NaN;
        if (Number.isNaN(came)) continue;
        if (counts[k] === 0) firsts[k] = came;
        sums[k]! += came - firsts[k]!;
        counts[k]!++;
      }
    }
  }

  /** NaN where nothing came. `[h]` */
  get values(): number[] {
    return Array.from(this.sums, (sum, k) => this.firsts[k]! + sum / this.counts[k]!);
  }
}
