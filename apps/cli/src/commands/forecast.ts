import { Command } from "commander";
import type { Context } from "../context.ts";
import { addFlags, typedValues } from "../options/add-flags.ts";
import { type FitFlag, numberOf, oneOf, text } from "../options/fit-flags.ts";
import { TABLE_FLAGS } from "../options/table-flags.ts";
import type { ForecastRun } from "../runs/run-forecast.ts";

const FLAGS: readonly FitFlag[] = [
  { flags: "--data <file>", help: "newer rows to forecast from: a table of any format that fit reads", parse: text },
  ...TABLE_FLAGS,
  { flags: "--horizon <rows>", help: "rows ahead (default: as many as it was trained for)", parse: numberOf },
  {
    flags: "--passes <count>",
    help: "passes with masks drawn anew, which make a band (models of fit --variational)",
    parse: numberOf,
  },
  {
    flags: "--level <percent>",
    help: "share of later readings that the band is to hold (default: 90)",
    parse: numberOf,
  },
  { flags: "--format <format>", help: "csv or json", parse: oneOf("csv", "json"), usual: "csv" },
  { flags: "--out <file>", help: "write to a file instead of stdout", parse: text },
  { flags: "--lang <language>", help: "of remarks: en or zh", parse: oneOf("en", "zh") },
];

const AFTER = `
Without --data it forecasts from the last rows that the model was fitted on, which the model file holds. With it,
from the last row of that table, which must have the columns that the model reads. It is read and cleaned as the
model's own was, with the numbers that cleaning learnt then; what is typed here wins.
A model of several series forecasts each of them; a series that it does not know is prepared on its own rows.
A horizon longer than the trained one is reached recursively, where no input is needed that is not known.
A band is to hold --level per cent of later readings. It is made of passes, which disagree where the network or its
inputs are unsure, and of errors on validation rows. It holds less where the series has changed since.

Columns: unique_id, ds, the network by its cell's name, and with --passes the ends of its band, such as
lstm-lo-90 and lstm-hi-90; values are in the data's own unit.

Examples:
  $ gatecast forecast gatecast-demo/model.safetensors
  $ gatecast forecast model.safetensors --data newer.csv --horizon 24 --out forecast.csv
  $ gatecast forecast model.safetensors --passes 100 --level 90
  $ gatecast forecast model.safetensors --json
`;

/** `gatecast forecast`. */
export function forecastCommand(context: Context): Command {
  const command = new Command("forecast")
    .summary("forecast beyond the end with a saved model")
    .description("Forecast beyond the end with a saved model, as CSV on stdout.")
    .argument("<model>", "a model.safetensors that fit has written");
  addFlags(command, FLAGS)
    .option("--json", "print one JSON document on stdout, errors too")
    .option("--quiet", "no remarks");
  return command.addHelpText("after", AFTER).action(async (model: string) => {
    const { runForecast } = await import("../runs/run-forecast.ts");
    const typed = typedValues(command, TABLE_FLAGS);
    await runForecast({ ...command.opts<Omit<ForecastRun, "model" | "typed" | "context">>(), model, typed, context });
  });
}
