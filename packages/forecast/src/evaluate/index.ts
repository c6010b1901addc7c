export { type Comparison, compareScores } from "./compare-scores.ts";
export { meanScore } from "./mean-score.ts";
export { type Measured, type MeasureInput, measure, Scorer } from "./measure.ts";
export { overMetrics } from "./over-metrics.ts";
export { seasonalScale } from "./seasonal-scale.ts";
export { StepMeans } from "./step-means.ts";
