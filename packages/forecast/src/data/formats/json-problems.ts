import { Problem } from "../../contracts/problem.ts";
import type { JsonScanner } from "./json-scanner.ts";

/** A record that is not of the kind of the records before it. */
export function recordMixed(scanner: JsonScanner, record: number, needed: "an object" | "a list"): Problem {
  const row = scanner.line();
  return new Problem(
    "data",
    "json_mixed",
    `Record ${record} (line ${row}) is not ${needed}, as the records before it are.`,
    {
      found: scanner.text.slice(scanner.at, scanner.at + 30).trim() || "the end of the file",
      needed,
      hint: "Give a list of objects that all have the same keys.",
      row,
    },
  );
}

/** A list or an object where a single value belongs. */
export function valueNested(scanner: JsonScanner, record: number, key: string): Problem {
  const row = scanner.line();
  const next = scanner.peek();
  return new Problem("data", "json_nested", `Record ${record} (line ${row}): "${key}" is not a single value.`, {
    found: next === "{" ? "an object" : "a list",
    needed: "a number, a text, true, false or null",
    hint: "Spread it over keys of single values; in pandas, json_normalize does that.",
    row,
    column: key,
  });
}

/** Columns that do not have the same rows. */
export function columnsRagged(scanner: JsonScanner, record: number, column: string): Problem {
  const row = scanner.line();
  return new Problem("data", "json_ragged", `The column "${column}" does not have the rows of the first column.`, {
    found: `another key or the end at record ${record}`,
    needed: "columns of the same length, with the same keys in the same order",
    hint: 'Write the table as a list of records; in pandas, to_json(orient="records") does that.',
    row,
    column,
  });
}

/** JSON that is no table we know. */
export function layoutUnknown(found: string): Problem {
  return new Problem("data", "json_layout", "The JSON does not hold a table that can be recognised.", {
    found,
    needed: 'a list of objects such as [{"ds": "2020-01-01", "y": 1}], one object a line, or lists by column',
    hint: 'In pandas, to_json(orient="records") writes such a list.',
  });
}
