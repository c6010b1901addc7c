import { Problem } from "../contracts/index.ts";
import type { TuneLimits } from "./events.ts";

/** Trials where nothing is said: three brackets. */
const TRIALS = 27;

/** @throws Problem `option_invalid` (usage). */
export function readLimits({ trials, seconds }: TuneLimits): { readonly trials: number; readonly seconds: number } {
  if (trials !== undefined && !(Number.isInteger(trials) && trials >= 1)) {
    throw invalid("--trials", trials, "a whole number from 1");
  }
  if (seconds !== undefined && !(seconds > 0)) throw invalid("--budget", seconds, "a time above 0, such as 90s or 5m");
  const most = seconds === undefined ? TRIALS : Number.POSITIVE_INFINITY;
  return { trials: trials ?? most, seconds: seconds ?? Number.POSITIVE_INFINITY };
}

function invalid(option: string, found: number, needed: string): Problem {
  return new Problem("usage", "option_invalid", `${option} cannot be ${found}.`, {
    found: String(found),
    needed,
    hint: `Give ${option} ${needed}.`,
    option,
  });
}
