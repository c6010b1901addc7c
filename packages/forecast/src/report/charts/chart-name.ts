/** The charts of a report, in the order in which they are read. */
export const CHART_NAMES = ["data", "forecast", "errors", "beyond", "losses"] as const;

/** One of the report's charts. */
export type ChartName = (typeof CHART_NAMES)[number];
