import type { Task } from "../contracts/index.ts";
import { calendarWidths } from "./calendar.ts";

/** How many columns a task's tables have. */
export interface Shape {
  readonly task: Task;
  /** Inputs: the target, past and future covariates, holidays, then the calendar's waves. */
  readonly columns: number;
  /** Of these the last so many are holidays and waves. */
  readonly calendarColumns: number;
  /** Known of every row ahead: future covariates, then holidays. */
  readonly futureColumns: number;
  /** The calendar's waves, known of the first row ahead. */
  readonly waveColumns: number;
}

export function shapeOf(task: Task): Shape {
  const { waves, holidays } = calendarWidths(task);
  const future = task.future.length + holidays;
  return {
    task,
    columns: 1 + task.past.length + future + waves,
    calendarColumns: holidays + waves,
    futureColumns: future,
    waveColumns: waves,
  };
}
