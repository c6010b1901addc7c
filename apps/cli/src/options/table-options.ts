import { type TableOptions, tableOptionsSchema } from "@gatecast/forecast";
import type { Values } from "./add-flags.ts";
import { invalidOption, unknownKey } from "./invalid-option.ts";
import { invalidStep } from "./invalid-step.ts";

/**
 * Judges the options of a table before it is read.
 * @throws Problem (usage) `option_invalid`, `option_unknown`, which names the flag, or the key where there is none.
 */
export function readTableOptions(values: Values): TableOptions {
  const parsed = tableOptionsSchema.safeParse(values.table ?? {});
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  if (issue.path[0] === "clean" && issue.path.length > 1) throw invalidStep(values, issue);
  if (issue.code === "unrecognized_keys") {
    throw unknownKey("table", issue.keys[0] ?? "", Object.keys(tableOptionsSchema.shape));
  }
  throw invalidOption(values, ["table", ...issue.path.map(String)], NEEDED[String(issue.path[0])] ?? issue.message);
}

const NEEDED: Readonly<Record<string, string>> = {
  time: "the name of a column, or a list of names",
  series: "the id of a series",
  others: "true or false",
  series_column: "the name of a column",
  sheet: "the name of a sheet",
  zone: "the name of a time zone, such as Europe/Berlin",
  missing: "a list of values, such as [-9999]",
  decimal: '"." or ","',
  clean: "a list of steps, such as [{ kind: fill, by: linear }]",
};
