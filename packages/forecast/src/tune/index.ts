export type { TrialRow, Tuned, TuneEvent, TuneLimits, TuneRun } from "./events.ts";
export { readTuneLimits } from "./limits.ts";
export type { TuneState } from "./state.ts";
export { type TunedFit, tune, tuneStream } from "./tune.ts";
