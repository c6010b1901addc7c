export * from "./baselines/index.ts";
export {
  forecastNetwork,
  NetworkForecaster,
  type NetworkOptions,
  networkSpec,
  predictionBatch,
  runBatches,
} from "./network/network-forecast.ts";
export { NetworkSampler, type SamplerOptions } from "./network/network-sampler.ts";
export { WindowPlan } from "./network/window-plan.ts";
export { WindowStore } from "./network/window-store.ts";
export { windowWork } from "./network/window-work.ts";
export { forecastRidge, RidgeWindows } from "./ridge/forecast.ts";
export { linearPathWeight } from "./ridge/linear-path.ts";
export { completeWindows, RidgeProblem, type RidgeWeights } from "./ridge/problem.ts";
export { type RidgeView, ridgeInputs, upTo, wholeView } from "./ridge/view.ts";
