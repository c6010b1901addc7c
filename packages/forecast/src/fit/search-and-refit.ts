import { type Engine, seed } from "@gatecast/engine";
import type { Network } from "@gatecast/nn";
import type { Frame } from "../contracts/index.ts";
import { columnOf } from "../data/index.ts";
import { evenScale, learnCarries, missingIn, readValues } from "../prepare/index.ts";
import type { PretrainState, TrainState } from "../train/index.ts";
import { measureErrors, type PastErrors } from "./band/past-errors.ts";
import { isVariational } from "./band/read-band.ts";
import type { Reached } from "./checkpoint.ts";
import type { Choice } from "./choose.ts";
import type { FitEvent } from "./events.ts";
import { foldCutoffs } from "./folds.ts";
import { linearStart, type TableStart } from "./linear-start.ts";
import type { FitSettings } from "./options.ts";
import type { Sizes } from "./sizes.ts";
import { startPhase } from "./start-phase.ts";
import { trainPhase } from "./train-phase.ts";

/** What a network is trained on, once everything is chosen. */
export interface TrainSubject {
  readonly engine: Engine;
  /** With fresh weights, as its seed has them. */
  readonly network: Network;
  /** Up to the last known target. */
  readonly frame: Frame;
  readonly settings: FitSettings;
  readonly sizes: Sizes;
  readonly choice: Choice;
}

/** How such a training goes on, ends and is saved. */
export interface TrainRun {
  readonly saved: Reached | null;
  readonly signal: AbortSignal | undefined;
  readonly checkpoint: (reached: Reached) => Promise<Uint8Array>;
}

/** A network that was trained on all rows before the test; its weights are in the network. */
export interface Refitted {
  /** The search for the best epoch. */
  readonly train: TrainState;
  readonly refit: TrainState;
  /** Preparation, table and ridge of the refit. */
  readonly start: TableStart;
  /** Of the searched network on the validation rows; null where no masks are drawn. */
  readonly pastErrors: PastErrors | null;
}

/**
 * Searches the best epoch on validation rows, then fits preparation, ridge and network again on training + validation rows,
 * the network for as many epochs as were best.
 */
export async function* searchAndRefit(of: TrainSubject, run: TrainRun): AsyncGenerator<FitEvent, Refitted, void> {
  const { network, sizes } = of;
  const { saved, signal } = run;
  const fresh = network.parameters.snapshot();
  const { train, pastErrors } = yield* search(of, fresh, run);
  const cutoff = sizes.rows.train + sizes.rows.validation;
  const own = startedFrom(of, saved?.refit);
  const [start] = yield* startPhase(
    "refit",
    own.settings,
    [(state) => linearStart(network, fresh, own, { cutoff, ahead: 0 }, { state, signal })],
    { saved: saved?.pretrain, checkpoint: (pretrain) => run.checkpoint({ pretrain, train, refit: null }) },
  );
  const refit = yield* trainPhase(of, "refit", [start!], {
    epochs: train.best.epoch,
    // The refit walks through the same learning rates as the search did.
    schedule: { kind: "list", rates: train.history.map(({ learningRate }) => learningRate) },
    state: saved?.refit ?? undefined,
    signal,
    checkpoint: (state) => run.checkpoint({ train, refit: state }),
  });
  return { train, refit, start: start!, pastErrors };
}

/** What training goes on from already has what pretraining came to: it need not be done again. */
export const startedFrom = <Of extends { readonly settings: FitSettings }>(
  of: Of,
  state: TrainState | null | undefined,
): Of => (state ? { ...of, settings: { ...of.settings, pretrain: 0 } } : of);

/** Searches the best epoch on validation rows. What it prepares is gone once it is over. */
async function* search(
  subject: TrainSubject,
  fresh: Float32Array,
  { saved, signal, checkpoint }: TrainRun,
): AsyncGenerator<FitEvent, Pick<Refitted, "train" | "pastErrors">, void> {
  const { engine, network, frame, settings, sizes, choice } = subject;
  const { rows } = sizes;
  const own = startedFrom(subject, saved?.train);
  const parts = foldCutoffs(rows).map(
    (cutoff) => (state: PretrainState | undefined) =>
      linearStart(network, fresh, own, { cutoff, ahead: rows.validation }, { state, signal }),
  );
  const starts = yield* startPhase("train", own.settings, parts, {
    saved: saved?.pretrain,
    checkpoint: (pretrain) => checkpoint({ pretrain, train: null, refit: null }),
  });
  const folds = starts.filter(({ train, validation }, f) => f === 0 || (train.count > 0 && validation.count > 0));
  yield { kind: "start" };
  const train = yield* trainPhase(subject, "train", folds, {
    epochs: settings.epochs,
    schedule: settings.schedule,
    state: saved?.train ?? undefined,
    signal,
    checkpoint: (reached) => checkpoint({ train: reached, refit: null }),
  });
  if (!isVariational(network)) return { train, pastErrors: null };
  const asFeatures = settings.window_as === "features";
  const isMissing = missingIn(frame, choice.task);
  const actual = readValues(columnOf(frame, choice.task.target));
  const { weights, others } = train.best;
  const measured = [weights, ...others].map((weights, f) => {
    const { table, validation } = folds[f]!;
    const scale = evenScale(table.preparation.target);
    return { validation, weights, actual, isMissing, scaleAt: () => scale };
  });
  const carries = learnCarries(folds[0]!.train, isMissing);
  const of = { engine, network, asFeatures, seed: seed(settings.seed) };
  const pastErrors = await measureErrors(of, measured, carries, signal);
  return { train, pastErrors };
}
