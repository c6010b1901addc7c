import { split, seed as toSeed } from "@gatecast/engine";
import { Network } from "@gatecast/nn";
import { weightsHash } from "../../artifact/index.ts";
import type { Frame, Note } from "../../contracts/index.ts";
import { columnOf, requireTarget, sliceRows } from "../../data/index.ts";
import { seasonalScale } from "../../evaluate/index.ts";
import { checkRange } from "../../fit/check-range.ts";
import type { Choice } from "../../fit/choose.ts";
import { settleGraph } from "../../fit/graph.ts";
import { openEngine } from "../../fit/open-engine.ts";
import type { FitSettings } from "../../fit/options.ts";
import { missingOf } from "../../fit/outcome.ts";
import { lastOrigin } from "../../fit/rows-ahead.ts";
import { searchAndRefit } from "../../fit/search-and-refit.ts";
import { type Sizes, settleSizes } from "../../fit/sizes.ts";
import { Trial } from "../../fit/trial.ts";
import { networkSpec } from "../../models/index.ts";
import { fitPreparation, ModelTable, pastOf, readValues, type Windows } from "../../prepare/index.ts";
import { sharedWindows } from "../../tune/shared-windows.ts";
import { type Entrant, withAllDilations } from "../choices.ts";
import type { CompareRun } from "../events.ts";
import {
  type Ground,
  nothingSaved,
  type ScoredBaselines,
  type Step,
  type TestOrigins,
  type Trained,
  type Tried,
} from "../ground.ts";
import { independentWindows } from "../origin-losses.ts";
import { scoreBaselines } from "./score-baselines.ts";
import { scoreRun } from "./score-run.ts";
import type { SeriesParts } from "./series-parts.ts";
import { validateBaselines } from "./validate-baselines.ts";

/**
 * Settles what all cells share on one series, as `fit` does: sizes, preparation, look-back. Yields what it decides.
 * @throws Problem of kind `usage` or `data`; the signal's reason when aborted.
 */
export async function* seriesGround(
  frame: Frame,
  asked: FitSettings,
  entrants: readonly Entrant[],
  { signal, engine }: CompareRun,
): AsyncGenerator<Note, Ground, void> {
  const cells = new Set(entrants.map(({ cell }) => cell));
  const { settings, notes } = settleGraph(frame, asked, [...cells]);
  const { target, past, future } = settings;
  requireTarget(frame, target);
  checkRange(frame, [target, ...past, ...future]);
  const known = sliceRows(frame, 0, lastOrigin(frame, settings) + 1);
  const settled = settleSizes(known, withAllDilations(settings, entrants));
  const sizes = { ...settled, notes: [...notes, ...settled.notes] };
  yield* sizes.notes;
  const first = new Trial(known, settings, sizes);
  const choice = await first.settle(signal);
  yield* choice.notes;
  const actual = readValues(columnOf(known, target));
  return new SeriesGround({
    ...{ frame: known, settings: first.configuration, sizes, choice, actual, signal, engine },
    blocks: sharedWindows(known, sizes.rows, choice.task, [choice.preparation]),
    seasonalScale: seasonalScale(pastOf(actual, sizes.rows.train), sizes.season),
  });
}

/** Cells are compared on one series, by RMSE and squared errors. */
class SeriesGround implements Ground {
  readonly frames: readonly Frame[];
  readonly series = null;
  readonly measure = "rmse";
  readonly settings: FitSettings;
  readonly choice: Choice;
  readonly season: number;
  readonly rows: Sizes["rows"];
  readonly test: TestOrigins;
  readonly notes: readonly Note[];
  readonly validates: boolean;
  private readonly parts: SeriesParts;

  constructor(parts: SeriesParts) {
    const { frame, settings, sizes, choice, actual } = parts;
    this.parts = parts;
    this.frames = [frame];
    this.settings = settings;
    this.choice = choice;
    this.season = sizes.season;
    this.rows = sizes.rows;
    this.test = testOrigins(testWindows(parts), actual);
    this.validates = parts.blocks.length > 0;
    const missing = missingOf(columnOf(frame, settings.target));
    this.notes = [
      ...sizes.notes,
      ...choice.notes,
      ...(missing > 0 ? [{ code: "targets_missing", facts: { count: missing } }] : []),
    ];
  }

  async *tryOut(settings: FitSettings): AsyncGenerator<Step, Tried, void> {
    const { frame, sizes, choice, blocks, signal, engine } = this.parts;
    const { epochs } = settings;
    const trial = new Trial(frame, settings, { ...sizes, lookbacks: [choice.task.lookback] });
    const stream = trial.train({ epochs, blocks, signal, engine });
    for (;;) {
      const next = await stream.next();
      if (next.done === true) {
        const { rmse: error, bestEpoch, promise, seconds } = next.value;
        return { epochs: next.value.epochs, bestEpoch, error, promise, seconds };
      }
      const { epoch, seconds } = next.value;
      yield { phase: "trial", epoch, epochs, seconds };
    }
  }

  async *train(settings: FitSettings): AsyncGenerator<Step, Trained, void> {
    const { frame, sizes, choice, actual, seasonalScale: scale, signal } = this.parts;
    const { task } = choice;
    const columns = 1 + task.past.length + task.future.length;
    const work = { windows: sizes.rows.train, lookback: task.lookback, columns, units: settings.units };
    const engine = await openEngine(this.parts.engine, work);
    try {
      const network = await Network.create(
        engine,
        networkSpec(task, settings),
        split(toSeed(settings.seed), "network"),
      );
      const stream = searchAndRefit(
        { engine, network, frame, settings, sizes, choice },
        { saved: null, signal, checkpoint: nothingSaved },
      );
      let next = await stream.next();
      for (; next.done !== true; next = await stream.next()) {
        if (next.value.kind !== "epoch") continue;
        const { phase, record, epochs } = next.value;
        yield { phase, epoch: record.epoch, epochs, seconds: record.seconds };
      }
      const { train, refit, start } = next.value;
      const windows = start.table.within(sizes.rows.train + sizes.rows.validation, frame.time.length);
      const options = { model: settings.cell, asFeatures: settings.window_as === "features" };
      return {
        ...scoreRun(engine, network, { windows, actual, seasonalScale: scale }, options),
        epochs: train.history.length - 1,
        bestEpoch: train.best.epoch,
        seconds: train.history.at(-1)!.seconds + refit.history.at(-1)!.seconds,
        weightsSha256: await weightsHash(network.parameters),
      };
    } finally {
      engine.close();
    }
  }

  async scoreBaselines(): Promise<ScoredBaselines> {
    const { models, notes } = await scoreBaselines(this.parts);
    return { models, notes, validation: await validateBaselines(this.parts) };
  }
}

function testWindows({ frame, choice, sizes }: SeriesParts): Windows {
  const cutoff = sizes.rows.train + sizes.rows.validation;
  const table = new ModelTable(fitPreparation(choice.preparation, frame, choice.task, cutoff), frame, choice.task);
  return table.within(cutoff, frame.time.length);
}

function testOrigins(windows: Windows, actual: Float64Array): TestOrigins {
  const { horizon } = windows.task;
  const origins: number[] = [];
  for (const part of windows.inOrder()) for (const origin of part.origins) origins.push(part.first + origin);
  const known = (origin: number) =>
    actual.subarray(origin + 1, origin + 1 + horizon).reduce((sum, value) => (Number.isNaN(value) ? sum : sum + 1), 0);
  return {
    ...{ origins, weights: null, horizon, windows: origins.length },
    independent: independentWindows(origins, horizon),
    points: origins.reduce((sum, origin) => sum + known(origin), 0),
  };
}
