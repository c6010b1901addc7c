import type { Command } from "commander";
import type { Context } from "../context.ts";
import { merge } from "../options/add-flags.ts";
import { FIT_FLAGS, type FitFlag } from "../options/fit-flags.ts";
import { trainingCommand } from "./training-command.ts";

const AFTER = `
The configuration file (YAML, or the JSON that a report shows) has the same names with "_" for "-":
--learning-rate 0.01 is learning_rate: 0.01. Lists are lists. Flags win over the file. Different are only
  --train, --validation, --test    split: { train: …, validation: …, test: … }
  --bidirectional                  directions: 2
  --no-linear-path                 linear_path: false
  --time, --series, --zone …       table: { time: …, series: …, series_column: …, sheet: …, zone: …, missing: …, decimal: … }
Cleaning steps stand in it too, under table: clean:. They are fitted on the rows of the past, recorded in the model, and
repeated on new data; "gatecast inspect FILE --write config.yaml" proposes them. Three more keys have no flag: schedule
(kind: constant, step, cosine or plateau), preparation and ridge_strength (both chosen on validation rows where absent).

A file of several series is fitted with one model over all of them, unless --series names one; of a table with one column a
series, --target y takes all columns. Validation and test are then one horizon each of every series.

Written to the folder:
  model.safetensors    the model: weights, preparation, baselines, and the last window of the data
  history.csv          epoch, phase, train_loss, validation_loss, learning_rate, seconds
  test-forecast.csv    unique_id, ds, cutoff, y (empty where nothing was read), the network, each baseline
  forecast.csv         beyond the end: unique_id, ds, the network, each baseline
  series-scores.csv    of several series: unique_id, model, windows, rmse, mae, smape, mase
  report.html          one page with all of it, which opens offline
  chart-*.svg, .png    the report's charts, with --charts
  checkpoint.safetensors   while it runs: what --resume continues from

Examples:
  $ gatecast fit airline.csv --target passengers
  $ gatecast fit pm25.csv --target pm2.5 --past DEWP,TEMP,PRES,Iws --lookback 24 --units 50,50
  $ gatecast fit shops.csv --target units --horizon 12
  $ gatecast fit sales.csv --config sales.yaml --seed 7 --out run-7
`;

const OTHERS: FitFlag = {
  flags: "--others",
  help: "learn from the other series of the file too, and answer for the one that --series names (where each has a column of its own: --target)",
  key: ["table", "others"],
  value: true,
};

/** `gatecast fit`. */
export function fitCommand(context: Context): Command {
  return trainingCommand(context, {
    name: "fit",
    summary: "train on a table, score beside baselines, forecast",
    description:
      "Train a network on the past of a table, score it beside baselines on rows that nothing was fitted on, and " +
      "forecast beyond the end. The time column, its step and the season are found by themselves.",
    ...{ own: [OTHERS], flags: FIT_FLAGS, config: "a file with any of these options", after: AFTER },
    resume: "go on from the checkpoint in the folder, to the same weights as an uninterrupted run",
    run: async (run, own) => {
      const { runFit } = await import("../runs/run-fit.ts");
      await runFit({ ...run, typed: merge(run.typed, own) });
    },
  });
}
