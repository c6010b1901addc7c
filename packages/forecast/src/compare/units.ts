import { Network } from "@gatecast/nn";
import type { Task } from "../contracts/index.ts";
import { checkNetworkSpec } from "../fit/check-network-spec.ts";
import type { FitSettings } from "../fit/options.ts";
import { networkSpec } from "../models/index.ts";
import { type Entrant, settingsFor } from "./choices.ts";

/** Units of a layer at most, as `fit` takes them. */
const MOST = 1024;

/** Units of each recurrent layer, and the parameters of the whole network with them. */
export interface SizedCell {
  readonly units: number[];
  readonly parameters: number;
}

/**
 * The parameters of a network, the linear path included, as `fit` counts them.
 * @throws RangeError where there is no such network.
 */
export function parametersOf(task: Task, settings: FitSettings): number {
  const shapes = Object.values(Network.shapes(networkSpec(task, settings)));
  return shapes.reduce((sum, shape) => sum + shape.reduce((product, size) => product * size, 1), 0);
}

/**
 * The widths with which a cell's parameters come nearest to a budget, the smaller of two: layers keep the proportions of the
 * settings' units, and widths that the cell cannot have are passed over.
 * @throws Problem `network_impossible` (usage) where it can have none.
 */
export function sizeCell(task: Task, settings: FitSettings, entrant: Entrant, budget: number): SizedCell {
  const asked = settingsFor(entrant, settings).units;
  const [first = 1, ...others] = asked;
  const widest = Math.floor((MOST * first) / Math.max(first, ...others));
  const unitsOf = (width: number) => [width, ...others.map((own) => Math.max(1, Math.round((own * width) / first)))];
  const settingsOf = (units: number[]) => settingsFor(entrant, settings, units);
  const sized = (width: number): SizedCell | null => {
    const units = unitsOf(width);
    try {
      return { units, parameters: parametersOf(task, settingsOf(units)) };
    } catch (error) {
      if (error instanceof RangeError) return null;
      throw error;
    }
  };
  let enough = 1;
  while (enough < widest && !((sized(enough)?.parameters ?? 0) >= budget)) enough *= 2;
  let best: SizedCell | null = null;
  for (let width = Math.ceil(enough / 2); width <= Math.min(enough, widest); width++) {
    const one = sized(width);
    if (one === null) continue;
    if (best === null || Math.abs(one.parameters - budget) < Math.abs(best.parameters - budget)) best = one;
  }
  // Where there is no width it says itself why.
  checkNetworkSpec(settingsOf(best?.units ?? asked), task.lookback, task.horizon);
  if (best === null) throw new RangeError(`internal: "${entrant.name}" has no width, and no reason for it`);
  return best;
}
