import { type Engine, seed, split } from "@gatecast/engine";
import { Network } from "@gatecast/nn";
import { weightsHash } from "../../artifact/index.ts";
import type { Frame, Note, PanelOutcome, RowCounts } from "../../contracts/index.ts";
import { columnOf, timeAt } from "../../data/index.ts";
import { seasonalScale } from "../../evaluate/index.ts";
import { climatology, fitBaseline, networkSpec } from "../../models/index.ts";
import {
  evenScale,
  learnCarries,
  missingInPanel,
  pastOf,
  phasesOf,
  readValues,
  seriesAt,
  windowsOf,
} from "../../prepare/index.ts";
import { quantile } from "../../statistics/index.ts";
import type { PretrainState, TrainData, TrainState } from "../../train/index.ts";
import { measureErrors, type PastErrors } from "../band/past-errors.ts";
import { isVariational, USUAL_BAND } from "../band/read-band.ts";
import { loadCheckpoint, type Progress, saveCheckpoint } from "../checkpoint.ts";
import type { Choice } from "../choose.ts";
import type { FitEvent, FitRun } from "../events.ts";
import { metricsOnly } from "../fit-job.ts";
import { startFrom } from "../linear-start.ts";
import { mathNotes } from "../open-engine.ts";
import type { FitSettings } from "../options.ts";
import { prunedNote } from "../pruned-note.ts";
import type { Reading } from "../reading.ts";
import { lastRows } from "../rows-ahead.ts";
import { runHash } from "../run-hash.ts";
import { startedFrom } from "../search-and-refit.ts";
import { startPhase } from "../start-phase.ts";
import { trainPhase } from "../train-phase.ts";
import { type PanelFold, panelFold } from "./choose-panel.ts";
import { foldsOf, type Member } from "./members.ts";
import { PanelForecaster } from "./panel-forecaster.ts";
import type { FittedPanel } from "./panel-model.ts";
import type { KnownSeries, PanelParts } from "./panel-parts.ts";
import type { Members, PanelSizes } from "./settle-panel.ts";

/** What the search was validated on, with the series that it is of. */
type Searched = PanelFold & { readonly frames: readonly Frame[] };

/** One fit over many series, from its choices to its model. */
export class PanelJob {
  readonly choice: Choice;
  readonly engine: Engine;
  readonly settings: FitSettings;
  private readonly given: number;
  private readonly members: Members;
  private readonly sizes: PanelSizes;

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

