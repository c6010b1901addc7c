import { Command } from "commander";
import type { Context } from "../context.ts";
import { addFlags, typedValues } from "../options/add-flags.ts";
import { type FitFlag, numberOf, text } from "../options/fit-flags.ts";
import { PAGE_FLAGS } from "../options/page-flags.ts";
import { TABLE_ARGUMENT, TABLE_FLAGS } from "../options/table-flags.ts";
import type { DiagnoseRun } from "../runs/run-diagnose.ts";

const FLAGS: readonly FitFlag[] = [
  { flags: "--column <name>", help: "the column to look at (default: the only one that holds numbers)", parse: text },
  { flags: "--season <rows>", help: "the seasonal period (default: found by itself)", parse: numberOf },
  { flags: "--config <file>", help: "a configuration, whose table: is read and cleaned with", parse: text },
  ...PAGE_FLAGS,
];

const AFTER = `
Told, each with a sentence on what it means: the augmented Dickey-Fuller and KPSS tests (is it stationary?), Ljung-Box (is it
noise?), autocorrelation and partial autocorrelation with their bands, the likely seasonal periods, and the strength of trend
and season. A table with gaps or repeated times is cleaned first: --config.

Written to the folder:
  diagnosis.html       one page with the tests and charts, which opens offline
  diagnosis-*.svg, .png   its charts, with --charts

Examples:
  $ gatecast diagnose airline.csv --column passengers
  $ gatecast diagnose sales.csv --column units --season 7 --json
`;

/** `gatecast diagnose`. */
export function diagnoseCommand(context: Context): Command {
  const command = new Command("diagnose")
    .summary("test a series for trend, season and memory")
    .description("Test one column of a table for trend, season and memory, and say what the tests mean.")
    .argument("<data>", TABLE_ARGUMENT);
  addFlags(command, [...FLAGS, ...TABLE_FLAGS]);
  return command
    .option("--json", "print one JSON document on stdout")
    .option("--quiet", "no progress, no remarks")
    .addHelpText("after", AFTER)
    .action(async (data: string) => {
      const { runDiagnose } = await import("../runs/run-diagnose.ts");
      const typed = typedValues(command, TABLE_FLAGS);
      await runDiagnose({ ...command.opts<Omit<DiagnoseRun, "data" | "typed" | "context">>(), data, typed, context });
    });
}
