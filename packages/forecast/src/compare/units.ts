import { Network } from "@gatecast/nn";
import { Problem, type Task } from "../contracts/index.ts";
import type { FitSettings } from "../fit/options.ts";
import { networkSpec } from "../models/index.ts";

/** Units of a layer at most, as `fit` takes them. */
const MOST = 1024;

/** Units of each recurrent layer, and the parameters of the whole network with them. */
export interface SizedCell {
  readonly units: number[];
  readonly parameters: number;
}

/**
 * The parameters of a network, the linear path included, as `fit` counts them.
 * @throws Problem `cell_impossible` (usage) where the cell cannot be in such a network.
 */
export function parametersOf(task: Task, settings: FitSettings): number {
  try {
    const shapes = Object.values(Network.shapes(networkSpec(task, settings)));
    return shapes.reduce((sum, shape) => sum + shape.reduce((product, size) => product * size, 1), 0);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new Problem("usage", "cell_impossible", `The cell "${settings.cell}" cannot be in such a network.`, {
      found: error.message,
      needed: "a cell that fits the other options",
      hint: "Leave it out of --cells, or change the option that it does not go with.",
      option: "--cells",
    });
  }
}

/**
 * The widths with which a cell's parameters come nearest to a budget, the smaller of two: layers keep the proportions of the
 * settings' units. @throws Problem `cell_impossible` (usage).
 */
export function sizeCell(task: Task, settings: FitSettings, budget: number): SizedCell {
  const [first = 1, ...others] = settings.units;
  const widest = Math.floor((MOST * first) / Math.max(first, ...others));
  const sized = (width: number): SizedCell => {
    const units = [width, ...others.map((own) => Math.max(1, Math.round((own * width) / first)))];
    return { units, parameters: parametersOf(task, { ...settings, units }) };
  };
  let width = 1;
  while (width < widest && sized(width).parameters < budget) width *= 2;
  let best: SizedCell | null = null;
  for (let at = Math.ceil(width / 2); at <= Math.min(width, widest); at++) {
    const one = sized(at);
    if (best === null || Math.abs(one.parameters - budget) < Math.abs(best.parameters - budget)) best = one;
  }
  return best!;
}
