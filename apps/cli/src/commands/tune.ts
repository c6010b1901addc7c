import { Command } from "commander";
import type { Context } from "../context.ts";
import { addFlags, typedValues } from "../options/add-flags.ts";
import { durationOf } from "../options/duration.ts";
import { COMMAND_FLAGS, FIT_FLAGS, type FitFlag, numberOf, text } from "../options/fit-flags.ts";
import { TABLE_ARGUMENT, TABLE_FLAGS } from "../options/table-flags.ts";

const LIMITS: readonly FitFlag[] = [
  { flags: "--budget <time>", help: "how long to search: 90s, 5m, 2h", parse: durationOf },
  {
    flags: "--trials <count>",
    help: "how many configurations to try (default: 27, or what the budget allows)",
    parse: numberOf,
  },
];

const AFTER = `
Look-back, preparation, calendar, cell, units, dense layers, dropout, learning rate and batch are chosen on validation rows:
random configurations, most of which are given up early. What is named here or in --config stands as it is named. The
test part is scored once, at the end, by the configuration that was found. With --trials the same seed finds the same.

Written to the folder, beside everything that fit writes:
  configuration.yaml   what was found, for fit --config
  trials.csv           every trial: trial, rung, epochs, best_epoch, rmse, ridge, parameters, seconds, failure, settings
  tune-checkpoint.json while it runs: what --resume continues from

Examples:
  $ gatecast tune sales.csv --target units --budget 5m
  $ gatecast tune pm25.csv --config pm25.yaml --cell lstm --trials 40 --seed 7
`;

/** `gatecast tune`. */
export function tuneCommand(context: Context): Command {
  const command = new Command("tune")
    .summary("search for a better configuration, then fit it")
    .description("Search for a better configuration on validation rows, then train, score and forecast as fit does.")
    .argument("<data>", TABLE_ARGUMENT);
  addFlags(command, [...LIMITS, ...FIT_FLAGS]);
  addFlags(command, [{ flags: "--config <file>", help: "a file with any of fit's options", parse: text }]);
  addFlags(command, [...TABLE_FLAGS, ...COMMAND_FLAGS]);
  return command
    .option("--resume", "go on from the checkpoint in the folder")
    .option("--json", "print one JSON document on stdout")
    .option("--quiet", "no progress, no remarks")
    .addHelpText("after", AFTER)
    .action(async (data: string) => {
      const { budget, trials, config, resume, json, quiet } = command.opts<Switches>();
      const { runTune } = await import("../runs/run-tune.ts");
      await runTune({
        ...{ data, config, context, limits: { seconds: budget, trials } },
        typed: typedValues(command, [...FIT_FLAGS, ...TABLE_FLAGS, ...COMMAND_FLAGS]),
        resume: resume === true,
        json: json === true,
        quiet: quiet === true,
      });
    });
}

interface Switches {
  readonly budget?: unknown;
  readonly trials?: unknown;
  readonly config?: string;
  readonly resume?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
}
