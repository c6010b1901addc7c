import { Command } from "commander";
import { addFlags } from "../options/add-flags.ts";
import { type FitFlag, oneOf, text } from "../options/fit-flags.ts";
import type { ExportRun } from "../runs/run-export.ts";

const FLAGS: readonly FitFlag[] = [
  { flags: "--format <format>", help: "onnx or torch (required)", parse: oneOf("onnx", "torch") },
  {
    flags: "--out <file>",
    help: "where it goes (default: beside the model, .onnx or .torch.safetensors)",
    parse: text,
  },
  { flags: "--lang <language>", help: "en or zh (default: zh in a Chinese locale, else en)", parse: oneOf("en", "zh") },
];

const AFTER = `
onnx    the whole forecaster as one graph, for any runtime of ONNX: it takes raw rows in the data's own units and answers with
        forecasts in the target's unit. Preparation, network and their undoing are inside; cleaning is not. What its inputs
        hold stands in the file's metadata and is printed here.
torch   the network's weights as a state_dict in a .safetensors file, by PyTorch's names and in its order of gates; the
        preparation with its numbers stands in the metadata.
A cell or layer that the format has no words for is refused by its name. A file that is there already stays, unless --force.

Examples:
  $ gatecast export gatecast-demo/model.safetensors --format onnx
  $ gatecast export model.safetensors --format torch --out weights.safetensors --json
`;

/** `gatecast export`. */
export function exportCommand(): Command {
  const command = new Command("export")
    .summary("take a saved model to ONNX or PyTorch")
    .description("Write a saved model as an ONNX graph, or its weights as a state_dict of PyTorch.")
    .argument("<model>", "a model.safetensors that fit has written");
  addFlags(command, FLAGS)
    .option("--force", "overwrite a file that is there already")
    .option("--json", "print one JSON document on stdout")
    .option("--quiet", "print nothing but errors");
  return command.addHelpText("after", AFTER).action(async (model: string) => {
    const { runExport } = await import("../runs/run-export.ts");
    await runExport({ ...command.opts<Omit<ExportRun, "model">>(), model });
  });
}
