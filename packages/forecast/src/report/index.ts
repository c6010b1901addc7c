/** Outcomes, tables, diagnoses and recipes as pages, pictures and text for a terminal. */
export { renderChart } from "./charts/chart.ts";
export { CHART_NAMES, type ChartName } from "./charts/chart-name.ts";
export type { Cleaning, CleaningStep } from "./cleaning/cleaning.ts";
export { renderCleaningPage } from "./cleaning/cleaning-page.ts";
export { cleaningPictures } from "./cleaning/cleaning-pictures.ts";
export { renderCleaningText } from "./cleaning/cleaning-text.ts";
export type { DiagnosedSeries } from "./diagnosis/diagnosed-series.ts";
export { renderDiagnosisPage } from "./diagnosis/diagnosis-page.ts";
export { diagnosisPictures } from "./diagnosis/diagnosis-pictures.ts";
export { renderDiagnosisText } from "./diagnosis/diagnosis-text.ts";
export { renderInspectionPage } from "./inspection/inspection-page.ts";
export { inspectionPictures } from "./inspection/inspection-pictures.ts";
export { renderInspectionText } from "./inspection/inspection-text.ts";
export { type Picture, renderPicture } from "./picture.ts";
export { recipeTitle, renderRecipePage } from "./recipe/recipe-page.ts";
export { recipePictures } from "./recipe/recipe-pictures.ts";
export { renderRecipeText } from "./recipe/recipe-text.ts";
export { type ReportOptions, renderReport } from "./report.ts";
