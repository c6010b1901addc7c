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
    const windows = steps === 1 ? "one step" : `${steps} steps`;
    const found = `a dilation of ${far} in windows of ${windows}, which no step can go back`;
    const instead = settings.window_as === "features" ? "or --window-as features" : "or give a longer --lookback";
    const hint =
      steps > 2 ? `Give --dilations below ${steps}, or a longer --lookback.` : `Leave out --dilations ${instead}.`;
    throw networkImpossible(found, "--dilations", hint);
  }
  if (settings.pretrain > 0 && steps === 1) {
    const found = "windows of one step have none beside it to fill it in from";
    throw networkImpossible(found, "--pretrain", "Leave out --pretrain, or give a longer --lookback.");
  }
  let isPrunable: boolean;
  try {
    const spec = networkSpec({ target, past, future, calendar, lookback, horizon }, settings);
    Network.shapes(spec);
    isPrunable = Network.prunable(spec).length > 0;
  } catch (error) {
    throw error instanceof RangeError ? networkImpossible(error.message, "--cell", OTHER_CELL) : error;
  }
  if (settings.sparsity > 0 && !isPrunable) {
    const found = `"${settings.cell}" has no matrix of recurrent weights to prune`;
    throw networkImpossible(found, "--sparsity", "Leave out --sparsity, or choose another --cell.");
  }
}

/** @throws Problem `network_impossible` (usage) where there are more dilations than layers. */
export function checkDilations({ dilations, units }: FitSettings): void {
  if (dilations.length <= units.length) return;
  const found = `${dilations.length} dilations for ${counted(units.length)}`;
  throw networkImpossible(found, "--dilations", "Give one number in --dilations for each number in --units.");
}

const counted = (layers: number): string => (layers === 1 ? "one recurrent layer" : `${layers} recurrent layers`);

/** What to do where a cell refuses what it is asked for: its own words, which stand above, name that. */
const OTHER_CELL = "Choose another --cell, or give up what this one cannot do.";

/** @returns the problem of a network that cannot be, with what it says itself. */
function networkImpossible(found: string, option: string, hint: string): Problem {
  return new Problem("usage", "network_impossible", `There is no such network: ${found}.`, {
    found,
    needed: "a network whose parts go together",
    hint,
    option,
  });
}
