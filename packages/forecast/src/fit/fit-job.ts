import { type Engine, seed, split } from "@gatecast/engine";
import { Network } from "@gatecast/nn";
import { weightsHash } from "../artifact/index.ts";
import type { Frame, Outcome } from "../contracts/index.ts";
import { columnOf, timeAt } from "../data/index.ts";
import { seasonalScale } from "../evaluate/index.ts";
import { fitBaselines, networkSpec } from "../models/index.ts";
import { pastOf, readValues } from "../prepare/index.ts";
import { loadCheckpoint, saveCheckpoint } from "./checkpoint.ts";
import type { Choice } from "./choose.ts";
import type { FitEvent, FitRun } from "./events.ts";
import { Forecaster } from "./forecaster.ts";
import type { Fitted } from "./model.ts";
import type { FitSettings } from "./options.ts";
import { outcomeOf } from "./outcome.ts";
import type { Reading } from "./reading.ts";
import { lastRows } from "./rows-ahead.ts";
import { runHash } from "./run-hash.ts";
import { searchAndRefit } from "./search-and-refit.ts";
import type { Sizes } from "./sizes.ts";

/** One fit, from its choices to its model. */
export class FitJob {
  readonly choice: Choice;
  readonly engine: Engine;
  /** The table as it was given, and its rows up to the last known target where columns are known in advance. */
  private readonly whole: Frame;
  readonly frame: Frame;
  readonly settings: FitSettings;
  private readonly sizes: Sizes;

  constructor(engine: Engine, whole: Frame, frame: Frame, settings: FitSettings, sizes: Sizes, choice: Choice) {
    this.engine = engine;
    this.whole = whole;
    this.frame = frame;
    this.settings = settings;
    this.sizes = sizes;
    this.choice = choice;
  }

  async *run({ signal, resume, reading, engine: asked }: FitRun): AsyncGenerator<FitEvent, Fitted, void> {
    const { engine, frame, settings, sizes, choice } = this;
    const { rows } = sizes;
    const network = await Network.create(
      engine,
      networkSpec(choice.task, settings),
      split(seed(settings.seed), "network"),
    );
    const id = await runHash([frame], choice.task, this.configuration(reading));
    const saved = resume === undefined ? null : await loadCheckpoint(resume, id, 3 * network.parameters.floats);

    const { train, refit, start, pastErrors } = yield* searchAndRefit(
      { engine, network, frame, settings, sizes, choice },
      { saved, signal, checkpoint: (reached) => saveCheckpoint(id, reached) },
    );

    const { task } = choice;
    const beforeTest = rows.train + rows.validation;
    const past = pastOf(readValues(columnOf(frame, task.target)), beforeTest);
    const { season } = sizes;
    const model = new Forecaster({
      engine,
      network,
      task,
      preparation: start.table.preparation,
      windowAs: settings.window_as,
      ridge: start.ridge,
      pastErrors,
      baselines: fitBaselines(past, { season, time: frame.time }),
      season,
      seasonalScale: seasonalScale(pastOf(past.values, rows.train), season),
      last: lastRows(this.whole, task, start.table.preparation),
      fittedUntil: timeAt(frame.time, beforeTest - 1),
      description: {
        ...task,
        season,
        cell: settings.cell,
        seed: settings.seed,
        parameters: network.parameters.count,
        weightsSha256: await weightsHash(network.parameters),
        reading: reading ?? null,
        configuration: this.configuration(reading),
        scored: null,
      },
    });
    const progress = { train, refit };
    const made = { whole: this.whole, settings, sizes, choice, progress, isSilent: start.isSilent, engine: asked };
    const outcome = outcomeOf(frame, model, made);
    const scored = outcome.verdict === "not_scored" ? null : metricsOnly(outcome);
    const described = new Forecaster({ ...model.parts, description: { ...model.description, scored } });
    return { outcome, model: described };
  }

  /** Everything that was asked for and chosen, enough to repeat the run. */
  private configuration(reading: Reading | undefined): Record<string, unknown> {
    const { settings, sizes, choice } = this;
    const { rows } = sizes;
    return {
      ...settings,
      ...(reading === undefined ? {} : { table: reading.options }),
      calendar: choice.task.calendar,
      lookback: choice.task.lookback,
      horizon: choice.task.horizon,
      split: { train: rows.train, validation: rows.validation, test: rows.test },
      preparation: choice.preparation,
      ridge_strength: choice.strength,
    };
  }
}

/** The network's scores over all steps, as a model records them. */
export function metricsOnly({ scores }: Pick<Outcome, "scores">) {
  const { rmse, mae, bias, mape, smape, mase, r2, mda } = scores[0]!;
  return { rmse, mae, bias, mape, smape, mase, r2, mda };
}
