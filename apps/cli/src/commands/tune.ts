import type { Command } from "commander";
import type { Context } from "../context.ts";
import { durationOf } from "../options/duration.ts";
import { FIT_FLAGS, type FitFlag, numberOf } from "../options/fit-flags.ts";
import { trainingCommand } from "./training-command.ts";

const LIMITS: readonly FitFlag[] = [
  { flags: "--budget <time>", help: "how long it may take, with the final fit: 90s, 5m, 2h", parse: durationOf },
  {
    flags: "--trials <count>",
    help: "how many configurations to try (default: 27, or what the budget allows)",
    parse: numberOf,
  },
];

const AFTER = `
Look-back, preparation, calendar, cell, units, dense layers, dropout, learning rate and batch are chosen on validation rows:
random configurations, most of which are given up early. What is named here or in --config stands as it is named. The
test part is scored once, at the end, by the configuration that was found. With --trials the same seed finds the same. With
--budget the search leaves the final fit the time that it is expected to take, but takes half at least: a fit that takes longer
is not cut short.

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
  return trainingCommand(context, {
    name: "tune",
    summary: "search for a better configuration, then fit it",
    description: "Search for a better configuration on validation rows, then train, score and forecast as fit does.",
    ...{ own: LIMITS, flags: FIT_FLAGS, config: "a file with any of fit's options", after: AFTER },
    resume: "go on from the checkpoint in the folder",
    run: async (run, { budget: seconds, trials }) =>
      (await import("../runs/run-tune.ts")).runTune({ ...run, limits: { seconds, trials } }),
  });
}
