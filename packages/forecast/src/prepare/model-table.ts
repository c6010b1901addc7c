import { type Seed, shuffled, split } from "@gatecast/engine";
import type { Frame, Task } from "../contracts/index.ts";
import { columnOf, sliceRows } from "../data/index.ts";
import { cutBefore } from "./cut.ts";
import { type FittedPreparation, type Prepared, prepareFrame } from "./preparation.ts";
import { Room } from "./room.ts";
import { knownRows, knownTargets, type OrderedPart, type WindowPart, type Windows, windowsOf } from "./window-sets.ts";
import { originsWithin } from "./windows.ts";

/** How much of a long table is prepared at a time. */
export interface TableSizes {
  /** Tables up to so many rows are prepared whole. */
  readonly whole: number;
  /** Neighbouring windows that stay together while a long table is shuffled. */
  readonly block: number;
}

export const TABLE_SIZES: TableSizes = { whole: 524_288, block: 1024 };

/** Blocks that are prepared together: side by side where order counts, from all over the table where it is shuffled. */
const ORDERED_BLOCKS = 8;
const SHUFFLED_BLOCKS = 256;

/**
 * A table as models see it. A short one is prepared once; a long one part by part, whenever its windows are asked for, so that
 * nothing of its length is ever made: ten million rows do not become ten million more. Every row is prepared exactly as it is
 * in the whole table.
 */
export class ModelTable {
  readonly preparation: FittedPreparation;
  readonly task: Task;
  private readonly frame: Frame;
  private readonly block: number;
  private readonly whole: Prepared | null;
  private readonly ordered: Room;
  private readonly drawn: Room;

  constructor(preparation: FittedPreparation, frame: Frame, task: Task, sizes: TableSizes = TABLE_SIZES) {
    this.preparation = preparation;
    this.frame = frame;
    this.task = task;
    this.block = sizes.block;
    this.whole = frame.time.length > sizes.whole ? null : prepareFrame(preparation, frame, task);
    this.ordered = new Room(preparation, task);
    this.drawn = new Room(preparation, task);
  }

  /** Windows whose targets all lie in rows `[from, to)`; see `originsWithin`. */
  within(from: number, to: number): Windows {
    if (this.whole !== null) return windowsOf(this.whole, originsWithin(this.whole, from, to));
    let counted: ReturnType<ModelTable["count"]> | null = null;
    const count = () => {
      counted ??= this.count(from, to);
      return counted;
    };
    return {
      task: this.task,
      get count() {
        return count().count;
      },
      get known() {
        return count().known;
      },
      get rows() {
        return count().rows;
      },
      inOrder: () => this.inOrder(from, to),
      shuffled: (seed) => this.shuffled(from, to, seed),
    };
  }

  /** The windows that end at some rows of the table, which are neighbours more or less, and known to be windows. */
  at(origins: Int32Array): OrderedPart {
    if (this.whole !== null || origins.length === 0) {
      return { prepared: this.whole ?? this.ordered.prepared(this.frame), origins, first: 0 };
    }
    const { prepared, first } = this.prepareRows(origins[0]!, origins.at(-1)! + 1 + this.task.horizon);
    return { prepared, origins: origins.map((origin) => origin - first), first };
  }

  private *inOrder(from: number, to: number): Generator<OrderedPart> {
    const { lookback, horizon } = this.task;
    const size = ORDERED_BLOCKS * this.block;
    const begin = Math.max(lookback, from) - 1;
    if (begin + horizon >= to) yield this.at(new Int32Array());
    for (let origin = begin; origin + horizon < to; origin += size) {
      const end = Math.min(to, origin + size + horizon);
      const { prepared, first } = this.prepareRows(origin, end);
      yield { prepared, origins: originsWithin(prepared, origin + 1 - first, end - first), first };
    }
  }

  /**
   * The blocks of the table in a random order, some of them together as one part, whose windows are shuffled: a window has others
   * from all over the table beside it.
   */
  private *shuffled(from: number, to: number, seed: Seed): Generator<WindowPart> {
    const { lookback, horizon } = this.task;
    const begin = Math.max(lookback, from) - 1;
    const blocks = shuffled(Math.max(0, Math.ceil((to - horizon - begin) / this.block)), split(seed, "blocks"));
    const parts = Math.ceil(blocks.length / SHUFFLED_BLOCKS);
    for (let part = 0; part < parts; part++) {
      this.drawn.clear();
      const origins: Int32Array[] = [];
      const [first, end] = [part, part + 1].map((p) => Math.round((p * blocks.length) / parts));
      for (const block of blocks.subarray(first, end)) {
        const origin = begin + block * this.block;
        const until = Math.min(to, origin + this.block + horizon);
        const frame = this.cut(origin - lookback + 1, until);
        const rows = until - (origin - lookback + 1);
        const at = this.drawn.append(frame, frame.time.length - rows, false);
        origins.push(originsWithin(this.drawn.prepared(this.frame), at + lookback, at + rows, at));
      }
      const prepared = this.drawn.prepared(this.frame);
      const all = new Int32Array(origins.reduce((sum, { length }) => sum + length, 0));
      let filled = 0;
      for (const some of origins) {
        all.set(some, filled);
        filled += some.length;
      }
      yield { prepared, origins: shuffled(all.length, split(seed, part)).map((i) => all[i]!) };
    }
  }

  private count(from: number, to: number): { count: number; known: number; rows: number } {
    let [count, known, rows, next] = [0, 0, 0, 0];
    for (const { prepared, origins, first } of this.inOrder(from, to)) {
      count += origins.length;
      known += knownTargets(prepared, origins);
      const more = knownRows(prepared, origins, next - first);
      rows += more.rows;
      next = first + more.next;
    }
    return { count, known, rows };
  }

  /** Prepares the rows from an origin's window up to `to`, in order; `first` is the row of the table that comes first. */
  private prepareRows(origin: number, to: number): { prepared: Prepared; first: number } {
    const frame = this.cut(origin - this.task.lookback + 1, to);
    this.ordered.clear();
    this.ordered.append(frame, 0, true);
    return { prepared: this.ordered.prepared(frame), first: to - frame.time.length };
  }

  /** Rows up to `to`, from as far before `from` as it takes to prepare them. */
  private cut(from: number, to: number): Frame {
    const { frame, task, preparation } = this;
    const steps = { [task.target]: preparation.target, ...preparation.columns };
    const starts = Object.entries(steps).map(([name, list]) => cutBefore(list, columnOf(frame, name).values, from));
    return sliceRows(frame, Math.min(from, ...starts), to);
  }
}
