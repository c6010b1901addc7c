import { Command } from "commander";
import type { Context } from "../context.ts";
import { addFlags, typedValues, type Values } from "../options/add-flags.ts";
import { COMMAND_FLAGS, type FitFlag, text } from "../options/fit-flags.ts";
import { TABLE_ARGUMENT, TABLE_FLAGS } from "../options/table-flags.ts";
import type { FitRun } from "../runs/run-fit.ts";

/** A command that trains on a table with options of `fit`. */
export interface TrainingCommand {
  readonly name: string;
  readonly summary: string;
  readonly description: string;
  /** Its own flags. */
  readonly own: readonly FitFlag[];
  /** Those of `fit` that it takes. */
  readonly flags: readonly FitFlag[];
  /** What its configuration file may hold. */
  readonly config: string;
  /** What `--resume` does. */
  readonly resume: string;
  readonly after: string;
  /** `own`: the values of its own flags that were typed, by their keys. */
  readonly run: (run: FitRun, own: Values) => Promise<void>;
}

/** The command, with the flags that all such commands share. */
export function trainingCommand(context: Context, of: TrainingCommand): Command {
  const command = new Command(of.name)
    .summary(of.summary)
    .description(of.description)
    .argument("<data>", TABLE_ARGUMENT);
  addFlags(command, [...of.own, ...of.flags]);
  addFlags(command, [{ flags: "--config <file>", help: of.config, parse: text }]);
  addFlags(command, [...TABLE_FLAGS, ...COMMAND_FLAGS]);
  return command
    .option("--resume", of.resume)
    .option("--json", "print one JSON document on stdout")
    .option("--quiet", "no progress, no remarks")
    .addHelpText("after", of.after)
    .action(async (data: string) => {
      const { config, resume, json, quiet } = command.opts<Switches>();
      const typed = typedValues(command, [...of.flags, ...TABLE_FLAGS, ...COMMAND_FLAGS]);
      const switches = { resume: resume === true, json: json === true, quiet: quiet === true };
      await of.run({ data, config, typed, ...switches, context }, typedValues(command, of.own));
    });
}

interface Switches {
  readonly config?: string;
  readonly resume?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
}
