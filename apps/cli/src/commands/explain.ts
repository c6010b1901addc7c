import { Command } from "commander";
import type { Context } from "../context.ts";
import { addFlags, typedValues } from "../options/add-flags.ts";
import { type FitFlag, numberOf, text } from "../options/fit-flags.ts";
import { PAGE_FLAGS } from "../options/page-flags.ts";
import { TABLE_ARGUMENT, TABLE_FLAGS } from "../options/table-flags.ts";
import type { ExplainRun } from "../runs/run-explain.ts";

const FLAGS: readonly FitFlag[] = [
  {
    flags: "--at <time>",
    help: "the last reading that the forecast knows: a time as the table writes it, or a row from 1 (default: the latest)",
    parse: text,
  },
  {
    flags: "--step <number>",
    help: "the step ahead to explain, from 1 (default: the mean over all)",
    parse: numberOf,
  },
  {
    flags: "--baseline <name>",
    help: "what the window is compared with: mean or last (default: mean, where the table suffices)",
    parse: text,
  },
  {
    flags: "--layer <number>",
    help: "the recurrent layer whose gates are shown, from 1 (default: all)",
    parse: numberOf,
  },
  {
    flags: "--part <name>",
    help: 'the part of its layers whose gates are shown, such as encoder or "scale 4" (default: all)',
    parse: text,
  },
  { flags: "--unit <number>", help: "the unit whose gates are shown, from 1 (default: all together)", parse: numberOf },
  {
    flags: "--repeats <count>",
    help: "how often each input is exchanged between windows (default: 5, fewer where that takes long)",
    parse: numberOf,
  },
  { flags: "--seed <number>", help: "what the exchanges are drawn from", parse: numberOf, usual: "1" },
  ...PAGE_FLAGS,
];

const AFTER = `
Told are three things:
  gates        what each gate and state said at each step, of every layer and of its parts (encoder, decoder, scales, heads),
               the mean of all units or one of them; of an attention, which rows and columns it looks at
  attributions what each input at each row contributed to the forecast, in the target's unit, by integrated gradients from a
               baseline: the mean of earlier windows at the same point of the season, or (last) every input held at its last
               value. They add up to the difference between the two forecasts; what is missed is told.
  importance   by how much the RMSE rises when an input is exchanged between windows that the model was not fitted on

The table is read and cleaned as the model's own was; what is typed here wins. Of a model of several series, or a table of
several, one is explained: --series.

Written to the folder:
  explanation.html     one page with all of it, which opens offline
  attributions.csv     input, kind, ds, lag, reading, baseline, attribution
  gates.csv            layer, part, direction, name, kind, unit, from, ds, value
  explanation-*.svg, .png   the page's charts, with --charts

Examples:
  $ gatecast explain gatecast-airline/model.safetensors airline.csv
  $ gatecast explain model.safetensors pm25.csv --at "2014-12-31 05:00" --step 1 --unit 7
  $ gatecast explain model.safetensors shops.csv --series north --json
`;

/** `gatecast explain`. */
export function explainCommand(context: Context): Command {
  const command = new Command("explain")
    .summary("show why a saved model forecasts what it forecasts")
    .description(
      "Show why a saved model forecasts what it forecasts: gates, contributions of inputs, and their importance.",
    )
    .argument("<model>", "a model.safetensors that fit has written")
    .argument("<data>", TABLE_ARGUMENT);
  addFlags(command, [...FLAGS, ...TABLE_FLAGS]);
  return command
    .option("--json", "print one JSON document on stdout")
    .option("--quiet", "no progress, no remarks")
    .addHelpText("after", AFTER)
    .action(async (model: string, data: string) => {
      const { runExplain } = await import("../runs/run-explain.ts");
      const typed = typedValues(command, TABLE_FLAGS);
      const options = command.opts<Omit<ExplainRun, "model" | "data" | "typed" | "context">>();
      await runExplain({ ...options, model, data, typed, context });
    });
}
