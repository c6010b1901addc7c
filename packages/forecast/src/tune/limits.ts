import type { TuneLimits } from "./events.ts";
import { optionInvalid } from "./option-invalid.ts";

/** Trials where nothing is said: three brackets. */
const TRIALS = 27;

/**
 * Judges when a search is to end; what has been judged stays as it is. Infinity is no limit.
 * @throws Problem `option_invalid` (usage).
 */
export function readTuneLimits({ trials, seconds }: { readonly [Limit in keyof TuneLimits]?: unknown }): {
  readonly trials: number;
  readonly seconds: number;
} {
  if (trials !== undefined && !isCount(trials)) {
    throw optionInvalid("--trials", trials, "a whole number from 1");
  }
  if (seconds !== undefined && !(typeof seconds === "number" && seconds > 0)) {
    throw optionInvalid("--budget", seconds, "a time above 0, such as 90s or 5m");
  }
  const most = seconds === undefined ? TRIALS : Number.POSITIVE_INFINITY;
  return { trials: trials ?? most, seconds: seconds ?? Number.POSITIVE_INFINITY };
}

const isCount = (value: unknown): value is number =>
  typeof value === "number" && value >= 1 && (Number.isInteger(value) || value === Number.POSITIVE_INFINITY);
