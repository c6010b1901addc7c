export { type CleanSpec, cleanSpecSchema, type FittedClean, fittedCleanSchema } from "./clean-spec.ts";
export { type CleanedTable, type CleanOptions, cleanTable, replayClean } from "./clean-table.ts";
export type { PastRows } from "./cutoff.ts";
export type { Cleaned } from "./step.ts";
export { readStep } from "./step-text.ts";
export { tableOfSeries } from "./table-of-series.ts";
