export { type Comparison, compareScores } from "./compare-scores.ts";
export { type Measured, type MeasureInput, measure, Scorer } from "./measure.ts";
export { seasonalScale } from "./seasonal-scale.ts";
export { StepMeans } from "./step-means.ts";
