import type { Engine } from "@gatecast/engine";
import type { Network } from "@gatecast/nn";
import type { Frame, Task } from "../../contracts/index.ts";
import type { RidgeWeights } from "../../models/index.ts";
import type { FittedPreparation, PreparationSpec, SharedSteps } from "../../prepare/index.ts";
import type { PastErrors } from "../band/past-errors.ts";
import type { PanelDescription } from "./panel-model.ts";

/** What a model knows of one series. */
export interface KnownSeries {
  /** The last rows of the series, as many as one forecast needs; its id. */
  readonly last: Frame;
  readonly preparation: FittedPreparation;
  /** Means of each phase; empty where climatology is no baseline of the panel. */
  readonly climatology: readonly number[];
  /** The denominator of MASE. */
  readonly seasonalScale: number;
  /** What the model was fitted on ends here: epoch milliseconds, or the row's number where there is no time. */
  readonly fittedUntil: number;
}

/** Everything that a fitted panel is made of, its numbers as a file holds them. */
export interface PanelParts {
  readonly engine: Engine;
  readonly network: Network;
  readonly task: Task;
  /** What a series that was not there is prepared with, on its own rows. */
  readonly spec: PreparationSpec;
  /** But for these columns, which all series have taught together; none in files of earlier versions. */
  readonly shared: SharedSteps;
  readonly windowAs: "steps" | "features";
  readonly ridge: RidgeWeights;
  readonly season: number;
  /** Climatology is a baseline where the training part of most series holds each phase twice. */
  readonly hasClimatology: boolean;
  /** What bands are made of; null without masks, and in files of earlier versions. */
  readonly pastErrors: PastErrors | null;
  readonly series: readonly KnownSeries[];
  readonly description: PanelDescription;
}
