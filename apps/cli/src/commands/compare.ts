import { Command } from "commander";
import type { Context } from "../context.ts";
import { addFlags, typedValues } from "../options/add-flags.ts";
import { COMMAND_FLAGS, FIT_FLAGS, type FitFlag, flagName, listOf, numberOf, text } from "../options/fit-flags.ts";
import { TABLE_ARGUMENT, TABLE_FLAGS } from "../options/table-flags.ts";

const CHOICES: readonly FitFlag[] = [
  {
    flags: "--cells <names>",
    help: "names, .js files with cells of your own, or all; compared with the first (default: lstm,gru)",
    parse: listOf,
  },
  { flags: "--seeds <count>", help: "runs of each cell, from --seed on", parse: numberOf, usual: "5" },
  {
    flags: "--parameters <count>",
    help: "parameters that each cell comes near to (default: those of the first cell with --units)",
    parse: numberOf,
  },
];

/** Of fit's options, those that go with several cells and with no forecast. */
const FLAGS = FIT_FLAGS.filter((flag) => !["cell", "beyond"].includes(flagName(flag)));

const AFTER = `
All cells have the same preparation and look-back, chosen once on validation rows, as many parameters, near enough, and the
same three learning rates to choose from on validation rows; what is named here or in --config stands for all. Then each is
trained with every seed, and scored beside the baselines on the same test rows. Better is called what a test over the test
windows and the spread over the seeds bear out. A cell that fails is told, and the others go on.

Written to the folder:
  report.html          one page: the conclusion, scores, tests and charts
  runs.csv             every run: cell, seed, units, parameters, learning_rate, best_epoch, seconds, scores
  report-*.svg, .png   the page's charts, with --charts
  compare-checkpoint.json while it runs: what --resume continues from

Examples:
  $ gatecast compare airline.csv --target passengers --cells lstm,gru,peephole --seeds 5
  $ gatecast compare pm25.csv --config pm25.yaml --cells all --parameters 5000
  $ gatecast compare sales.csv --target units --cells lstm,gru --horizon 1 --no-linear-path
`;

/** `gatecast compare`. */
export function compareCommand(context: Context): Command {
  const command = new Command("compare")
    .summary("compare cells on equal terms, over several seeds")
    .description(
      "Compare cells on equal terms beside the baselines: same inputs, same number of parameters, same search, several " +
        "seeds, and a test of what the difference is worth.",
    )
    .argument("<data>", TABLE_ARGUMENT);
  addFlags(command, [...CHOICES, ...FLAGS]);
  addFlags(command, [{ flags: "--config <file>", help: "a file with any of fit's options", parse: text }]);
  addFlags(command, [...TABLE_FLAGS, ...COMMAND_FLAGS]);
  return command
    .option("--resume", "go on from the checkpoint in the folder")
    .option("--json", "print one JSON document on stdout")
    .option("--quiet", "no progress, no remarks")
    .addHelpText("after", AFTER)
    .action(async (data: string) => {
      const { cells, seeds, parameters, config, resume, json, quiet } = command.opts<Switches>();
      const { runCompare } = await import("../runs/run-compare.ts");
      await runCompare({
        ...{ data, config, context, choices: { cells, seeds, parameters } },
        typed: typedValues(command, [...FLAGS, ...TABLE_FLAGS, ...COMMAND_FLAGS]),
        resume: resume === true,
        json: json === true,
        quiet: quiet === true,
      });
    });
}

interface Switches {
  readonly cells?: unknown;
  readonly seeds?: unknown;
  readonly parameters?: unknown;
  readonly config?: string;
  readonly resume?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
}
