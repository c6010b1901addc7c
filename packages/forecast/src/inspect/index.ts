export { type InspectOptions, inspectTable } from "./inspect-table.ts";
export type {
  ColumnFacts,
  Finding,
  FindingCode,
  FindingPart,
  FindingWeight,
  Inspection,
  NumberFacts,
  Repair,
  SeriesColumnFacts,
  SeriesFacts,
  TargetFacts,
  TextFacts,
  TimeFacts,
} from "./inspection.ts";
export { type Proposal, type ProposeOptions, proposalReasons, proposeConfiguration } from "./propose.ts";
