import { elementary } from "@gatecast/engine";

/** How the learning rate changes from epoch to epoch, as plain data. */
export type ScheduleSpec =
  | { readonly kind: "constant" }
  /** Times `factor` after every `every` epochs. */
  | { readonly kind: "step"; readonly every: number; readonly factor: number }
  /** Half a cosine from the full rate to `floor` times it at the last epoch (Loshchilov & Hutter 2017). */
  | { readonly kind: "cosine"; readonly floor: number }
  /** Times `factor` whenever the validation loss has not improved for `patience` epochs. */
  | { readonly kind: "plateau"; readonly factor: number; readonly patience: number }
  /** The rate of every epoch, by its number: what repeats an earlier run. */
  | { readonly kind: "list"; readonly rates: readonly number[] };

/**
 * The learning rate of an epoch, from 1. A function of what went before and nothing else, so that a resumed run goes on
 * as it would have. `losses` are the validation losses of the epochs before.
 */
export function learningRate(
  schedule: ScheduleSpec,
  base: number,
  epoch: number,
  epochs: number,
  losses: readonly number[],
): number {
  switch (schedule.kind) {
    case "constant":
      return base;
    case "step":
      return base * elementary.pow(schedule.factor, Math.floor((epoch - 1) / schedule.every));
    case "cosine": {
      const progress = epochs <= 1 ? 0 : (epoch - 1) / (epochs - 1);
      return base * (schedule.floor + (1 - schedule.floor) * 0.5 * (1 + elementary.cos(Math.PI * progress)));
    }
    case "list":
      return schedule.rates[epoch] ?? base;
    case "plateau":
      return base * elementary.pow(schedule.factor, plateaus(losses, schedule.patience));
  }
}

/** How many times in a row of losses `patience` epochs passed without a new best; each starts the count anew. */
function plateaus(losses: readonly number[], patience: number): number {
  let best = Number.POSITIVE_INFINITY;
  let waited = 0;
  let count = 0;
  for (const loss of losses) {
    if (loss < best) {
      best = loss;
      waited = 0;
    } else if (++waited >= patience) {
      count++;
      waited = 0;
    }
  }
  return count;
}
