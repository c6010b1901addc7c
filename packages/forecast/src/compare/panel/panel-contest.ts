import type { EngineOptions } from "@gatecast/engine";
import type { Choice } from "../../fit/choose.ts";
import type { FitSettings } from "../../fit/options.ts";
import type { Members, PanelSizes } from "../../fit/panel/settle-panel.ts";
import type { PanelTest } from "./panel-test.ts";

/** What is chosen and known of several series before any cell is looked at. */
export interface PanelContest {
  readonly settings: FitSettings;
  readonly sizes: PanelSizes;
  readonly choice: Choice;
  readonly members: Members;
  readonly test: PanelTest;
  readonly hasClimatology: boolean;
  readonly signal: AbortSignal | undefined;
  readonly engine: EngineOptions | undefined;
}
