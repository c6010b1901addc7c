import { Problem, type Task } from "../contracts/index.ts";

/** @returns the problem of a horizon that is no number of rows. */
export function badHorizon(horizon: number): Problem {
  return new Problem("usage", "option_invalid", `--horizon cannot be ${horizon}.`, {
    found: String(horizon),
    needed: "a whole number of rows from 1",
    hint: "Leave it out to forecast the trained horizon.",
    option: "--horizon",
  });
}

/** @returns the problem of a horizon that would need covariates of which nobody knows the values yet. */
export function needsPast(task: Task, horizon: number): Problem {
  const names = task.past.map((name) => `"${name}"`).join(", ");
  return new Problem("usage", "horizon_too_long", `The model forecasts ${task.horizon} rows, not ${horizon}.`, {
    found: `a horizon of ${horizon}`,
    needed: `at most ${task.horizon}: further rows would need values of ${names} that nobody knows yet`,
    hint: `Ask for ${task.horizon} or fewer, or fit with --horizon ${horizon}, or without ${names}.`,
    option: "--horizon",
  });
}

/** @returns the problem of forecasts of forecasts that grow without end. */
export function unstable(horizon: number, reached: number): Problem {
  return new Problem("usage", "horizon_too_long", `The forecast breaks down after ${reached} rows.`, {
    found: `a horizon of ${horizon}`,
    needed: `a horizon of at most ${Math.max(reached, 1)}`,
    hint: "Ask for a shorter --horizon.",
    option: "--horizon",
  });
}
