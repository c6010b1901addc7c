import { Problem } from "../contracts/problem.ts";
import type { TimePlace } from "./find-time.ts";
import type { TimeFault } from "./time-column.ts";

const EXAMPLES = "such as 2021-02-28, 2021-02-28 13:30, 2021-02 or 28/02/2021";

/** Where a time stands that could not be read. */
interface BadPlace {
  readonly line: number;
  readonly column: string;
  readonly place: TimePlace | undefined;
  /** True where no row above it was read. */
  readonly isFirst: boolean;
}

/** The problem `time_unreadable` of a row: which cells, what is wrong with them, and what cures it. */
export function badTime(
  cells: readonly string[],
  { wrong, formats }: TimeFault,
  { line, column, place, isFirst }: BadPlace,
): Problem {
  const found = cells.join(", ").slice(0, 80);
  return new Problem("data", "time_unreadable", `Row ${line}, column "${column}": "${found}" ${wrong}.`, {
    found: found === "" ? "an empty cell" : `"${found}", which ${wrong}`,
    needed: formats ? `times written like those above it, as ${formats.above}` : `times written alike, ${EXAMPLES}`,
    hint: formats
      ? `Write all times of the column in one way: those up to row ${line} are written as ${formats.above}, this one as ${formats.here}.`
      : place?.isUnread
        ? `No time of the column is written in a way that is known here: write them ${EXAMPLES}; if another column holds the time, name it with --time.`
        : isFirst
          ? "Remove this row and whatever stands above the table's header; if another column holds the time, name it."
          : "Correct or remove this row; if another column holds the time, name it.",
    row: line,
    column,
  });
}
