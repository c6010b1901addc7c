import type { Note, NumberColumn, Table } from "../../contracts/index.ts";
import type { StepFacts } from "./describe-step.ts";

/** One step of a cleaning: what was asked for, the rows of the tables around it, and what it did or could not do. */
export interface CleaningStep {
  readonly spec: StepFacts;
  readonly before: Pick<Table, "rows">;
  readonly after: Pick<Table, "rows">;
  readonly notes: readonly Note[];
}

/** A table before and after cleaning, and the steps between. */
export interface Cleaning {
  readonly before: Table;
  readonly after: Table;
  readonly steps: readonly CleaningStep[];
}

/** One column of numbers before and after; undefined where it was not there. */
export interface ColumnChange {
  readonly name: string;
  readonly before: NumberColumn | undefined;
  readonly after: NumberColumn | undefined;
}

/** The columns of numbers, those that changed first; within each, in the order of the table as it was. */
export function columnChanges({ before, after }: Pick<Cleaning, "before" | "after">): ColumnChange[] {
  const [old, made] = [numbersOf(before), numbersOf(after)];
  const names = [...new Set([...old.keys(), ...made.keys()])];
  const changes = names.map((name) => ({ name, before: old.get(name), after: made.get(name) }));
  return [...changes.filter(isChanged), ...changes.filter((change) => !isChanged(change))];
}

/** True where the table holds values that steps put there. */
export function holdsFilled({ after }: Pick<Cleaning, "after">): boolean {
  return [...numbersOf(after).values()].some(({ filled }) => filled?.some((mark) => mark > 0));
}

function numbersOf(table: Table): Map<string, NumberColumn> {
  const numbers = table.columns.filter((column): column is NumberColumn => column.kind === "number");
  return new Map(numbers.map((column) => [column.name, column]));
}

function isChanged({ before, after }: ColumnChange): boolean {
  if (!before || !after || before.values.length !== after.values.length) return true;
  return before.values !== after.values && before.values.some((value, row) => !Object.is(value, after.values[row]));
}
