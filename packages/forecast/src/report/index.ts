/** An outcome as a page and as charts. */
export { renderChart } from "./charts/chart.ts";
export { CHART_NAMES, type ChartName } from "./charts/chart-name.ts";
export { type ReportOptions, renderReport } from "./report.ts";
