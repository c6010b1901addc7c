import { Network } from "@gatecast/nn";
import { Problem } from "../contracts/index.ts";
import { networkSpec } from "../models/index.ts";
import type { FitSettings } from "./options.ts";

/**
 * Judges the network that was asked for before any work is done for it: what a variant cannot be (read from both ends, stacked,
 * dilated) it says itself.
 * @throws Problem `network_impossible` (usage)
 */
export function checkNetworkSpec(settings: FitSettings, lookback: number, horizon: number): void {
  const { target, past, future, calendar = [] } = settings;
  checkDilations(settings);
  const steps = settings.window_as === "features" ? 1 : lookback;
  const far = settings.dilations.find((dilation) => dilation > 1 && dilation >= steps);
  if (far !== undefined) {
    throw networkImpossible(
      `a dilation of ${far} in windows of ${steps} steps, which no step can go back`,
      "--dilations",
    );
  }
  if (settings.pretrain > 0 && steps === 1) {
    throw networkImpossible("windows of one step have none beside it to fill it in from", "--pretrain");
  }
  let isPrunable: boolean;
  try {
    const spec = networkSpec({ target, past, future, calendar, lookback, horizon }, settings);
    Network.shapes(spec);
    isPrunable = Network.prunable(spec).length > 0;
  } catch (error) {
    throw error instanceof RangeError ? networkImpossible(error.message, "--cell") : error;
  }
  if (settings.sparsity > 0 && !isPrunable) {
    throw networkImpossible(`"${settings.cell}" has no recurrent weights to prune`, "--sparsity");
  }
}

/** @throws Problem `network_impossible` (usage) where there are more dilations than layers. */
export function checkDilations({ dilations, units }: FitSettings): void {
  if (dilations.length <= units.length) return;
  throw networkImpossible(`${dilations.length} dilations for ${units.length} recurrent layers`, "--dilations");
}

/** @returns the problem of a network that cannot be, with what it says itself. */
export function networkImpossible(found: string, option: string): Problem {
  return new Problem("usage", "network_impossible", `There is no such network: ${found}.`, {
    found,
    needed: "layers that fit one another",
    hint: `Change ${option === "--cells" ? option : "--cell"}, ${option === "--cells" || option === "--cell" ? "" : `${option}, `}--units or another option of the network.`,
    option,
  });
}
