import { readFileSync } from "node:fs";
import { Command } from "commander";
import { demoCommand } from "./commands/demo.ts";
import { evaluateCommand } from "./commands/evaluate.ts";
import { fitCommand } from "./commands/fit.ts";
import { forecastCommand } from "./commands/forecast.ts";
import type { Context } from "./context.ts";

const AFTER = `
Exit codes:
  0 done   1 a fault of Gatecast   2 wrong usage   3 the data is at fault   4 the model file is at fault
  130 interrupted, with what was reached saved

Examples:
  $ gatecast demo
  $ gatecast fit sales.csv --target units
  $ gatecast forecast gatecast-sales/model.safetensors --data newer.csv
  $ gatecast evaluate gatecast-sales/model.safetensors newer.csv
`;

/** The command line: one file a command. It loads nothing heavy, so that help is there at once. */
export function program(context: Context): Command {
  const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as {
    readonly version: string;
  };
  const root = new Command("gatecast")
    .description("Forecast time series with LSTM networks and their relatives, beside honest baselines.")
    .version(version, "-V, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .helpCommand("help [command]", "print the help of a command")
    .addHelpText("after", AFTER)
    .exitOverride()
    .configureOutput({ outputError: () => {} });
  for (const make of [demoCommand, fitCommand, forecastCommand, evaluateCommand]) {
    root.addCommand(make(context).copyInheritedSettings(root));
  }
  return root;
}
