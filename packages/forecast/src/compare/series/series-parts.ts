import type { EngineOptions } from "@gatecast/engine";
import type { Frame } from "../../contracts/index.ts";
import type { Choice } from "../../fit/choose.ts";
import type { FitSettings } from "../../fit/options.ts";
import type { Sizes } from "../../fit/sizes.ts";
import type { ValidationBlock } from "../../fit/trial.ts";

/** What is chosen and known of one series before any cell is looked at. */
export interface SeriesParts {
  /** Up to the last known target. */
  readonly frame: Frame;
  readonly settings: FitSettings;
  readonly sizes: Sizes;
  readonly choice: Choice;
  /** Validation windows on which trials are compared. */
  readonly blocks: readonly ValidationBlock[];
  /** The target column. `[T]` */
  readonly actual: Float64Array;
  /** The denominator of MASE. */
  readonly seasonalScale: number;
  readonly signal: AbortSignal | undefined;
  readonly engine: EngineOptions | undefined;
}
