import { Command } from "commander";
import type { Context } from "../context.ts";
import { addFlags, typedValues } from "../options/add-flags.ts";
import { COMMAND_FLAGS, FIT_FLAGS, flagName } from "../options/fit-flags.ts";

const NAMES = ["out", "lang", "charts", "seed", "cell", "units", "epochs", "validation"];
const FLAGS = [...FIT_FLAGS, ...COMMAND_FLAGS].filter((flag) => NAMES.includes(flagName(flag)));

const AFTER = `
The series is built in: monthly international airline passengers, 1949 to 1960. The network learns to forecast
twelve months, is scored over every window whose targets lie in the last 36 months, and forecasts the 24 months
after the end. Every choice is made on the 24 months before the test (--validation), none on the test itself.

The folder is gatecast-demo unless --out names another; see gatecast fit --help for what is written there.

Examples:
  $ gatecast demo
  $ gatecast demo --cell gru --seed 2 --lang zh
`;

/** `gatecast demo`. */
export function demoCommand(context: Context): Command {
  const command = new Command("demo")
    .summary("train on a built-in series in seconds")
    .description("Train on the built-in airline series in seconds and write a report.");
  return addFlags(command, FLAGS)
    .option("--resume", "go on from the checkpoint in the folder")
    .option("--json", "print one JSON document on stdout")
    .option("--quiet", "no progress, no remarks")
    .addHelpText("after", AFTER)
    .action(async () => {
      const { resume, json, quiet } = command.opts<Switches>();
      const { runDemo } = await import("../runs/run-demo.ts");
      await runDemo({
        typed: typedValues(command, FLAGS),
        resume: resume === true,
        json: json === true,
        quiet: quiet === true,
        context,
      });
    });
}

interface Switches {
  readonly resume?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
}
