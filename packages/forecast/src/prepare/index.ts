export { type Past, pastOf } from "../contracts/past.ts";
export { calendarColumns, calendarOf, calendarWidths } from "./calendar.ts";
export { CARRY, type Carries, drawHole, type Hole, holesOf, learnCarries, normalFrom } from "./carries.ts";
export { reachOf } from "./cut.ts";
export { type EvenScale, evenScale } from "./even-scale.ts";
export { stepsGradient, undoGradient, windowGradient } from "./gradients.ts";
export { findHolidays } from "./holidays.ts";
export { type IsMissing, missingIn, missingInPanel } from "./missing.ts";
export { ModelTable } from "./model-table.ts";
export { type Panel, type PanelSeries, preparePanel, seriesAt } from "./panel.ts";
export { phaseMeans, phasesOf, phaseUnit } from "./phase.ts";
export {
  type FittedPreparation,
  fitPreparation,
  fittedPreparationSchema,
  type PreparationSpec,
  type Prepared,
  preparationSchema,
  prepareFrame,
  readValues,
  undoForecasts,
  type WindowScale,
  windowScaleSchema,
} from "./preparation.ts";
export { RunningRows, type RunningState } from "./running-rows.ts";
export { applySteps, fitSteps, type Levels, stepLevels, undoSteps } from "./series-steps.ts";
export { type Shape, shapeOf } from "./shape.ts";
export { type SharedSteps, sharedSteps } from "./shared-steps.ts";
export { type SplitOptions, splitRows } from "./split.ts";
export { type FittedStep, fittedStepSchema, STEP_KINDS, type StepSpec, stepSpecSchema } from "./steps/index.ts";
export { wallTimeAt } from "./wall-time.ts";
export { knownTargets, type OrderedPart, type WindowPart, type Windows, windowsOf } from "./window-sets.ts";
export { originsOf, originsWithin, type RowRange, STILL, type WindowLevel, windowLevel } from "./windows.ts";
