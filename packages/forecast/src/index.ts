/** Forecasting of time series: a table goes in; a network scored beside its baselines, and a forecast, come out. */
export * from "./contracts/index.ts";
export * from "./data/index.ts";
export * from "./diagnose/index.ts";
export * from "./fit/index.ts";
// Words only: the page and its charts, with the library that draws them, are in `@gatecast/forecast/report`.
export { renderNotes } from "./report/notes.ts";
export { renderTable } from "./report/table.ts";
export { type VerdictFacts, verdictSentence } from "./report/verdict.ts";
export type { Lang } from "./report/words/catalogue.ts";
