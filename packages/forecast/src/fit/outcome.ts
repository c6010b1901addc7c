import type { EngineOptions } from "@gatecast/engine";
import { type Column, type EpochRecord, type Frame, type Note, type Outcome, Problem } from "../contracts/index.ts";
import { columnOf } from "../data/index.ts";
import { isVariational, USUAL_BAND } from "./band/read-band.ts";
import type { Progress } from "./checkpoint.ts";
import type { Choice } from "./choose.ts";
import type { Forecaster } from "./forecaster.ts";
import type { ForecastAnswer } from "./model.ts";
import { mathNotes } from "./open-engine.ts";
import type { FitSettings } from "./options.ts";
import { prunedNote } from "./pruned-note.ts";
import { knownAhead } from "./rows-ahead.ts";
import type { Sizes } from "./sizes.ts";
import { startNote } from "./start-note.ts";

/** Scores a fitted forecaster on the test rows, forecasts beyond the end, and puts together all that was found out. */
export function outcomeOf(
  frame: Frame,
  model: Forecaster,
  made: {
    /** With the rows ahead that only hold what is known in advance. */
    readonly whole: Frame;
    readonly settings: FitSettings;
    readonly sizes: Sizes;
    readonly choice: Choice;
    readonly progress: Progress;
    readonly isSilent: boolean;
    /** What was asked of the engine. */
    readonly engine: EngineOptions | undefined;
  },
): Outcome {
  const { whole, settings, sizes, choice, progress } = made;
  const { rows, season, horizon } = sizes;
  const { description } = model;
  const evaluation = model.score(frame, rows.train + rows.validation, frame.time.length);
  const { train, refit } = progress;
  const seconds = last(train.history).seconds + (refit === null ? 0 : last(refit.history).seconds);
  const missing = missingOf(columnOf(frame, settings.target));
  const notes: Note[] = [
    ...sizes.notes,
    ...choice.notes,
    ...startNote(train, settings),
    ...(settings.sparsity > 0 ? [prunedNote(model.parts.network, settings, train.best.epoch)] : []),
    ...(missing > 0 ? [{ code: "targets_missing", facts: { count: missing } }] : []),
    ...evaluation.notes,
  ];
  notes.push(...mathNotes(model.parts.engine, made.engine));
  if (made.isSilent) notes.push({ code: "ridge_impossible", facts: { strength: choice.strength } });
  const { beyond, band } = beyondEnd(whole, model, settings.beyond ?? horizon, notes);
  return {
    frame,
    target: settings.target,
    past: settings.past,
    future: settings.future,
    lookback: choice.task.lookback,
    horizon,
    season,
    model: settings.cell,
    rows,
    scores: evaluation.scores,
    bestBaseline: evaluation.bestBaseline,
    skill: evaluation.skill,
    verdict: evaluation.verdict,
    history: [...train.history, ...(refit?.history ?? [])],
    bestEpoch: train.best.epoch,
    test: evaluation.test,
    windows: evaluation.windows,
    points: evaluation.points,
    beyond,
    ...(band === undefined ? {} : { band: { level: USUAL_BAND.level, ends: band } }),
    seconds,
    seed: settings.seed,
    parameters: description.parameters,
    weightsSha256: description.weightsSha256,
    notes,
    configuration: description.configuration,
  };
}

type Beyond = Pick<Outcome, "beyond"> & Pick<ForecastAnswer, "band">;

/** The network's forecast from the last row, then every baseline's; shorter, with a note, where inputs are missing. */
function beyondEnd(whole: Frame, model: Forecaster, wanted: number, notes: Note[]): Beyond {
  const { task, network } = model.parts;
  const reach = task.past.length > 0 ? task.horizon : Number.POSITIVE_INFINITY;
  const ahead = knownAhead(whole, task, task.future);
  // Whole horizons are forecast, the last one too: what is known in advance must reach that far.
  const h = Math.min(wanted, reach, Math.floor(ahead / task.horizon) * task.horizon);
  if (h === 0) {
    notes.push({ code: "beyond_needs_future", facts: { columns: task.future.join(", "), rows: task.horizon } });
    return { beyond: [] };
  }
  for (const horizon of [h, Math.min(h, task.horizon)]) {
    try {
      const asked = { frame: whole, horizon, ...(isVariational(network) ? USUAL_BAND : {}) };
      const { forecasts, band, notes: told } = model.forecast(asked);
      const beyond = [forecasts, ...model.forecastBaselines(whole, horizon)];
      notes.push(...told.filter(({ code }) => code.startsWith("band_")));
      if (horizon < wanted) notes.push({ code: "beyond_shortened", facts: { wanted, horizon } });
      return band === undefined ? { beyond } : { beyond, band };
    } catch (error) {
      // Forecasts of forecasts that grow without end: the trained horizon will have to do.
      if (!(error instanceof Problem && error.code === "horizon_too_long")) throw error;
    }
  }
  return { beyond: [] };
}

/** Rows without a reading, or with one that was filled in. */
export function missingOf({ values, filled }: Column): number {
  let missing = 0;
  for (let row = 0; row < values.length; row++) if (Number.isNaN(values[row]!) || (filled?.[row] ?? 0) > 0) missing++;
  return missing;
}

function last(history: readonly EpochRecord[]): EpochRecord {
  return history.at(-1)!;
}
