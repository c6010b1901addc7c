import type { EpochRecord, Frame, Note, Outcome } from "../contracts/index.ts";
import { columnOf } from "../data/index.ts";
import type { Progress } from "./checkpoint.ts";
import type { Choice } from "./choose.ts";
import type { Forecaster } from "./forecaster.ts";
import type { FitSettings } from "./options.ts";
import type { Sizes } from "./sizes.ts";

/** Scores a fitted forecaster on the test rows, forecasts beyond the end, and puts together all that was found out. */
export function outcomeOf(
  frame: Frame,
  model: Forecaster,
  made: { readonly settings: FitSettings; readonly sizes: Sizes; readonly choice: Choice; readonly progress: Progress },
): Outcome {
  const { settings, sizes, choice, progress } = made;
  const { rows, season, horizon } = sizes;
  const { description } = model;
  const evaluation = model.score(frame, rows.train + rows.validation, frame.time.length);
  const { train, refit } = progress;
  const seconds = last(train.history).seconds + (refit === null ? 0 : last(refit.history).seconds);
  const missing = columnOf(frame, settings.target).values.filter(Number.isNaN).length;
  const notes: Note[] = [
    ...sizes.notes,
    ...choice.notes,
    ...(train.best.epoch === 0 && train.history.length > 1 && settings.linear_path
      ? [{ code: "start_kept", facts: { epochs: train.history.length - 1 } }]
      : []),
    ...(missing > 0 ? [{ code: "targets_missing", facts: { count: missing } }] : []),
    ...evaluation.notes,
  ];
  const beyond = beyondEnd(frame, model, settings.beyond ?? horizon, notes);
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
    beyond,
    seconds,
    seed: settings.seed,
    parameters: description.parameters,
    weightsSha256: description.weightsSha256,
    notes,
    configuration: description.configuration,
  };
}

/** The network's forecast from the last row, then every baseline's; empty, with a note, where inputs are missing. */
function beyondEnd(frame: Frame, model: Forecaster, wanted: number, notes: Note[]): Outcome["beyond"] {
  const { past, horizon, future } = model.parts.task;
  if (future.length > 0) {
    notes.push({ code: "beyond_needs_future", facts: { columns: future.join(", ") } });
    return [];
  }
  // What needs unknown input stops where that input would begin.
  const h = past.length > 0 ? Math.min(wanted, horizon) : wanted;
  if (h < wanted) notes.push({ code: "beyond_shortened", facts: { wanted, horizon: h } });
  const answer = model.forecast({ frame, horizon: h });
  return [answer.forecasts, ...model.forecastBaselines(frame, h)];
}

function last(history: readonly EpochRecord[]): EpochRecord {
  return history.at(-1)!;
}
