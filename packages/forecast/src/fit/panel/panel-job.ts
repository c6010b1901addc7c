import { type Engine, seed, split } from "@gatecast/engine";
import { Network } from "@gatecast/nn";
import { weightsHash } from "../../artifact/index.ts";
import type { Note, PanelOutcome } from "../../contracts/index.ts";
import { timeAt } from "../../data/index.ts";
import { networkSpec } from "../../models/index.ts";
import { loadCheckpoint, type Progress, saveCheckpoint } from "../checkpoint.ts";
import type { Choice } from "../choose.ts";
import type { FitEvent, FitRun } from "../events.ts";
import { metricsOnly } from "../fit-job.ts";
import { mathNotes } from "../open-engine.ts";
import type { FitSettings } from "../options.ts";
import { prunedNote } from "../pruned-note.ts";
import type { Reading } from "../reading.ts";
import { lastRows } from "../rows-ahead.ts";
import { runHash } from "../run-hash.ts";
import { startNote } from "../start-note.ts";
import { beyondPanel } from "./beyond-panel.ts";
import { latestSteps } from "./latest-steps.ts";
import type { Member } from "./members.ts";
import { PanelForecaster } from "./panel-forecaster.ts";
import type { FittedPanel } from "./panel-model.ts";
import type { KnownSeries, PanelParts } from "./panel-parts.ts";
import { missingTargets, rowsOf, seesPhases, settledPanel, sharedNote, taughtBy } from "./panel-past.ts";
import { searchAndRefitPanel } from "./search-and-refit-panel.ts";
import type { Members, PanelSizes } from "./settle-panel.ts";

/** What a panel has come to before anything is scored. */
export interface LearntPanel {
  readonly parts: PanelParts;
  readonly progress: Progress;
  /** Ridge's equations had no solution. */
  readonly isSilent: boolean;
}

/** One fit over many series, from its choices to its model. */
export class PanelJob {
  readonly choice: Choice;
  readonly engine: Engine;
  readonly settings: FitSettings;
  readonly members: Members;
  readonly sizes: PanelSizes;
  private readonly given: number;

  constructor(
    engine: Engine,
    given: number,
    members: Members,
    settings: FitSettings,
    sizes: PanelSizes,
    choice: Choice,
  ) {
    this.engine = engine;
    this.given = given;
    this.members = members;
    this.settings = settings;
    this.sizes = sizes;
    this.choice = choice;
  }

  /** Scores the test rows of all series, and forecasts each. */
  async *run(run: FitRun): AsyncGenerator<FitEvent, FittedPanel, void> {
    const { parts, progress, isSilent } = yield* this.learn(run);
    const outcome = this.outcome(new PanelForecaster(parts), progress, [
      ...(isSilent ? [{ code: "ridge_impossible", facts: { strength: this.choice.strength } }] : []),
      ...mathNotes(this.engine, run.engine),
    ]);
    const scored = outcome.verdict === "not_scored" ? null : metricsOnly(outcome);
    return { outcome, model: new PanelForecaster({ ...parts, description: { ...parts.description, scored } }) };
  }