  async *run({ signal, resume, reading, engine: asked }: FitRun): AsyncGenerator<FitEvent, FittedPanel, void> {
    const { engine, settings, choice, members } = this;
    const { task, preparation: spec } = choice;
    const all = [...members.full, ...members.short];
    const network = await Network.create(engine, networkSpec(task, settings), split(seed(settings.seed), "network"));
    const frames = all.map(({ whole }) => whole);
    const id = await runHash(frames, task, { ...this.configuration(reading), ids: frames.map((frame) => frame.id) });
    const saved = resume === undefined ? null : await loadCheckpoint(resume, id, 3 * network.parameters.floats);

    const fresh = network.parameters.snapshot();
    const from = { engine, settings, choice };
    const starting = (state: TrainState | null | undefined) => {
      const own = startedFrom(from, state);
      return (fold: PanelFold) => (state: PretrainState | undefined) =>
        startFrom(network, fresh, own, dataOf(fold), { state, signal });
    };
    const searched: Searched[] = foldsOf(all, [task.target, ...task.past, ...task.future])
      .map((cuts) => ({ ...panelFold(cuts, spec, task), frames: cuts.map(({ frame }) => frame) }))
      .filter(({ train, validation }, f) => f === 0 || (train.length > 0 && validation.length > 0));
    const folds = yield* startPhase("train", settings, searched.map(starting(saved?.train)), {
      saved: saved?.pretrain,
      checkpoint: (pretrain) => saveCheckpoint(id, { pretrain, train: null, refit: null }),
    });
    const of = { engine, network, settings };
    yield { kind: "start" };
    const train = yield* trainPhase(of, "train", folds, {
      epochs: settings.epochs,
      schedule: settings.schedule,
      state: saved?.train ?? undefined,
      signal,
      checkpoint: (state) => saveCheckpoint(id, { train: state, refit: null }),
    });
    const pastErrors = await this.pastErrors(network, searched, train, signal);
    // The rows of the search are not needed any more: the refit lays out its own.
    folds.length = 0;
    searched.length = 0;
    const cuts = all.map(({ frame, rows }) => ({ frame, cutoff: rows.train + rows.validation, ahead: 0 }));
    const past = panelFold(cuts, spec, task);
    const [refit] = yield* startPhase("refit", settings, [starting(saved?.refit)(past)], {
      saved: saved?.pretrain,
      checkpoint: (pretrain) => saveCheckpoint(id, { pretrain, train, refit: null }),
    });
    const refitted = yield* trainPhase(of, "refit", [refit!], {
      epochs: train.best.epoch,
      // The refit walks through the same learning rates as the search did.
      schedule: { kind: "list", rates: train.history.map(({ learningRate }) => learningRate) },
      state: saved?.refit ?? undefined,
      signal,
      checkpoint: (state) => saveCheckpoint(id, { train, refit: state }),
    });

    const hasClimatology = this.hasClimatology();
    const parts: PanelParts = {
      ...{ engine, network, task, spec, windowAs: settings.window_as, ridge: refit!.ridge, season: this.sizes.season },
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
    const outcome = this.outcome(new PanelForecaster(parts), { train, refit: refitted }, [
      ...(refit!.isSilent ? [{ code: "ridge_impossible", facts: { strength: choice.strength } }] : []),
      ...mathNotes(engine, asked),
    ]);
    const scored = outcome.verdict === "not_scored" ? null : metricsOnly(outcome);
    return { outcome, model: new PanelForecaster({ ...parts, description: { ...parts.description, scored } }) };
  }

  /** Errors of the searched network on the validation rows of all series; null where no masks are drawn. */
  private async pastErrors(
    network: Network,
    searched: readonly Searched[],
    { best }: TrainState,
    signal: AbortSignal | undefined,
  ): Promise<PastErrors | null> {
    if (!isVariational(network)) return null;
    const { engine, settings, choice } = this;
    const measured = [best.weights, ...best.others].map((weights, f) => {
      const { prepared, preparations, frames, validation } = searched[f]!;
      const scales = preparations.map(({ target }) => evenScale(target));
      return {
        ...{ validation: windowsOf(prepared, validation), weights, actual: prepared.actual },
        isMissing: missingInPanel(frames, prepared.starts, choice.task),
        scaleAt: (row: number) => scales[seriesAt(prepared.starts, row)]!,
      };
    });
    const carries = learnCarries(dataOf(searched[0]!).train, measured[0]!.isMissing);
    const of = { engine, network, asFeatures: settings.window_as === "features", seed: seed(settings.seed) };
    return measureErrors(of, measured, carries, signal);
  }

  /** What the model keeps of a series. */
  private known(
    { whole, frame, rows }: Member,
    preparation: KnownSeries["preparation"],
    hasClimatology: boolean,
  ): KnownSeries {
    const { task } = this.choice;
    const { season } = this.sizes;
    const beforeTest = rows.train + rows.validation;
    const past = pastOf(readValues(columnOf(frame, task.target)), beforeTest);
    const fitted = fitBaseline(climatology, past, { season, time: frame.time }).fitted as { means: readonly number[] };
    return {
      last: lastRows(whole, task, preparation),
      preparation,
      climatology: hasClimatology ? fitted.means : [],
      seasonalScale: seasonalScale(pastOf(past.values, rows.train), season),
      fittedUntil: timeAt(frame.time, beforeTest - 1),
    };
  }

  /** The training part of most series holds every phase twice. */
  private hasClimatology(): boolean {
    const { full } = this.members;
    const typical = quantile(Float64Array.from(full, ({ rows }) => rows.train).sort(), 0.25);
    return 2 * phasesOf(full[0]!.frame.time, this.sizes.season).count <= typical;
  }

  /** Scores the test rows, forecasts beyond the end of every series, and puts together all that was found out. */
  private outcome(model: PanelForecaster, { train, refit }: Progress, further: readonly Note[]): PanelOutcome {
    const { settings, sizes, choice, members } = this;
    const { task } = choice;
    const known = model.parts.series;
    const scores = model.score(
      members.full.map(({ frame, rows }, s) => ({ ...known[s]!, frame, from: rows.train + rows.validation })),
    );
    const all = [...members.full, ...members.short];
    const missing = all.reduce((sum, { frame }) => sum + missingIn(frame, task.target), 0);
    const notes: Note[] = [
      ...sizes.notes,
      ...members.notes,
      ...choice.notes,
      ...(train.best.epoch === 0 && train.history.length > 1 && settings.linear_path
        ? [{ code: "start_kept", facts: { epochs: train.history.length - 1 } }]
        : []),
      ...(settings.sparsity > 0 ? [prunedNote(model.parts.network)] : []),
      ...(missing > 0 ? [{ code: "targets_missing", facts: { count: missing } }] : []),
      ...scores.notes,
      ...further,
    ];
    const beyond = model.forecastAll(
      all.map(({ whole }) => whole),
      settings.beyond ?? task.horizon,
      isVariational(model.parts.network) ? USUAL_BAND : null,
    );
    const seconds = train.history.at(-1)!.seconds + (refit?.history.at(-1)?.seconds ?? 0);
    return {
      ...scores,
      ...{ target: settings.target, past: settings.past, future: settings.future },
      ...{ lookback: task.lookback, horizon: task.horizon, season: sizes.season, model: settings.cell },
      series: { given: this.given, fitted: all.length, scored: scores.perSeries.length },
      rows: all.map(({ rows }) => rows).reduce(added),
      history: [...train.history, ...(refit?.history ?? [])],
      bestEpoch: train.best.epoch,
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
    const { train, validation = sizes.horizon, test = sizes.horizon } = settings.split;
    return {
      ...settings,
      ...(reading === undefined ? {} : { table: reading.options }),
      season: settings.season ?? sizes.found,
      calendar: choice.task.calendar,
      lookback: choice.task.lookback,
      horizon: choice.task.horizon,
      split: train === undefined ? { validation, test } : settings.split,
      preparation: choice.preparation,
      ridge_strength: choice.strength,
    };
  }
}

function added(a: RowCounts, b: RowCounts): RowCounts {
  return { train: a.train + b.train, validation: a.validation + b.validation, test: a.test + b.test };
}

function missingIn(frame: Frame, target: string): number {
  return readValues(columnOf(frame, target)).reduce((sum, value) => (Number.isNaN(value) ? sum + 1 : sum), 0);
}

function dataOf({ prepared, train, validation }: PanelFold): TrainData {
  return { train: windowsOf(prepared, train), validation: windowsOf(prepared, validation) };
}
