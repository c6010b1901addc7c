/** Forecasting of time series: a table goes in; a network scored beside its baselines, and a forecast, come out. */
export * from "./clean/index.ts";
export * from "./compare/index.ts";
export * from "./contracts/index.ts";
export * from "./data/index.ts";
export { escapeFormula, writeCsv, writeExcel, writeParquet } from "./data/write/index.ts";
export * from "./diagnose/index.ts";
export { type Comparison, compareScores } from "./evaluate/index.ts";
export * from "./explain/index.ts";
export * from "./export/index.ts";
export * from "./fit/index.ts";
export * from "./inspect/index.ts";
export { readValues } from "./prepare/index.ts";
export * from "./recipe/index.ts";
// Words only: the page and its charts, with the library that draws them, are in `@gatecast/forecast/report`.
export { type ConclusionFacts, compareConclusion } from "./report/compare/compare-conclusion.ts";
export { type MemberCard, type MemberSize, memberCard } from "./report/members/member-card.ts";
export { memberSigns, renderMemberText } from "./report/members/member-text.ts";
export { memberWords } from "./report/members/member-words.ts";
export { type WrapperCard, wrapperCard } from "./report/members/wrapper-card.ts";
export { renderNotes } from "./report/notes.ts";
export { panelVerdictSentence } from "./report/panel/panel-verdict.ts";
export { renderTable } from "./report/table.ts";
export { type TextTable, textTable } from "./report/text-table.ts";
export { type VerdictFacts, verdictSentence } from "./report/verdict.ts";
export type { Lang } from "./report/words/catalogue.ts";
export type { MemberWords } from "./report/words/member-words.ts";
export { refusalZh } from "./report/words/refusal-zh.ts";
export * from "./tune/index.ts";
