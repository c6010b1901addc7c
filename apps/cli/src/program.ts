import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { PACKAGE_FOLDER } from "./adapters/package-folder.ts";
import { print, tell, terminalColumns } from "./adapters/streams.ts";
import { cellsCommand } from "./commands/cells.ts";
import { cleanCommand } from "./commands/clean.ts";
import { compareCommand } from "./commands/compare.ts";
import { demoCommand } from "./commands/demo.ts";
import { diagnoseCommand } from "./commands/diagnose.ts";
import { evaluateCommand } from "./commands/evaluate.ts";
import { explainCommand } from "./commands/explain.ts";
import { exportCommand } from "./commands/export.ts";
import { fitCommand } from "./commands/fit.ts";
import { forecastCommand } from "./commands/forecast.ts";
import { inspectCommand } from "./commands/inspect.ts";
import { recipeCommand } from "./commands/recipe.ts";
import { tuneCommand } from "./commands/tune.ts";
import { weightsCommand } from "./commands/weights.ts";
import type { Context } from "./context.ts";
import { fitWidth } from "./output/fit-width.ts";

const AFTER = `
Exit codes:
  0 done   1 a fault of Gatecast   2 wrong usage   3 the data is at fault   4 the model file is at fault
  130 interrupted, with what was reached saved

Examples:
  $ gatecast demo
  $ gatecast inspect sales.csv --target units --write sales.yaml
  $ gatecast fit sales.csv --config sales.yaml
  $ gatecast forecast gatecast-sales/model.safetensors --data newer.csv
  $ gatecast evaluate gatecast-sales/model.safetensors newer.csv
`;

/** In the order in which one comes to need them. */
const COMMANDS = [
  demoCommand,
  inspectCommand,
  cleanCommand,
  diagnoseCommand,
  fitCommand,
  tuneCommand,
  compareCommand,
  forecastCommand,
  evaluateCommand,
  explainCommand,
  exportCommand,
  weightsCommand,
  recipeCommand,
  cellsCommand,
];

/** The command line: one file a command. It loads nothing heavy, so that help is there at once. */
export function program(context: Context): Command {
  const { version } = JSON.parse(readFileSync(join(PACKAGE_FOLDER, "package.json"), "utf8")) as {
    readonly version: string;
  };
  const root = new Command("gatecast")
    .description("Forecast time series with LSTM networks and their relatives, beside honest baselines.")
    .version(version, "-V, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .helpCommand("help [command]", "print the help of a command")
    .addHelpText("after", AFTER)
    .exitOverride()
    .configureOutput({
      outputError: () => {},
      writeOut: (text) => print(fitted(text)),
      writeErr: (text) => tell(fitted(text)),
    });
  for (const make of COMMANDS) {
    const command = make(context);
    inherit(root, command);
    root.addCommand(command);
  }
  return root;
}

/** Help for the terminal that reads it; a file or a pipe gets it as it is written. */
function fitted(text: string): string {
  const columns = terminalColumns();
  return columns === undefined ? text : fitWidth(text, columns);
}

/** Lets a command, and its own commands, fail as the program does. */
function inherit(parent: Command, command: Command): void {
  command.copyInheritedSettings(parent);
  for (const inner of command.commands) inherit(command, inner);
}
