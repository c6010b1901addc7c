export { type Adf, type AdfOptions, adf } from "./adf.ts";
export type { Answer, NoAnswer } from "./answer.ts";
export { autocorrelation } from "./autocorrelation.ts";
export { bartlettBand, whiteBand } from "./bands.ts";
export { type Classical, classicalDecomposition, type DecompositionModel } from "./classical-decomposition.ts";
export type { Correlogram, Whiteness } from "./correlogram.ts";
export type { Decomposition, Strengths } from "./decomposition.ts";
export { type DiagnosedSeason, type DiagnoseOptions, type Diagnosis, diagnose } from "./diagnose.ts";
export { type Kpss, type KpssOptions, kpss } from "./kpss.ts";
export { type LjungBoxLag, ljungBox } from "./ljung-box.ts";
export type { CriticalValues, DickeyFullerRegression } from "./mackinnon.ts";
export { partialAutocorrelation } from "./partial-autocorrelation.ts";
export { partialAutocorrelationRegression } from "./partial-autocorrelation-regression.ts";
export {
  diagnoseResiduals,
  type ResidualDiagnosis,
  type ResidualMean,
  type ResidualOptions,
  residualWhiteness,
} from "./residuals.ts";
export { findSeason, type Season, type SeasonCandidate } from "./season.ts";
export type { Stationarity, StationarityConclusion } from "./stationarity.ts";
export { type Stl, stl } from "./stl.ts";
