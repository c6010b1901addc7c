export { explain } from "./explain.ts";
export type {
  Alignment,
  Attribution,
  Drivers,
  Explanation,
  GateLayer,
  GatePart,
  GateValues,
  Importance,
  InputAttribution,
  InputImportance,
  InputKind,
  RowSpan,
} from "./explanation.ts";
export { partName } from "./gates.ts";
export {
  type ExplainOptions,
  type ExplainProgress,
  type ExplainRun,
  type ExplainSettings,
  readExplainOptions,
} from "./options.ts";
export { originAt } from "./origin-at.ts";
