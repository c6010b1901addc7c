import type { Column, Frame } from "../contracts/frame.ts";
import { Problem } from "../contracts/problem.ts";
import { listNames } from "./column-names.ts";
import { nearestName } from "./nearest.ts";

/** A frame's column by its exact name. Throws `column_missing` with the columns there are and the nearest name. */
export function columnOf(frame: Frame, name: string): Column {
  const column = frame.columns.find((candidate) => candidate.name === name);
  if (column) return column;
  throw missingColumn("column_missing", name, frame, []);
}

/** The problem of a name that no column has. `others` are columns that exist but hold no numbers. */
export function missingColumn(code: string, name: string, frame: Frame, others: readonly string[]): Problem {
  const names = frame.columns.map((column) => column.name);
  const near = nearestName(name, [...names, ...others]);
  const isTime = name === frame.timeName;
  return new Problem("data", code, `There is no column "${name}" to read numbers from.`, {
    found: isTime ? `"${name}", which is the time` : `the columns ${listNames(names)}`,
    needed: `a column named "${name}"`,
    hint: near === undefined || isTime ? `Name one of: ${listNames(names)}.` : `Did you mean "${near}"?`,
    column: name,
  });
}
