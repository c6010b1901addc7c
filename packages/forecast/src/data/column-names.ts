import type { Note } from "../contracts/outcome.ts";
import { Problem } from "../contracts/problem.ts";
import { nearestName } from "./nearest.ts";

/** Names of a header made unique and non-empty: a second `TH3` becomes `TH3_2`, an empty third cell `column_3`. */
export function uniqueNames(header: readonly string[]): { names: string[]; notes: Note[] } {
  const taken = new Set(header);
  const seen = new Set<string>();
  const repeated: string[] = [];
  const names = header.map((cell, column) => {
    const name = cell === "" ? `column_${column + 1}` : cell;
    if (seen.has(name)) repeated.push(name);
    let unique = name;
    // A cell keeps its own name if it is the first to bear it; made-up names make way for names in the header.
    for (let n = 2; seen.has(unique) || (unique !== cell && taken.has(unique)); n++) unique = `${name}_${n}`;
    seen.add(unique);
    return unique;
  });
  if (repeated.length === 0) return { names, notes: [] };
  const example = repeated[0]!;
  return { names, notes: [{ code: "names_repeated", facts: { columns: repeated.length, first: example } }] };
}

/** Names for a table without a header: `ds` for the time column, `y` or `y1`, `y2` … for the others. */
export function inventNames(width: number, timeColumn: number | undefined): string[] {
  const others = timeColumn === undefined ? width : width - 1;
  let n = 0;
  return Array.from({ length: width }, (_, column) => {
    if (column === timeColumn) return "ds";
    n++;
    return others === 1 ? "y" : `y${n}`;
  });
}

/**
 * The place of a column by its name, exact or but for case. Throws `time_missing` or `series_column_missing` with the nearest
 * name.
 */
export function findColumn(names: readonly string[], name: string, role: "time" | "series"): number {
  const exact = names.indexOf(name);
  if (exact >= 0) return exact;
  const wanted = name.trim().toLowerCase();
  const loose = names.findIndex((candidate) => candidate.toLowerCase() === wanted);
  if (loose >= 0) return loose;
  const near = nearestName(name, names);
  const code = role === "time" ? "time_missing" : "series_column_missing";
  throw new Problem("data", code, `There is no ${role} column "${name}".`, {
    found: `the columns ${listNames(names)}`,
    needed: `a column named "${name}"`,
    hint: near === undefined ? "Name one of the columns of the file." : `Did you mean "${near}"?`,
    option: role === "time" ? "--time" : "--series-column",
  });
}

/** A list of names for a message: all of up to 20, else the first 20 and how many more. */
export function listNames(names: readonly string[]): string {
  const shown = names.slice(0, 20).join(", ");
  return names.length > 20 ? `${shown} and ${names.length - 20} more` : shown;
}