  /** Searches, refits, and keeps what the model is to know of each series. */
  async *learn({ signal, resume, reading }: FitRun): AsyncGenerator<FitEvent, LearntPanel, void> {
    const { engine, settings, choice, members } = this;
    const { task, preparation: spec } = choice;
    const all = [...members.full, ...members.short];
    const network = await Network.create(engine, networkSpec(task, settings), split(seed(settings.seed), "network"));
    const frames = all.map(({ whole }) => whole);
    const id = await runHash(frames, task, { ...this.configuration(reading), ids: frames.map((frame) => frame.id) });
    const saved = resume === undefined ? null : await loadCheckpoint(resume, id, 3 * network.parameters.floats);

    const { train, refit, past, start, pastErrors } = yield* searchAndRefitPanel(
      { engine, network, settings, choice, members: all },
      { saved, signal, checkpoint: (progress) => saveCheckpoint(id, progress) },
    );

    const hasClimatology = seesPhases(members.full, this.sizes.season);
    const parts: PanelParts = {
      ...{ engine, network, task, spec, windowAs: settings.window_as, ridge: start.ridge, season: this.sizes.season },
      shared: past.shared,
      hasClimatology,
      pastErrors,
      series: all.map((member, s) => this.known(member, past.preparations[s]!, hasClimatology)),
      description: {
        ...task,
        series: all.length,
        season: this.sizes.season,
        cell: settings.cell,
        seed: settings.seed,
        parameters: network.parameters.count,
        weightsSha256: await weightsHash(network.parameters),
        reading: reading ?? null,
        configuration: this.configuration(reading),
        scored: null,
      },
    };
    return { parts, progress: { train, refit }, isSilent: start.isSilent };
  }

  /** What the model keeps of a series. */
  private known(member: Member, preparation: KnownSeries["preparation"], hasClimatology: boolean): KnownSeries {
    const { task } = this.choice;
    const { whole, frame, rows } = member;
    const cutoff = rows.train + rows.validation;
    return {
      last: lastRows(whole, task, preparation),
      preparation,
      ...taughtBy({ frame, cutoff, scaledOn: rows.train }, task.target, this.sizes.season, hasClimatology),
      fittedUntil: timeAt(frame.time, cutoff - 1),
    };
  }

  /** Scores the test rows, forecasts beyond the end of every series, and puts together all that was found out. */
  private outcome(model: PanelForecaster, { train, refit }: Progress, further: readonly Note[]): PanelOutcome {
    const { settings, sizes, choice, members } = this;
    const { task } = choice;
    const known = model.parts.series;
    const tested = members.full.map(({ frame, rows }, s) => ({
      ...known[s]!,
      frame,
      from: rows.train + rows.validation,
    }));
    const scores = model.score(tested);
    const scored = new Set(scores.test.map(({ frame }) => frame));
    const all = [...members.full, ...members.short];
    const missing = missingTargets(all, task.target);
    const notes: Note[] = [
      ...sizes.notes,
      ...members.notes,
      ...choice.notes,
      ...sharedNote(model.parts.shared),
      ...startNote(train, settings),
      ...(settings.sparsity > 0 ? [prunedNote(model.parts.network, settings, train.best.epoch)] : []),
      ...(missing > 0 ? [{ code: "targets_missing", facts: { count: missing } }] : []),
      ...scores.notes,
      ...further,
    ];
    const beyond = beyondPanel(
      model,
      all.map(({ whole }) => whole),
      settings.beyond ?? task.horizon,
    );
    const seconds = train.history.at(-1)!.seconds + (refit?.history.at(-1)?.seconds ?? 0);
    return {
      ...scores,
      ...{ target: settings.target, past: settings.past, future: settings.future },
      ...{ lookback: task.lookback, horizon: task.horizon, season: sizes.season, model: settings.cell },
      series: { given: this.given, fitted: all.length, scored: scores.perSeries.length },
      rows: rowsOf(all),
      history: [...train.history, ...(refit?.history ?? [])],
      bestEpoch: train.best.epoch,
      firstSteps: latestSteps(
        model.parts,
        tested.filter(({ frame }) => scored.has(frame)),
      ),
      beyond: beyond.series,
      seconds,
      seed: settings.seed,
      parameters: model.description.parameters,
      weightsSha256: model.description.weightsSha256,
      notes: [...notes, ...beyond.notes],
      configuration: model.description.configuration,
    };
  }

  /** Everything that was asked for and chosen, enough to repeat the run. */
  private configuration(reading: Reading | undefined): Record<string, unknown> {
    const { settings, sizes, choice } = this;
    const table = reading === undefined ? {} : { table: reading.options };
    return { ...settledPanel(settings, sizes, choice), ...table };
  }
}
