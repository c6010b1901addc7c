import { Command } from "commander";
import { addFlags } from "../options/add-flags.ts";
import { type FitFlag, oneOf } from "../options/fit-flags.ts";
import type { WeightsRun } from "../runs/run-weights.ts";

const FLAGS: readonly FitFlag[] = [
  { flags: "--lang <language>", help: "en or zh (default: zh in a Chinese locale, else en)", parse: oneOf("en", "zh") },
];

const AFTER = `
Read are a model of Gatecast; what Keras writes: .keras, .weights.h5, and the older .h5; and a state_dict of PyTorch saved as
.safetensors. Told of each layer: what it is, the order of its gates, its sizes and the shapes of its arrays; of a layer that
has no counterpart here, why. Nothing in the file is run. Pickles (.pt, .pth) run code when they are read, and are refused.

Examples:
  $ gatecast weights model.keras
  $ gatecast weights state.safetensors --json
`;

/** `gatecast weights`. */
export function weightsCommand(): Command {
  const command = new Command("weights")
    .summary("show what a file of weights holds: Keras, PyTorch or Gatecast")
    .description("Show the layers of a file of weights: what they are, their sizes and the order of their gates.")
    .argument("<file>", "a .keras, .h5 or .safetensors file");
  addFlags(command, FLAGS).option("--json", "print one JSON document on stdout");
  return command.addHelpText("after", AFTER).action(async (file: string) => {
    const { runWeights } = await import("../runs/run-weights.ts");
    await runWeights({ ...command.opts<Omit<WeightsRun, "file">>(), file });
  });
}
