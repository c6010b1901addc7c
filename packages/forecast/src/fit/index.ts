export { type FileKind, fileKind } from "../artifact/index.ts";
export { type AsWrittenOutcome, asWrittenStream, type PartResult } from "./as-written/as-written.ts";
export { type AsWrittenOptions, type AsWrittenSettings, asWrittenSchema } from "./as-written/options.ts";
export type { PartName } from "./as-written/parts.ts";
export type { FitEvent, FitRun } from "./events.ts";
export { fit, fitStream } from "./fit.ts";
export { loadModel } from "./load.ts";
export type { Evaluation, Fitted, ForecastAnswer, ForecastModel, ForecastRequest, ModelDescription } from "./model.ts";
export { type FitOptions, type FitSettings, fitOptionsSchema, readFitOptions, requireCell } from "./options.ts";
export { fitAmong, fitAmongStream } from "./panel/fit-among.ts";
export { fitPanel, fitPanelStream } from "./panel/fit-panel.ts";
export { loadPanel } from "./panel/load-panel.ts";
export type {
  FittedPanel,
  PanelAnswer,
  PanelDescription,
  PanelModel,
  PanelRequest,
} from "./panel/panel-model.ts";
export { type AmongTable, readAmong, readPanel, replayPanel } from "./panel/read-panel.ts";
export { type Reading, readFrame, replayFrame, type TableOptions, tableOptionsSchema } from "./reading.ts";
export type { ForecastSession, SessionRequest, SessionRow } from "./session/forecast-session.ts";
export { WRAPPER_OPTIONS, WRAPPER_SUFFIXES } from "./wrapper-options.ts";
