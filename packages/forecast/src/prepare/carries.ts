import { elementary } from "@gatecast/engine";
import type { Task } from "../contracts/index.ts";
import type { IsMissing } from "./missing.ts";
import type { Prepared } from "./preparation.ts";
import type { Windows } from "./window-sets.ts";

/**
 * How each prepared column goes on from row to row, an autoregression of first order: mean, standard deviation, and the share
 * of its distance from the mean that it keeps. `[C, 3]`, C: the target, `past`, `future`.
 */
export type Carries = Float64Array;

/** Numbers of a column. */
export const CARRY = 3;
/** A column that keeps more than this has no spread of its own left to draw from. */
const MOST_KEPT = 0.9999;

/** Learns from the readings at the origins of windows. A column without two neighbouring readings keeps nothing. */
export function learnCarries(windows: Windows, isMissing: IsMissing): Carries {
  const { task } = windows;
  const columns = 1 + task.past.length + task.future.length;
  const sums = Array.from({ length: columns }, () => ({ n: 0, sum: 0, squares: 0, product: 0, before: 0 }));
  // Twice over the rows: products of what is left after the mean do not drown in it.
  for (const round of ["mean", "spread"] as const) {
    for (const { prepared, origins, first } of windows.inOrder()) {
      for (const [w, origin] of origins.entries()) {
        const follows = w > 0 && origins[w - 1] === origin - 1;
        for (let c = 0; c < columns; c++) {
          if (isMissing(first + origin, c)) continue;
          const at = sums[c]!;
          const value = prepared.table[origin * prepared.columns + c]!;
          if (round === "mean") {
            at.n++;
            at.sum += value;
            continue;
          }
          const distance = value - at.sum / at.n;
          at.squares += distance * distance;
          if (!follows || isMissing(first + origin - 1, c)) continue;
          const before = prepared.table[(origin - 1) * prepared.columns + c]! - at.sum / at.n;
          at.product += distance * before;
          at.before += before * before;
        }
      }
    }
  }
  return Float64Array.from(
    sums.flatMap(({ n, sum, squares, product, before }) => {
      const kept = before > 0 ? Math.max(-MOST_KEPT, Math.min(MOST_KEPT, product / before)) : 0;
      return n === 0 ? [0, 0, 0] : [sum / n, Math.sqrt(squares / n), kept];
    }),
  );
}

/** Rows `[from, to)` of a window, from 0, in which a column has no reading. */
export interface Hole {
  readonly column: number;
  readonly from: number;
  readonly to: number;
}

/** The holes of the window that ends at an origin. */
export function holesOf(task: Task, origin: number, isMissing: IsMissing): Hole[] {
  const holes: Hole[] = [];
  const first = origin - task.lookback + 1;
  for (let column = 0; column < 1 + task.past.length + task.future.length; column++) {
    for (let from = 0; from < task.lookback; from++) {
      if (!isMissing(first + from, column)) continue;
      let to = from + 1;
      while (to < task.lookback && isMissing(first + to, column)) to++;
      holes.push({ column, from, to });
      from = to;
    }
  }
  return holes;
}

/**
 * Draws what may have stood in a hole, from what stands before and behind it (multiple imputation, Rubin 1987, by the column's
 * autoregression). What was put into the first rows of a window stands for the reading before them. `normal` draws from the
 * standard normal distribution; `visit` is told the row of the window and the drawn value, in prepared units.
 */
export function drawHole(
  { table, columns, task }: Pick<Prepared, "table" | "columns" | "task">,
  origin: number,
  { column, from, to }: Hole,
  carries: Carries,
  normal: () => number,
  visit: (row: number, value: number) => void,
): void {
  const [mean, spread, kept] = carries.subarray(column * CARRY, (column + 1) * CARRY) as unknown as [
    number,
    number,
    number,
  ];
  const at = (row: number) => table[(origin - task.lookback + 1 + row) * columns + column]! - mean;
  const variance = (steps: number) => spread * spread * (1 - powerOf(kept, 2 * steps));
  const step = variance(1);
  let last = at(Math.max(0, from - 1));
  for (let row = from; row < to; row++) {
    let [expected, left] = [kept * last, step];
    if (to < task.lookback && step > 0) {
      // What is read behind the hole tells as well, the more the nearer it is.
      const reach = powerOf(kept, to - row);
      const weight = (reach * step) / (reach * reach * step + variance(to - row));
      expected += weight * (at(to) - reach * expected);
      left = step * (1 - weight * reach);
    }
    last = expected + Math.sqrt(left) * normal();
    visit(row, mean + last);
  }
}

/** Draws from the standard normal distribution (Box and Muller 1958). */
export const normalFrom = (random: () => number) => (): number =>
  Math.sqrt(-2 * elementary.log(1 - random())) * elementary.cos(2 * Math.PI * random());

function powerOf(base: number, exponent: number): number {
  let product = 1;
  for (let i = 0; i < exponent; i++) product *= base;
  return product;
}
