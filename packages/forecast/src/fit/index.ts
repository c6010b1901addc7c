export type { FitEvent, FitRun } from "./events.ts";
export { fit, fitStream } from "./fit.ts";
export { loadModel } from "./load.ts";
export type { Evaluation, Fitted, ForecastAnswer, ForecastModel, ForecastRequest, ModelDescription } from "./model.ts";
export { type FitOptions, type FitSettings, fitOptionsSchema, readFitOptions } from "./options.ts";
