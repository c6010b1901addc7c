import type { Column, Frame, Task } from "../contracts/index.ts";
import { columnOf } from "../data/index.ts";
import { calendarColumns } from "./calendar.ts";
import { holidayColumns } from "./holidays.ts";
import type { FittedPreparation, Prepared } from "./preparation.ts";
import { applyInPlace, type Levels } from "./series-steps.ts";
import { shapeOf } from "./shape.ts";
import { stepOf } from "./steps/index.ts";

/** Room for prepared rows: filled with the rows of a table, or of one part of a table after the other, and used again. */
export class Room {
  private readonly preparation: FittedPreparation;
  private readonly task: Task;
  private readonly widths: { readonly columns: number; readonly future: number; readonly waves: number };
  private table = new Float64Array(0);
  private targets = new Float64Array(0);
  private foresees = new Uint8Array(0);
  private future = new Float64Array(0);
  private waves = new Float64Array(0);
  /** Where columns are prepared: one array, or one for each level that is kept. */
  private places: Float64Array[] = [];
  private levels: Levels = [];
  private used = 0;

  constructor(preparation: FittedPreparation, task: Task, rows = 0) {
    const { columns, futureColumns: future, waveColumns: waves } = shapeOf(task);
    this.preparation = preparation;
    this.task = task;
    this.widths = { columns, future, waves };
    this.grow(rows);
  }

  clear(): void {
    this.used = 0;
  }

  /**
   * Prepares the rows of a frame and appends those from row `skip` on. With `keepLevels` the target's levels are kept as well,
   * as undoing needs them: of a single frame that is appended whole. `waves`: the calendar's columns. Returns the row at which they begin.
   */
  append(
    frame: Frame,
    skip: number,
    keepLevels: boolean,
    waves: readonly Float64Array[] = calendarColumns(this.task.calendar, frame.time, frame.time.length),
  ): number {
    const { task, preparation, used, widths } = this;
    const length = frame.time.length;
    const rows = length - skip;
    if (used + rows > this.targets.length) this.grow(Math.max(used + rows, 2 * used));
    const target = columnOf(frame, task.target);
    const prepared = this.prepareTarget(target, frame, keepLevels);
    this.put(prepared, 0, skip, rows);
    for (let i = 0; i < rows; i++) {
      const isRead = target.filled === undefined || target.filled[skip + i] === 0;
      const value = isRead ? target.values[skip + i]! : Number.NaN;
      this.targets[used + i] = Number.isNaN(value) ? Number.NaN : prepared[skip + i]!;
    }
    // Columns that are known ahead lie in the table and, for the rows ahead, beside it.
    const futureFrom = 1 + task.past.length;
    [...task.past, ...task.future].forEach((name, c) => {
      const place = this.place(keepLevels ? preparation.target.length : 0, length);
      place.set(columnOf(frame, name).values);
      this.put(applyInPlace(preparation.columns[name] ?? [], place, frame.time), 1 + c, skip, rows);
    });
    const holidays = task.holidays === undefined ? [] : holidayColumns(task.holidays, frame.time, length);
    [...holidays, ...waves].forEach((values, c) => {
      this.put(values, futureFrom + task.future.length + c, skip, rows);
    });
    this.copyColumns(this.future, futureFrom, widths.future, rows);
    this.copyColumns(this.waves, futureFrom + widths.future, widths.waves, rows);
    this.markForeseen(frame, skip, rows);
    this.used += rows;
    return used;
  }

  /** What lies here, as views: they hold until more is appended. */
  prepared(frame: Frame): Prepared {
    const { task, preparation, used, widths } = this;
    return {
      ...shapeOf(task),
      preparation,
      rows: used,
      time: frame.time,
      table: this.table.subarray(0, used * widths.columns),
      targets: this.targets.subarray(0, used),
      foresees: this.foresees.subarray(0, used),
      future: this.future.subarray(0, used * widths.future),
      waves: this.waves.subarray(0, used * widths.waves),
      levels: this.levels,
    };
  }

  private prepareTarget({ values }: Column, frame: Frame, keepLevels: boolean): Float64Array {
    const steps = this.preparation.target;
    if (!keepLevels) {
      const place = this.place(0, values.length);
      place.set(values);
      return applyInPlace(steps, place, frame.time);
    }
    const levels = [values];
    steps.forEach((step, i) => {
      const place = this.place(i, values.length);
      place.set(levels[i]!);
      levels.push(stepOf(step.kind).apply(step, place, frame.time));
    });
    this.levels = levels;
    return levels.at(-1)!;
  }

  private place(i: number, length: number): Float64Array {
    const place = this.places[i];
    if (place !== undefined && place.length >= length) return place.subarray(0, length);
    this.places[i] = new Float64Array(length);
    return this.places[i];
  }

  private grow(rows: number): void {
    const { columns, future, waves } = this.widths;
    this.table = grown(this.table, rows * columns);
    this.targets = grown(this.targets, rows);
    this.future = grown(this.future, rows * future);
    this.waves = grown(this.waves, rows * waves);
    const foresees = new Uint8Array(rows);
    foresees.set(this.foresees);
    this.foresees = foresees;
  }

  private put(values: Float64Array, column: number, skip: number, rows: number): void {
    const { columns } = this.widths;
    let at = this.used * columns + column;
    for (let i = 0; i < rows; i++, at += columns) this.table[at] = values[skip + i]!;
  }

  /** Copies `width` columns of the rows just put into the table. */
  private copyColumns(to: Float64Array, from: number, width: number, rows: number): void {
    const { columns } = this.widths;
    for (let row = this.used; width > 0 && row < this.used + rows; row++) {
      for (let c = 0; c < width; c++) to[row * width + c] = this.table[row * columns + from + c]!;
    }
  }

  /** 1 for rows in which an input known only up to the origin was filled in with the help of later readings. */
  private markForeseen(frame: Frame, skip: number, rows: number): void {
    this.foresees.fill(0, this.used, this.used + rows);
    for (const name of [this.task.target, ...this.task.past]) {
      const { filled } = columnOf(frame, name);
      for (let i = 0; filled !== undefined && i < rows; i++) {
        if (filled[skip + i] === 2) this.foresees[this.used + i] = 1;
      }
    }
  }
}

function grown(values: Float64Array, length: number): Float64Array<ArrayBuffer> {
  const longer = new Float64Array(length);
  longer.set(values);
  return longer;
}
