import type { SeriesRows } from "../../clean/series-rows.ts";
import type { NumberColumn } from "../../contracts/index.ts";
import { findingOf } from "../finding.ts";
import type { Finding } from "../inspection.ts";
import type { Survey } from "../survey.ts";

/** Rows that a copy may be shifted by, either way. */
const SHIFTS = 3;
/** Pairs that must be known before a correlation says anything. */
const LEAST = 20;
const COPY = 0.9999;
/** Pairs after which columns that have nothing to do with each other are told apart. */
const SOON = 500;
/** What the changes from row to row must correlate by: rounding and a little noise weigh more on them. */
const CHANGES = 0.5;

/**
 * A column that is the target again: equal to it, or a straight line of it, or either of these some rows earlier or later. What is copied
 * is judged by the changes from row to row as well, since two columns that only grow together correlate without
 * knowing of each other. Facts: target, shift (rows that the column runs ahead of the target; positive: it tells the target's future),
 * correlation, equal (1 where the values are the same).
 */
export function detectTargetCopy({ table, series }: Survey, target: NumberColumn, column: NumberColumn): Finding[] {
  let best: { shift: number; correlation: number; changes: number } | undefined;
  for (let size = 0; size <= SHIFTS; size++) {
    for (const shift of size === 0 ? [0] : [size, -size]) {
      const { correlation, changes } = correlationAt(series, target.values, column.values, shift);
      if (Math.abs(correlation) <= COPY || Math.abs(changes) <= CHANGES) continue;
      // Smooth series correlate at every short shift; their changes tell which one it is.
      if (!best || Math.abs(changes) > Math.abs(best.changes) + 1e-9) best = { shift, correlation, changes };
    }
  }
  if (!best) return [];
  const { shift, correlation } = best;
  const rows = pairs(series, target.values, column.values, shift);
  const equal = rows.every(([x, y]) => x === y);
  return [
    findingOf(table, {
      code: "target_copy",
      weight: shift < 0 ? "informs" : "harms",
      column: column.name,
      count: rows.length,
      rows: [0],
      facts: { target: target.name, shift, correlation, equal: equal ? 1 : 0 },
      repair: { leave_out: column.name },
    }),
  ];
}

/** Known values of the column at each row and of the target `shift` rows later, within each series. */
function pairs(
  series: readonly SeriesRows[],
  target: Float64Array,
  column: Float64Array,
  shift: number,
): [number, number][] {
  const found: [number, number][] = [];
  for (const { rows } of series) {
    for (let i = Math.max(0, -shift); i < rows.length - Math.max(0, shift); i++) {
      const [x, y] = [column[rows[i]!]!, target[rows[i + shift]!]!];
      if (!Number.isNaN(x) && !Number.isNaN(y)) found.push([x, y]);
    }
  }
  return found;
}

/** Correlations of the known pairs' values, and of their changes from pair to pair; 0 where there are too few. */
function correlationAt(
  series: readonly SeriesRows[],
  target: Float64Array,
  column: Float64Array,
  shift: number,
): { correlation: number; changes: number } {
  const [levels, changes] = [new Correlation(), new Correlation()];
  for (const { rows } of series) {
    let [beforeX, beforeY] = [Number.NaN, Number.NaN];
    for (let i = Math.max(0, -shift); i < rows.length - Math.max(0, shift); i++) {
      const [x, y] = [column[rows[i]!]!, target[rows[i + shift]!]!];
      levels.add(x, y);
      changes.add(x - beforeX, y - beforeY);
      [beforeX, beforeY] = [x, y];
      // Most columns have nothing to do with the target, and show it soon.
      if (levels.count === SOON && levels.isUnlike) return { correlation: 0, changes: 0 };
    }
  }
  if (levels.count < LEAST) return { correlation: 0, changes: 0 };
  return { correlation: levels.value, changes: changes.value };
}

/** Pearson's correlation, updated pair by pair (Welford 1962); pairs with NaN are left out. */
class Correlation {
  count = 0;
  #meanX = 0;
  #meanY = 0;
  #xx = 0;
  #yy = 0;
  #xy = 0;

  add(x: number, y: number): void {
    if (Number.isNaN(x) || Number.isNaN(y)) return;
    this.count++;
    const [dx, dy] = [x - this.#meanX, y - this.#meanY];
    this.#meanX += dx / this.count;
    this.#meanY += dy / this.count;
    this.#xx += dx * (x - this.#meanX);
    this.#yy += dy * (y - this.#meanY);
    this.#xy += dx * (y - this.#meanY);
  }

  /** True where both sides change, and not together. */
  get isUnlike(): boolean {
    return this.#xx > 0 && this.#yy > 0 && Math.abs(this.value) < 0.9;
  }

  /** 0 where one side never changes. */
  get value(): number {
    return this.#xx > 0 && this.#yy > 0 ? this.#xy / Math.sqrt(this.#xx * this.#yy) : 0;
  }
}
