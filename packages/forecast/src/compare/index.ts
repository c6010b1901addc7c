export { type Around, readWrapped, type WrappedCell } from "./around.ts";
export { type Contest, type Entrant, readCompareChoices } from "./choices.ts";
export { compare, compareStream } from "./compare.ts";
export { type DieboldMariano, dieboldMariano, type NoTest } from "./diebold-mariano.ts";
export type { CompareChoices, CompareEvent, CompareRun } from "./events.ts";
export { holm } from "./holm.ts";
export type {
  CellFailure,
  CellRun,
  ChosenBaseline,
  ComparedCell,
  CompareMeasure,
  CompareOutcome,
  CompareVerdict,
  PairTest,
  RateTrial,
  Undecided,
} from "./outcome.ts";
export type { CompareState } from "./state.ts";
