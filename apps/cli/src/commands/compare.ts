import type { Command } from "commander";
import type { Context } from "../context.ts";
import { FIT_FLAGS, type FitFlag, flagName, listOf, numberOf } from "../options/fit-flags.ts";
import { trainingCommand } from "./training-command.ts";

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
trained with every seed, and scored beside the baselines on the same test rows; the baseline to beat is chosen on validation
rows too. Better is called what a test over the test windows and the spread over the seeds bear out: with fewer than ten
windows that do not overlap, nothing (--test asks for more rows). A cell that cannot be compared is told, and the others go on.

Options such as --variational go around every cell. What goes around one alone stands behind its name: +dilated:1/2/4,
+bidirectional, +stacked:2, +residual-layers, +variational:0.2, +sparse:0.8, or several of them.

A file of several series is compared with one network of each kind over all of them, unless --series names one: by MASE, the
errors of all series at one point of time being one value of the test. The file of --config may hold cells, seeds and
parameters as well, as the report shows them.

Written to the folder:
  comparison.html      one page: the conclusion, scores, tests and charts
  runs.csv             every run: cell, seed, units, parameters, learning_rate, best_epoch, seconds, scores
  comparison-*.svg, .png   the page's charts, with --charts
  compare-checkpoint.json  while it runs: what --resume continues from

Examples:
  $ gatecast compare airline.csv --target passengers --cells lstm,gru,peephole --seeds 5
  $ gatecast compare pm25.csv --config pm25.yaml --cells all --parameters 5000
  $ gatecast compare sales.csv --target units --cells lstm,gru --horizon 1 --no-linear-path
  $ gatecast compare sales.csv --target units --cells lstm,lstm+variational:0.2,lstm+dilated:1/2/4
  $ gatecast compare shops.csv --target units --cells lstm,gru --horizon 7 --test 70
`;

/** `gatecast compare`. */
export function compareCommand(context: Context): Command {
  return trainingCommand(context, {
    name: "compare",
    summary: "compare cells on equal terms, over several seeds",
    description:
      "Compare cells on equal terms beside the baselines: same inputs, same number of parameters, same search, several " +
      "seeds, and a test of what the difference is worth.",
    ...{ own: CHOICES, flags: FLAGS, config: "a file with any of these options", after: AFTER },
    resume: "go on from the checkpoint in the folder",
    run: async (run, own) =>
      (await import("../runs/run-compare.ts")).runCompare({ ...run, typed: { ...run.typed, ...own } }),
  });
}
