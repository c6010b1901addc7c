import { Command } from "commander";
import type { Context } from "../context.ts";
import { addFlags, typedValues } from "../options/add-flags.ts";
import { type FitFlag, text } from "../options/fit-flags.ts";
import { PAGE_FLAGS } from "../options/page-flags.ts";
import { TABLE_ARGUMENT, TABLE_FLAGS } from "../options/table-flags.ts";
import type { CleanRun } from "../runs/run-clean.ts";

const FLAGS: readonly FitFlag[] = [
  { flags: "--config <file>", help: "a configuration with table: { clean: [steps] } (required)", parse: text },
  {
    flags: "--to <file>",
    help: "where the table goes: .csv, .xlsx or .parquet (default: <name>-clean.csv)",
    parse: text,
  },
  ...PAGE_FLAGS,
];

const AFTER = `
The steps stand in the configuration under table: clean:, in their order; "gatecast inspect FILE --write config.yaml"
proposes them. Means, bounds and modes are taken from all rows of the table. To keep a test part unseen, leave the table as
it is and give the configuration to fit, which takes them from its training rows, records them, and repeats them on new data.

Written:
  <name>-clean.csv     the table after all steps, in the folder unless --to says otherwise
  cleaning.html        one page in the folder: what each step did, before and after
  cleaning-*.svg, .png   its charts, with --charts
A file that --to names must not be there yet; --force overwrites it.

Examples:
  $ gatecast clean sales.csv --config sales.yaml
  $ gatecast clean weather.csv --config weather.yaml --to weather-clean.xlsx
  $ gatecast clean traffic.csv --config traffic.yaml --to traffic.parquet --json
`;

/** `gatecast clean`. */
export function cleanCommand(context: Context): Command {
  const command = new Command("clean")
    .summary("repair a table by the steps of a configuration")
    .description("Apply the cleaning steps of a configuration to a table, write the table, and show what changed.")
    .argument("<data>", TABLE_ARGUMENT);
  addFlags(command, [...FLAGS, ...TABLE_FLAGS]);
  return command
    .option("--force", "overwrite the file that --to names")
    .option("--json", "print one JSON document on stdout")
    .option("--quiet", "no progress, no remarks")
    .addHelpText("after", AFTER)
    .action(async (data: string) => {
      const { runClean } = await import("../runs/run-clean.ts");
      const typed = typedValues(command, TABLE_FLAGS);
      await runClean({ ...command.opts<Omit<CleanRun, "data" | "typed" | "context">>(), data, typed, context });
    });
}
