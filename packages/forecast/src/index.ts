/** Forecasting of time series: a table goes in; a network scored beside its baselines, and a forecast, come out. */
export * from "./contracts/index.ts";
export * from "./data/index.ts";
export * from "./diagnose/index.ts";
export * from "./fit/index.ts";
export * from "./report/index.ts";
