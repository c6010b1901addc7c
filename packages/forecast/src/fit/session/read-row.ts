import { Problem, type Task } from "../../contracts/index.ts";
import { nearestName } from "../../data/index.ts";
import { LARGEST } from "../check-range.ts";
import type { SessionRow } from "./forecast-session.ts";

/** A row as numbers, NaN where missing; one object is filled again and again. */
export interface RowValues {
  /** `[1 + P + F]`: the target, past columns, columns known in advance. */
  readonly own: Float64Array;
  /** `[F][h]`: the columns known in advance, in the rows behind this one. */
  readonly ahead: readonly Float64Array[];
}

/** Room for the rows of a task. */
export function rowValues({ past, future, horizon }: Task): RowValues {
  return {
    own: new Float64Array(1 + past.length + future.length),
    ahead: future.map(() => new Float64Array(horizon)),
  };
}

/** Reads a row into `values`. @throws Problem (data) `column_unknown`, `column_missing`, `future_missing`, `not_a_number`, `values_too_large`. */
export function readRow(row: SessionRow, task: Task, { own, ahead }: RowValues): void {
  const { target, past, future, horizon } = task;
  let at = 0;
  own[at++] = readNumber(row[target], target, task);
  for (const name of past) own[at++] = readNumber(row[name], name, task);
  for (let f = 0; f < future.length; f++) {
    const name = future[f]!;
    const given = row[name];
    if (given === undefined) throw missing(name, task);
    if (given === null || typeof given !== "object" || given.length !== horizon + 1) throw notAhead(name, given, task);
    own[at++] = readNumber(given[0], name, task);
    for (let k = 0; k < horizon; k++) ahead[f]![k] = readNumber(given[k + 1], name, task);
  }
  let names = 0;
  for (const _ in row) names++;
  if (names > own.length) throw unknown(row, task);
}

function readNumber(value: unknown, name: string, task: Task): number {
  // First what is almost always so. NaN fails both comparisons.
  if (typeof value === "number" && value <= LARGEST && value >= -LARGEST) return value;
  if (value === null || Number.isNaN(value)) return Number.NaN;
  if (value === undefined) throw missing(name, task);
  const isLarge = typeof value === "number" && Number.isFinite(value);
  throw new Problem(
    "data",
    isLarge ? "values_too_large" : "not_a_number",
    isLarge ? `Column "${name}" holds ${value}.` : `The reading of "${name}" is not a number.`,
    {
      found: typeof value === "string" ? JSON.stringify(value.slice(0, 80)) : String(value).slice(0, 80),
      needed: `a number between ${-LARGEST} and ${LARGEST}, or null where nothing was read`,
      hint: isLarge ? "Give the column in a larger unit, or correct the value." : "Make a number of it, or push null.",
      column: name,
    },
  );
}

const listed = ({ target, past, future }: Task): string =>
  [target, ...past, ...future].map((name) => `"${name}"`).join(", ");

function missing(name: string, task: Task): Problem {
  return new Problem("data", "column_missing", `The row says nothing of "${name}".`, {
    found: `a row without "${name}"`,
    needed: `a row of ${listed(task)}`,
    hint: task.future.includes(name)
      ? `Give "${name}" as an array: its value in this row and in the next ${task.horizon}.`
      : `Push null for "${name}" where nothing was read.`,
    column: name,
  });
}

function notAhead(name: string, given: unknown, task: Task): Problem {
  const isArray = typeof given === "object" && given !== null && "length" in given;
  return new Problem("data", "future_missing", `"${name}" must be known in advance.`, {
    found: isArray ? `${String(given.length)} values` : `${String(given)}`,
    needed: `an array of ${task.horizon + 1} numbers: "${name}" in this row, then in the next ${task.horizon}`,
    hint: "Give every value up to the end of the forecast.",
    column: name,
  });
}

function unknown(row: SessionRow, task: Task): Problem {
  const names = [task.target, ...task.past, ...task.future];
  const name = Object.keys(row).find((key) => !names.includes(key)) ?? "";
  const near = nearestName(name, names);
  return new Problem("data", "column_unknown", `The model has no column "${name}".`, {
    found: `the column "${name}"`,
    needed: `a row of ${listed(task)} and nothing else`,
    hint:
      near === undefined
        ? "Leave it out; the time of the row is the second argument of push, in milliseconds."
        : `Did you mean "${near}"?`,
    column: name,
  });
}
