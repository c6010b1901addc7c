import type { TableTime } from "../contracts/index.ts";
import { fillBy } from "../statistics/index.ts";
import { type Grid, slotOf } from "./grid.ts";
import type { Places } from "./join-rows.ts";
import type { SeriesRows } from "./series-rows.ts";

/** The intervals of one series: from which on, how many, and which each of its rows lies in. */
export interface Run {
  readonly rows: Uint32Array;
  readonly slots: Float64Array;
  readonly first: number;
  readonly length: number;
}

/** The intervals of a series' rows on a grid. */
export function runOf({ rows }: SeriesRows, time: TableTime, grid: Grid): Run {
  const slots = fillBy(new Float64Array(rows.length), (i) => slotOf(grid, time, time.values[rows[i]!]!));
  const first = slots[0]!;
  return { rows, slots, first, length: slots.at(-1)! - first + 1 };
}

/** Where rows go when each run fills its own stretch of a new table. */
export function placesOf(runs: readonly Run[], given: number): Places {
  const order = new Uint32Array(given);
  const places = new Uint32Array(given);
  let [done, start] = [0, 0];
  for (const { rows, slots, first, length } of runs) {
    order.set(rows, done);
    slots.forEach((slot, i) => {
      places[done + i] = start + slot - first;
    });
    done += rows.length;
    start += length;
  }
  return { order, places, rows: start };
}
