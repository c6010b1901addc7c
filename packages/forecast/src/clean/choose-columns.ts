import { z } from "zod";
import { Problem, type Table } from "../contracts/index.ts";
import { listNames } from "../data/column-names.ts";
import { nearestName } from "../data/nearest.ts";

/** The columns that a step is to work on, as a person names them. */
export const columnNames = z.array(z.string().min(1)).min(1);

/** The named columns, once each, or every column of numbers where none is named. Throws Problem `column_missing`. */
export function chooseColumns(table: Table, named: readonly string[] | undefined, step: string): string[] {
  if (!named) return table.columns.filter(({ kind }) => kind === "number").map(({ name }) => name);
  const there = table.columns.map(({ name }) => name);
  for (const name of named) if (!there.includes(name)) throw missing(table, there, name, step);
  return [...new Set(named)];
}

function missing(table: Table, there: readonly string[], name: string, step: string): Problem {
  const near = nearestName(name, there);
  const role = table.time?.columns.includes(name) ? "the time" : table.series?.name === name ? "the series" : undefined;
  return new Problem("data", "column_missing", `There is no column "${name}" to clean by the step ${step}.`, {
    found: role === undefined ? `the columns ${listNames(there)}` : `"${name}", which is ${role}`,
    needed: `a column named "${name}"`,
    hint: near === undefined || role !== undefined ? `Name one of: ${listNames(there)}.` : `Did you mean "${near}"?`,
    column: name,
  });
}
