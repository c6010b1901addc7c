import { Command } from "commander";
import type { Context } from "../context.ts";
import { addFlags, typedValues } from "../options/add-flags.ts";
import { type FitFlag, text } from "../options/fit-flags.ts";
import { PAGE_FLAGS } from "../options/page-flags.ts";
import { TABLE_ARGUMENT, TABLE_FLAGS } from "../options/table-flags.ts";
import type { InspectRun } from "../runs/run-inspect.ts";

const FLAGS: readonly FitFlag[] = [
  { flags: "--target <column>", help: "the column to forecast: it is looked at more closely", parse: text },
  { flags: "--write <file>", help: "write a complete configuration for fit and clean", parse: text },
  ...PAGE_FLAGS,
];

const AFTER = `
Looked for, per column and per series: types, ranges, the step of time and its breaks, missing values, duplicates, gaps,
rows out of order, outliers, values that stand for "missing", constants, copies of the target, clock changes. Each finding
has a code, a count, the first rows, and the step that would repair it. Nothing is repaired here: fit and clean do that,
with the configuration that --write proposes.

Written to the folder:
  inspection.html      one page with the findings and charts, which opens offline
  inspection-*.svg, .png   its charts, with --charts
A file that --write names must not be there yet; --force overwrites it.

Examples:
  $ gatecast inspect sales.csv
  $ gatecast inspect weather.xlsx --sheet 2019 --target rain --write weather.yaml
  $ gatecast inspect traffic.csv --json
`;

/** `gatecast inspect`. */
export function inspectCommand(context: Context): Command {
  const command = new Command("inspect")
    .summary("show what is wrong with a table, and what would repair it")
    .description("Show what a careful colleague would notice about a table, and propose a configuration.")
    .argument("<data>", TABLE_ARGUMENT);
  addFlags(command, [...TABLE_FLAGS, ...FLAGS]);
  return command
    .option("--force", "overwrite the file that --write names")
    .option("--json", "print one JSON document on stdout")
    .option("--quiet", "no progress, no remarks")
    .addHelpText("after", AFTER)
    .action(async (data: string) => {
      const { runInspect } = await import("../runs/run-inspect.ts");
      const typed = typedValues(command, TABLE_FLAGS);
      await runInspect({ ...command.opts<Omit<InspectRun, "data" | "typed" | "context">>(), data, typed, context });
    });
}
