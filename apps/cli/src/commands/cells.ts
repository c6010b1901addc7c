import { Command } from "commander";
import type { Context } from "../context.ts";
import { addFlags } from "../options/add-flags.ts";
import { type FitFlag, oneOf } from "../options/fit-flags.ts";
import type { CellsRun } from "../runs/run-cells.ts";

const LANG: FitFlag = {
  flags: "--lang <language>",
  help: "en or zh (default: zh in a Chinese locale, else en)",
  parse: oneOf("en", "zh"),
};

const AFTER = `
Any of the first is what --cell takes: "gatecast fit sales.csv --target units --cell gru". What can be put around a cell has
options of its own, which are shown with it. docs/cells/ has a page on each, with its equations and a drawing. A policy, which
decides and forecasts nothing, is for the library alone.

Examples:
  $ gatecast cells
  $ gatecast cells show peephole
  $ gatecast cells show dilated
`;

const AFTER_SHOW = `
Sizes are those of one layer, the lowest of its network, for F columns and H units; windows have 24 rows. What can be put
around a cell is shown around LSTMs.

Examples:
  $ gatecast cells show slstm
  $ gatecast cells show mine.mjs --json
`;

/** `gatecast cells`. */
export function cellsCommand(_context: Context): Command {
  const command = new Command("cells")
    .summary("list the recurrent cells and show their equations")
    .description(
      "List the variants of recurrent networks that --cell names, what can be put around them, and what decides, one line each.",
    );
  return addFlags(command, [LANG])
    .option("--json", "print one JSON document on stdout")
    .addHelpText("after", AFTER)
    .addCommand(showCommand())
    .action(async () => {
      const { runCells } = await import("../runs/run-cells.ts");
      runCells(command.opts<CellsRun>());
    });
}

function showCommand(): Command {
  const command = new Command("show")
    .description("Show a cell: what it changes, its equations, its source, and how many weights it has.")
    .argument(
      "<cell>",
      "the name of a cell, of what can be put around one, policy, or a program (.mjs) that exports a cell of your own",
    );
  return addFlags(command, [LANG])
    .option("--json", "print one JSON document on stdout")
    .addHelpText("after", AFTER_SHOW)
    .action(async (name: string) => {
      const { runCellsShow } = await import("../runs/run-cells.ts");
      // What was typed before "show" is said for both.
      await runCellsShow(name, command.optsWithGlobals<CellsRun>());
    });
}
