import type { Engine } from "@gatecast/engine";
import type { Network } from "@gatecast/nn";
import type { Frame, Task } from "../contracts/index.ts";
import type { FittedBaseline, RidgeWeights } from "../models/index.ts";
import type { FittedPreparation } from "../prepare/index.ts";
import type { PastErrors } from "./band/past-errors.ts";
import type { ModelDescription } from "./model.ts";

/** Everything that a fitted forecaster is made of, its numbers as a file holds them. */
export interface ForecasterParts {
  readonly engine: Engine;
  readonly network: Network;
  readonly task: Task;
  readonly preparation: FittedPreparation;
  readonly windowAs: "steps" | "features";
  /** Persistence, seasonal naive, drift and climatology, in this order. */
  readonly baselines: readonly FittedBaseline[];
  readonly ridge: RidgeWeights;
  readonly season: number;
  /** The denominator of MASE. */
  readonly seasonalScale: number;
  /** What bands are made of; null without masks, and in files of earlier versions. */
  readonly pastErrors: PastErrors | null;
  /** The last rows of the table, as many as one forecast needs. */
  readonly last: Frame;
  /** What the model was fitted on ends here: epoch milliseconds, or the row's number where there is no time. */
  readonly fittedUntil: number;
  readonly description: ModelDescription;
}
