export { renderChart } from "./charts/chart.ts";
export { CHART_NAMES, type ChartName } from "./charts/chart-name.ts";
export { renderNotes } from "./notes.ts";
export { type ReportOptions, renderReport } from "./report.ts";
export { renderTable } from "./table.ts";
export { type VerdictFacts, verdictSentence } from "./verdict.ts";
export type { Lang } from "./words/catalogue.ts";
