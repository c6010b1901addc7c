export type { FitEvent } from "./events.ts";
export { type FitRun, type Fitted, fit, fitStream } from "./fit.ts";
export { loadModel } from "./load.ts";
export type { Evaluation, ForecastAnswer, ForecastModel, ForecastRequest, ModelDescription } from "./model.ts";
export { type FitOptions, type FitSettings, fitOptionsSchema, readFitOptions } from "./options.ts";
