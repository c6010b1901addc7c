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
  const { target, past, future, calendar = [], dilations, units } = settings;
  if (dilations.length > units.length) {
    throw impossible(`${dilations.length} dilations for ${units.length} recurrent layers`, "--dilations");
  }
  try {
    Network.shapes(networkSpec({ target, past, future, calendar, lookback, horizon }, settings));
  } catch (error) {
    throw error instanceof RangeError ? impossible(error.message, "--cell") : error;
  }
}

function impossible(found: string, option: string): Problem {
  return new Problem("usage", "network_impossible", `There is no such network: ${found}.`, {
    found,
    needed: "layers that fit one another",
    hint: "Change --cell, --units, --dilations or --bidirectional.",
    option,
  });
}
