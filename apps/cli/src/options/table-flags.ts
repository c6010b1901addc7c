import { type FitFlag, listOf, numberOf, text } from "./fit-flags.ts";

/** What a command takes for a table, for its help. */
export const TABLE_ARGUMENT = "a table: CSV, TSV, JSON, JSON lines or .tsf (also as .gz), Excel or Parquet";

/** How a table is to be read: flags of every command that reads one, keys of `table` in a configuration file. */
export const TABLE_FLAGS: readonly FitFlag[] = [
  {
    flags: "--time <columns>",
    help: "the time column, or its parts in order: year,month,day,hour",
    parse: listOf,
    key: ["table", "time"],
  },
  {
    flags: "--series <id>",
    help: "which series of a file that holds several (fit, compare, inspect: all of them)",
    parse: text,
    key: ["table", "series"],
  },
  {
    flags: "--series-column <name>",
    help: "the column that names each row's series",
    parse: text,
    key: ["table", "series_column"],
  },
  {
    flags: "--sheet <name>",
    help: "which sheet of an Excel file (default: the first)",
    parse: text,
    key: ["table", "sheet"],
  },
  {
    flags: "--zone <name>",
    help: "the time zone of the written times, such as Europe/Berlin",
    parse: text,
    key: ["table", "zone"],
  },
  {
    flags: "--missing <values>",
    help: "values that stand for missing readings: -9999,unknown",
    parse: (value) => listOf(value).map(numberOf),
    key: ["table", "missing"],
  },
  { flags: "--decimal <mark>", help: '"." or "," (default: found by itself)', parse: text, key: ["table", "decimal"] },
];
