import { Problem, type Table } from "../contracts/index.ts";
import { listNames } from "../data/column-names.ts";
import { nearestName } from "../data/nearest.ts";
import type { ColumnFacts, NumberFacts, TargetFacts } from "./inspection.ts";

/** Names under which people keep what they want to forecast, the likeliest first. */
const NAMES = ["y", "target", "value", "values", "sales", "demand", "load", "volume", "count", "price", "close"];
/** A column with less than this share of readings is no target unless it is asked for. */
const KNOWN = 0.1;

/** Names of columns that say when or where, not how much. */
const PLACES =
  /^(?:no|id|index|year|month|week|weekday|day|hour|minute|slot)$|^(?:lat|lon|lng)\b|latitude|longitude|timestamp/i;

/**
 * The column to forecast: the given one, else one with a name for it, else the first column of numbers that rises and falls, is not
 * nearly empty and is not named like a time or a place. Columns that are `still`, changing in no series, are none of these. Throws Problem `column_missing` where the given one does not hold numbers.
 */
export function chooseTarget(
  table: Table,
  columns: readonly ColumnFacts[],
  still: ReadonlySet<string>,
  given: string | undefined,
): TargetFacts | undefined {
  const numbers = columns.filter((column): column is NumberFacts => column.kind === "number");
  if (given !== undefined) {
    if (numbers.some(({ name }) => name === given)) return { column: given, reason: "given" };
    throw missing(table, numbers, given);
  }
  const likely = numbers.filter(
    ({ name, distinct, rising, known }) =>
      distinct > 1 && !still.has(name) && rising === undefined && known >= KNOWN * table.rows && !PLACES.test(name),
  );
  for (const name of NAMES) {
    const named = likely.find((column) => column.name.toLowerCase() === name);
    if (named) return { column: named.name, reason: "name" };
  }
  const [first] = likely;
  return first && { column: first.name, reason: "first" };
}

function missing({ columns }: Table, numbers: readonly NumberFacts[], name: string): Problem {
  const names = numbers.map((column) => column.name);
  const near = nearestName(name, names);
  const isText = columns.some((column) => column.name === name);
  return new Problem("data", "column_missing", `There is no column "${name}" to forecast.`, {
    found: isText ? `"${name}", which holds words` : `the columns ${listNames(names)}`,
    needed: `a column of numbers named "${name}"`,
    hint: near === undefined || isText ? `Name one of: ${listNames(names)}.` : `Did you mean "${near}"?`,
    column: name,
    option: "--target",
  });
}
