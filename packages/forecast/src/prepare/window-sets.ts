import { type Seed, shuffled } from "@gatecast/engine";
import type { Task } from "../contracts/index.ts";
import type { Prepared } from "./preparation.ts";

/** Windows of one prepared table, or of one part of a long one. */
export interface WindowPart {
  readonly prepared: Prepared;
  /** Rows of `prepared`. */
  readonly origins: Int32Array;
}

/** The same in the order of rows: row r of `prepared` is row `first + r` of the table. */
export interface OrderedPart extends WindowPart {
  readonly first: number;
}

/** Windows to learn from or to be measured on. A part holds until the next one is asked for. */
export interface Windows {
  readonly task: Task;
  readonly count: number;
  /** Targets among them that are known. */
  readonly known: number;
  /** Known rows among these targets, each counted once though windows overlap: how much a loss over them can tell. */
  readonly rows: number;
  /** Part by part, in rising order. */
  inOrder(): Iterable<OrderedPart>;
  /** Every window once, in an order drawn from the seed. */
  shuffled(seed: Seed): Iterable<WindowPart>;
}

/** Windows of a table that is prepared whole: one part. */
export function windowsOf(prepared: Prepared, origins: Int32Array): Windows {
  return {
    task: prepared.task,
    count: origins.length,
    get known() {
      return knownTargets(prepared, origins);
    },
    get rows() {
      return knownRows(prepared, origins, 0).rows;
    },
    inOrder: () => [{ prepared, origins, first: 0 }],
    shuffled(seed) {
      const order = shuffled(origins.length, seed);
      for (let i = 0; i < order.length; i++) order[i] = origins[order[i]!]!;
      return [{ prepared, origins: order }];
    },
  };
}

/** Known rows from `from` on that are targets of windows in rising order, and the row behind the last of them. */
export function knownRows(
  { targets, task }: Prepared,
  origins: Int32Array,
  from: number,
): { rows: number; next: number } {
  let rows = 0;
  let next = from;
  for (const origin of origins) {
    next = Math.max(next, origin + 1);
    for (; next <= origin + task.horizon; next++) if (!Number.isNaN(targets[next]!)) rows++;
  }
  return { rows, next };
}

/** Targets of some windows that are known. */
export function knownTargets({ targets, task }: Prepared, origins: Int32Array): number {
  let count = 0;
  for (const origin of origins) {
    for (let k = 1; k <= task.horizon; k++) if (!Number.isNaN(targets[origin + k]!)) count++;
  }
  return count;
}
