export * from "./baselines/index.ts";
export {
  forecastNetwork,
  type NetworkOptions,
  networkSpec,
  predictionBatch,
  runBatches,
} from "./network/network-forecast.ts";
export { WindowPlan } from "./network/window-plan.ts";
export { WindowStore } from "./network/window-store.ts";
export {
  completeWindows,
  forecastRidge,
  linearPathWeight,
  RidgeProblem,
  type RidgeWeights,
  ridgeInputs,
} from "./ridge/ridge.ts";
