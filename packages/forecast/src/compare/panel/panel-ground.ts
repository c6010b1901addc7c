import { EngineMemoryError, split, seed as toSeed } from "@gatecast/engine";
import { Network } from "@gatecast/nn";
import { weightsHash } from "../../artifact/index.ts";
import { type Frame, type Note, type PanelCounts, Problem } from "../../contracts/index.ts";
import type { Choice } from "../../fit/choose.ts";
import { tooLarge } from "../../fit/fit.ts";
import { openEngine } from "../../fit/open-engine.ts";
import type { FitSettings } from "../../fit/options.ts";
import { choosePanel } from "../../fit/panel/choose-panel.ts";
import { roomyMembers, workOf } from "../../fit/panel/fit-panel.ts";
import { missingTargets, rowsOf, seesPhases, settledPanel, sharedNote, taughtBy } from "../../fit/panel/panel-past.ts";
import { searchAndRefitPanel } from "../../fit/panel/search-and-refit-panel.ts";
import { checkPanel, membersOf, settlePanel } from "../../fit/panel/settle-panel.ts";
import { forecastNetwork, networkSpec } from "../../models/index.ts";
import { fitPreparation, sharedSteps } from "../../prepare/index.ts";
import { type Entrant, withAllDilations } from "../choices.ts";
import type { CompareRun } from "../events.ts";
import { type Ground, nothingSaved, type ScoredBaselines, type Step, type Trained, type Tried } from "../ground.ts";
import type { PanelContest } from "./panel-contest.ts";
import { PanelTest } from "./panel-test.ts";
import { scorePanelBaselines } from "./score-panel-baselines.ts";
import { tryOnPanel } from "./try-on-panel.ts";
import { validatePanelBaselines } from "./validate-panel-baselines.ts";

/**
 * Settles what all cells share on several series, as `fitPanel` does: sizes, preparation, look-back, parts of each series. Yields
 * what it decides.
 * @throws Problem of kind `usage` or `data`, `nothing_to_compare` where no series has a scale; the signal's reason when aborted.
 */
export async function* panelGround(
  frames: readonly Frame[],
  settings: FitSettings,
  entrants: readonly Entrant[],
  { signal, engine: asked }: CompareRun,
): AsyncGenerator<Note, Ground, void> {
  checkPanel(frames, settings);
  const sizes = settlePanel(frames, withAllDilations(settings, entrants));
  yield* sizes.notes;
  const [roomy, lookbacks] = roomyMembers(sizes.lookbacks, (lookback) =>
    membersOf(frames, settings, lookback, sizes.horizon),
  );
  const engine = await openEngine(asked, workOf(settings, roomy, lookbacks));
  let choice: Choice;
  try {
    choice = await choosePanel(engine, roomy.full, settings, { ...sizes, lookbacks }, signal);
  } catch (error) {
    throw error instanceof EngineMemoryError ? tooLarge(error) : error;
  } finally {
    engine.close();
  }
  yield* choice.notes;
  const { task, preparation } = choice;
  const members = membersOf(frames, settings, task.lookback, sizes.horizon);
  yield* members.notes;
  const hasClimatology = seesPhases(members.full, sizes.season);
  const cuts = [...members.full, ...members.short].map(({ frame, rows }) => ({
    ...{ frame, cutoff: rows.train + rows.validation },
  }));
  const shared = sharedSteps(preparation.covariates, cuts, task);
  const test = new PanelTest(
    task,
    members.full.map(({ frame, rows }) => {
      const from = rows.train + rows.validation;
      const past = { frame, cutoff: from, scaledOn: rows.train };
      const taught = taughtBy(past, task.target, sizes.season, hasClimatology);
      return { frame, from, preparation: fitPreparation(preparation, frame, task, from, shared), ...taught };
    }),
  );
  if (test.windows.origins.length > 0 && !test.hasScales) throw noScale(members.full.length, sizes.season);
  const settled = settledPanel(settings, sizes, choice);
  const told = sharedNote(shared);
  yield* told;
  const parts = { settings: settled, sizes, choice, members, test, hasClimatology, signal, engine: asked };
  return new PanelGround(parts, frames.length, told);
}

/** Cells are compared on several series, by MASE and absolute scaled errors. */
class PanelGround implements Ground {
  readonly frames: readonly Frame[];
  readonly series: PanelCounts;
  readonly measure = "mase";
  readonly settings: FitSettings;
  readonly choice: Choice;
  readonly season: number;
  readonly rows: Ground["rows"];
  readonly test: Ground["test"];
  readonly notes: readonly Note[];
  readonly validates = true;
  private readonly parts: PanelContest;

  constructor(parts: PanelContest, given: number, told: readonly Note[]) {
    const { settings, sizes, choice, members, test } = parts;
    const all = [...members.full, ...members.short];
    const { length: scored } = test.windows.parts;
    const missing = missingTargets(all, settings.target);
    const without = test.windows.parts.filter(({ scale }) => !(scale > 0)).length;
    this.parts = parts;
    this.frames = all.map(({ whole }) => whole);
    this.series = { given, fitted: all.length, scored };
    this.settings = settings;
    this.choice = choice;
    this.season = sizes.season;
    this.rows = rowsOf(all);
    this.test = test.test;
    this.notes = [
      ...sizes.notes,
      ...members.notes,
      ...choice.notes,
      ...told,
      ...(missing > 0 ? [{ code: "targets_missing", facts: { count: missing } }] : []),
      ...(without > 0 ? [{ code: "series_without_mase", facts: { count: without, of: scored } }] : []),
    ];
  }

  tryOut(settings: FitSettings): AsyncGenerator<Step, Tried, void> {
    return tryOnPanel(this.parts, settings);
  }

  async *train(settings: FitSettings): AsyncGenerator<Step, Trained, void> {
    const { choice, members, test, signal } = this.parts;
    const { task } = choice;
    const engine = await openEngine(this.parts.engine, workOf(settings, members, [task.lookback]));
    try {
      const network = await Network.create(
        engine,
        networkSpec(task, settings),
        split(toSeed(settings.seed), "network"),
      );
      const stream = searchAndRefitPanel(
        { engine, network, settings, choice, members: [...members.full, ...members.short] },
        { saved: null, signal, checkpoint: nothingSaved },
      );
      let next = await stream.next();
      for (; next.done !== true; next = await stream.next()) {
        if (next.value.kind !== "epoch") continue;
        const { phase, record, epochs } = next.value;
        yield { phase, epoch: record.epoch, epochs, seconds: record.seconds };
      }
      const { train, refit } = next.value;
      const { prepared, origins } = test.windows;
      const options = { model: settings.cell, asFeatures: settings.window_as === "features" };
      const { values } = forecastNetwork(engine, network, prepared, origins, options);
      const { score, losses, perSeries } = test.score(settings.cell, values);
      return {
        ...{ score, losses, perSeries },
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
    return { ...(await scorePanelBaselines(this.parts)), validation: await validatePanelBaselines(this.parts) };
  }
}

function noScale(series: number, season: number): Problem {
  return new Problem("data", "nothing_to_compare", "Errors of these series have no unit in common.", {
    found: `${series} series whose training part repeats itself exactly, or is no longer than a season of ${season}`,
    needed: "at least one series with two seasons that differ",
    hint: "Name a shorter --season, or compare on one series with --series.",
    option: "--season",
  });
}
