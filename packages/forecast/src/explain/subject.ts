import { type Frame, type Note, Problem } from "../contracts/index.ts";
import { Forecaster } from "../fit/forecaster.ts";
import type { ForecasterParts } from "../fit/forecaster-parts.ts";
import type { ForecastModel } from "../fit/model.ts";
import { PanelForecaster } from "../fit/panel/panel-forecaster.ts";
import type { PanelModel } from "../fit/panel/panel-model.ts";

/** A model and a table that fits it: what is explained. */
export interface Subject
  extends Pick<
    ForecasterParts,
    "engine" | "network" | "task" | "preparation" | "windowAs" | "ridge" | "season" | "fittedUntil"
  > {
  readonly cell: string;
  /** Units of each recurrent layer. */
  readonly units: readonly number[];
  readonly frame: Frame;
  readonly notes: readonly Note[];
}

/**
 * What a model knows of a table; of a panel, of the series whose id the table has. A series that a panel does not know is prepared
 * on its own rows but the last horizon.
 * @throws Problem (data) where the table does not fit the model.
 */
export function subjectOf(model: ForecastModel | PanelModel, frame: Frame): Subject {
  const { cell, configuration } = model.description;
  const shared = { cell, units: configuration.units as readonly number[], frame };
  if (model instanceof Forecaster) {
    model.checkFrame(frame);
    return { ...model.parts, ...shared, notes: [] };
  }
  if (model instanceof PanelForecaster) {
    const { isKnown, ...own } = model.ofSeries(frame);
    const notes = isKnown ? [] : [{ code: "series_unseen", facts: { count: 1, first: frame.id } }];
    return { ...model.parts, ...own, ...shared, notes };
  }
  throw new Problem("usage", "model_foreign", "Only models that fit or load have made can be explained.", {
    found: "another object",
    needed: "a model of fit, fitPanel, loadModel or loadPanel",
    hint: "Save the model, load it again, and explain that.",
  });
}

/** @throws Problem `step_unknown` (usage) where the model forecasts no such step. */
export function checkStep({ task: { horizon } }: Subject, step: number | undefined): void {
  if (step === undefined || step <= horizon) return;
  throw new Problem("usage", "step_unknown", `The model forecasts ${horizon} steps ahead, not ${step}.`, {
    found: `--step ${step}`,
    needed: horizon === 1 ? "--step 1, its only one" : `a step from 1 to ${horizon}`,
    hint: "Leave it out for the mean over all steps.",
    option: "--step",
  });
}
