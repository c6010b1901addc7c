import type { Task } from "../contracts/index.ts";
import { calendarWidths } from "../prepare/index.ts";
import type { InputKind } from "./explanation.ts";

/** One input of a model, and the columns that it takes of prepared tables. */
export interface Input {
  readonly name: string;
  readonly kind: InputKind;
  /** Of `Prepared.table`. */
  readonly table: readonly number[];
  /** Of `Prepared.future`: what is known of the rows ahead. */
  readonly future: readonly number[];
  /** Of `Prepared.waves`: what is known of the first row ahead. */
  readonly waves: readonly number[];
}

/** The inputs of a task: target, past and future columns, holidays, and each feature of the calendar. */
export function inputsOf(task: Task): Input[] {
  const { past, future, calendar, holidays } = task;
  const columns = 1 + past.length + future.length;
  const days = range(0, calendarWidths({ calendar: [], holidays }).holidays);
  const inputs: Input[] = [
    { name: task.target, kind: "target", table: [0], future: [], waves: [] },
    ...past.map((name, i): Input => ({ name, kind: "past", table: [1 + i], future: [], waves: [] })),
    ...future.map((name, i): Input => ({ name, kind: "future", table: [1 + past.length + i], future: [i], waves: [] })),
  ];
  if (holidays !== undefined) {
    const at = days.map((day) => future.length + day);
    inputs.push({
      ...{ name: holidays.place, kind: "holidays" },
      table: days.map((day) => columns + day),
      future: at,
      waves: [],
    });
  }
  let wave = 0;
  for (const feature of calendar) {
    const waves = range(wave, calendarWidths({ calendar: [feature] }).waves);
    wave += waves.length;
    const table = waves.map((one) => columns + days.length + one);
    inputs.push({ name: feature, kind: "calendar", table, future: [], waves });
  }
  return inputs;
}

/** Whether an input is what the calendar tells, and no column of the table. */
export function isCalendar({ kind }: Pick<Input, "kind">): boolean {
  return kind === "calendar" || kind === "holidays";
}

function range(from: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => from + i);
}
