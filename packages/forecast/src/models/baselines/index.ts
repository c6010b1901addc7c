export { type Baseline, type BaselineOptions, type FittedBaseline, fitBaseline, withFitted } from "./baseline.ts";
export { type ClimatologyFit, climatology } from "./climatology.ts";
export { drift } from "./drift.ts";
export { fitBaselines } from "./fit-baselines.ts";
export { forecastWindows, type HistoryModel } from "./forecast-windows.ts";
export { persistence } from "./persistence.ts";
export { type SeasonalNaiveFit, seasonalNaive } from "./seasonal-naive.ts";
