import { Command } from "commander";
import type { Context } from "../context.ts";
import { addFlags } from "../options/add-flags.ts";
import { type FitFlag, numberOf, oneOf, text } from "../options/fit-flags.ts";
import { PAGE_FLAGS } from "../options/page-flags.ts";
import type { RecipeRunOptions } from "../runs/run-recipe.ts";
import type { RecipeListRun } from "../runs/run-recipe-list.ts";

const DATA: FitFlag = {
  flags: "--data <folder>",
  help: "where the data files are (default: GATECAST_DATA, else this folder)",
  parse: text,
};
const RUN_FLAGS: readonly FitFlag[] = [
  {
    flags: "--seeds <count>",
    help: "runs of each network, with the seeds 1 to this number",
    parse: numberOf,
    usual: "5",
  },
  DATA,
  ...PAGE_FLAGS,
];
const LIST_FLAGS: readonly FitFlag[] = [
  DATA,
  { flags: "--lang <language>", help: "en or zh (default: zh in a Chinese locale, else en)", parse: oneOf("en", "zh") },
];

const AFTER = `
A recipe is a YAML file: where its data come from, what is asked, how a tutorial answers it, and how it is done right.
Copy one and change it; "recipe run" takes the path of your own as well.

Examples:
  $ gatecast recipe list
  $ gatecast recipe run passengers --seeds 3
`;

const AFTER_RUN = `
Every choice is made on validation rows, and the scores are means over the seeds, beside the baselines on the same rows.
Nothing runs on invented data: where a file is missing, it says where to get it, under which licence and with which
checksum. Only the recipe steering may use its own simulator, and says so.

Written to the folder (default: gatecast-<name of the recipe>):
  report.html          one page: scores, the tutorial's own pictures, and what the tutorial missed
  report-*.svg, .png   its charts, with --charts

Examples:
  $ gatecast recipe run passengers --data data
  $ gatecast recipe run temperature --as-written --seeds 5 --charts png
  $ gatecast recipe run my-recipe.yaml --json
`;

/** `gatecast recipe`. */
export function recipeCommand(context: Context): Command {
  return new Command("recipe")
    .summary("run case studies, as tutorials write them and done right")
    .description("Run case studies: what a tutorial does with public data, and the same question done right.")
    .addHelpText("after", AFTER)
    .addCommand(listCommand())
    .addCommand(runCommand(context));
}

function listCommand(): Command {
  const command = new Command("list").description("List the recipes, their data and whether it is at hand.");
  addFlags(command, LIST_FLAGS).option("--json", "print one JSON document on stdout");
  return command.addHelpText("after", "\nExamples:\n  $ gatecast recipe list --data data\n").action(async () => {
    const { runRecipeList } = await import("../runs/run-recipe-list.ts");
    await runRecipeList(command.opts<RecipeListRun>());
  });
}

function runCommand(context: Context): Command {
  const command = new Command("run")
    .description("Run a recipe: fit its networks, score them beside baselines, and write a report.")
    .argument("<recipe>", "the name of a recipe, or a YAML file");
  addFlags(command, RUN_FLAGS);
  return command
    .option("--as-written", "take the tutorial's own steps as well")
    .option("--json", "print one JSON document on stdout")
    .option("--quiet", "no progress, no remarks")
    .addHelpText("after", AFTER_RUN)
    .action(async (recipe: string) => {
      const { runRecipeFile } = await import("../runs/run-recipe.ts");
      await runRecipeFile({ ...command.opts<Omit<RecipeRunOptions, "recipe" | "context">>(), recipe, context });
    });
}
