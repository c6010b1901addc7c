import { type Engine, seed } from "@gatecast/engine";
import type { Network } from "@gatecast/nn";
import { evenScale, learnCarries, missingInPanel, seriesAt, windowsOf } from "../../prepare/index.ts";
import type { PretrainState, TrainData, TrainState } from "../../train/index.ts";
import { measureErrors, type PastErrors } from "../band/past-errors.ts";
import { isVariational } from "../band/read-band.ts";
import type { Choice } from "../choose.ts";
import type { FitEvent } from "../events.ts";
import { type LinearStart, startFrom } from "../linear-start.ts";
import type { FitSettings } from "../options.ts";
import { startedFrom, type TrainRun } from "../search-and-refit.ts";
import { startPhase } from "../start-phase.ts";
import { trainPhase } from "../train-phase.ts";
import { type PanelFold, panelFold } from "./choose-panel.ts";
import { type Cut, foldsOf, type Member } from "./members.ts";

/** What a network over many series is trained on, once everything is chosen. */
export interface PanelSubject {
  readonly engine: Engine;
  /** With fresh weights, as its seed has them. */
  readonly network: Network;
  readonly settings: FitSettings;
  readonly choice: Choice;
  /** Those with a test part, then those that are only trained on. */
  readonly members: readonly Member[];
}

/** A network that was trained on the rows of all series before their test; its weights are in the network. */
export interface RefittedPanel {
  /** The search for the best epoch. */
  readonly train: TrainState;
  readonly refit: TrainState;
  /** Preparations and windows of the refit. */
  readonly past: PanelFold;
  /** Its ridge. */
  readonly start: LinearStart;
  /** Of the searched network on the validation rows of all series; null where no masks are drawn. */
  readonly pastErrors: PastErrors | null;
}

/** One part of the past of all series, with the windows that are measured behind it. */
export interface SearchedFold extends PanelFold {
  readonly cuts: readonly Cut[];
}

/** The parts of the past in which the best epoch is searched. */
export function searchedFolds({ choice, members }: Pick<PanelSubject, "choice" | "members">): SearchedFold[] {
  const { task, preparation } = choice;
  return foldsOf(members, [task.target, ...task.past, ...task.future])
    .map((cuts) => ({ ...panelFold(cuts, preparation, task), cuts }))
    .filter(({ train, validation }, f) => f === 0 || (train.length > 0 && validation.length > 0));
}

/** The windows of a part of the past. */
export function dataOf({ prepared, train, validation }: PanelFold): TrainData {
  return { train: windowsOf(prepared, train), validation: windowsOf(prepared, validation) };
}

/**
 * Searches the best epoch on the validation rows of all series, then fits preparations, ridge and network again on training +
 * validation rows, the network for as many epochs as were best.
 */
export async function* searchAndRefitPanel(
  of: PanelSubject,
  { saved, signal, checkpoint }: TrainRun,
): AsyncGenerator<FitEvent, RefittedPanel, void> {
  const { network, settings, choice, members } = of;
  const fresh = network.parameters.snapshot();
  const starting = (state: TrainState | null | undefined) => {
    const own = startedFrom(of, state);
    return (fold: PanelFold) => (reached: PretrainState | undefined) =>
      startFrom(network, fresh, own, dataOf(fold), { state: reached, signal });
  };
  const searched = searchedFolds(of);
  const folds = yield* startPhase("train", settings, searched.map(starting(saved?.train)), {
    saved: saved?.pretrain,
    checkpoint: (pretrain) => checkpoint({ pretrain, train: null, refit: null }),
  });
  yield { kind: "start" };
  const train = yield* trainPhase(of, "train", folds, {
    epochs: settings.epochs,
    schedule: settings.schedule,
    state: saved?.train ?? undefined,
    signal,
    checkpoint: (state) => checkpoint({ train: state, refit: null }),
  });
  const pastErrors = await measured(of, searched, train, signal);
  // The rows of the search are not needed any more: the refit lays out its own.
  folds.length = 0;
  searched.length = 0;
  const cuts = members.map(({ frame, rows }) => ({ frame, cutoff: rows.train + rows.validation, ahead: 0 }));
  const past = panelFold(cuts, choice.preparation, choice.task);
  const [start] = yield* startPhase("refit", settings, [starting(saved?.refit)(past)], {
    saved: saved?.pretrain,
    checkpoint: (pretrain) => checkpoint({ pretrain, train, refit: null }),
  });
  const refit = yield* trainPhase(of, "refit", [start!], {
    epochs: train.best.epoch,
    // The refit walks through the same learning rates as the search did.
    schedule: { kind: "list", rates: train.history.map(({ learningRate }) => learningRate) },
    state: saved?.refit ?? undefined,
    signal,
    checkpoint: (state) => checkpoint({ train, refit: state }),
  });
  return { train, refit, past, start: start!, pastErrors };
}

/** Errors of the searched network on the validation rows of all series; null where no masks are drawn. */
async function measured(
  { engine, network, settings, choice }: PanelSubject,
  searched: readonly SearchedFold[],
  { best }: TrainState,
  signal: AbortSignal | undefined,
): Promise<PastErrors | null> {
  if (!isVariational(network)) return null;
  const parts = [best.weights, ...best.others].map((weights, f) => {
    const { prepared, preparations, cuts, validation } = searched[f]!;
    const scales = preparations.map(({ target }) => evenScale(target));
    const frames = cuts.map(({ frame }) => frame);
    return {
      ...{ validation: windowsOf(prepared, validation), weights, actual: prepared.actual },
      isMissing: missingInPanel(frames, prepared.starts, choice.task),
      scaleAt: (row: number) => scales[seriesAt(prepared.starts, row)]!,
    };
  });
  const carries = learnCarries(dataOf(searched[0]!).train, parts[0]!.isMissing);
  const of = { engine, network, asFeatures: settings.window_as === "features", seed: seed(settings.seed) };
  return measureErrors(of, parts, carries, signal);
}
