export { explain } from "./explain.ts";
export type {
  Alignment,
  Attribution,
  Drivers,
  Explanation,
  GateLayer,
  GateValues,
  Importance,
  InputAttribution,
  InputImportance,
  InputKind,
} from "./explanation.ts";
export {
  type ExplainOptions,
  type ExplainProgress,
  type ExplainRun,
  type ExplainSettings,
  readExplainOptions,
} from "./options.ts";
export { originAt } from "./origin-at.ts";
