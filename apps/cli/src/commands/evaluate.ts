import { Command } from "commander";
import type { Context } from "../context.ts";
import { addFlags, typedValues } from "../options/add-flags.ts";
import { type FitFlag, oneOf } from "../options/fit-flags.ts";
import { TABLE_ARGUMENT, TABLE_FLAGS } from "../options/table-flags.ts";
import type { EvaluateRun } from "../runs/run-evaluate.ts";

const FLAGS: readonly FitFlag[] = [
  ...TABLE_FLAGS,
  { flags: "--lang <language>", help: "en or zh (default: zh in a Chinese locale, else en)", parse: oneOf("en", "zh") },
];

const AFTER = `
Scored is every window whose targets all lie after the rows that the model was fitted on; a table without such
rows is refused. Ridge, climatology and the season of seasonal naive are those that were fitted with the model; persistence,
seasonal naive and drift go on from the rows of the table that is given. The table is read and cleaned as the model's own
was, with the numbers that cleaning learnt then; what is typed here wins.
A model of several series is scored on those of the table; of a series that it does not know, the last horizon is scored.

Examples:
  $ gatecast evaluate gatecast-sales/model.safetensors newer.csv
  $ gatecast evaluate model.safetensors newer.csv --json
`;

/** `gatecast evaluate`. */
export function evaluateCommand(context: Context): Command {
  const command = new Command("evaluate")
    .summary("score a saved model on rows that it has not seen")
    .description("Score a saved model on rows that it has not seen, beside the baselines.")
    .argument("<model>", "a model.safetensors that fit has written")
    .argument("<data>", TABLE_ARGUMENT);
  addFlags(command, FLAGS).option("--json", "print one JSON document on stdout").option("--quiet", "no remarks");
  return command.addHelpText("after", AFTER).action(async (model: string, data: string) => {
    const { runEvaluate } = await import("../runs/run-evaluate.ts");
    const typed = typedValues(command, TABLE_FLAGS);
    const options = command.opts<Omit<EvaluateRun, "model" | "data" | "typed" | "context">>();
    await runEvaluate({ ...options, model, data, typed, context });
  });
}
