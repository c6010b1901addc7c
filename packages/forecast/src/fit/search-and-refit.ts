import type { Engine } from "@gatecast/engine";
import type { Network } from "@gatecast/nn";
import type { Frame } from "../contracts/index.ts";
import type { TrainState } from "../train/index.ts";
import type { Progress } from "./checkpoint.ts";
import type { Choice } from "./choose.ts";
import type { FitEvent } from "./events.ts";
import { foldCutoffs } from "./folds.ts";
import { type LinearStart, linearStart, type TableStart } from "./linear-start.ts";
import type { FitSettings } from "./options.ts";
import type { Sizes } from "./sizes.ts";
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
  readonly saved: Progress | null;
  readonly signal: AbortSignal | undefined;
  readonly checkpoint: (reached: Progress) => Promise<Uint8Array>;
}

/** A network that was trained on all rows before the test; its weights are in the network. */
export interface Refitted {
  /** The search for the best epoch. */
  readonly train: TrainState;
  readonly refit: TrainState;
  /** Preparation, table and ridge of the refit. */
  readonly start: TableStart;
}

/**
 * Searches the best epoch on validation rows, then fits preparation, ridge and network again on training + validation rows,
 * the network for as many epochs as were best.
 */
export async function* searchAndRefit(of: TrainSubject, run: TrainRun): AsyncGenerator<FitEvent, Refitted, void> {
  const { network, sizes } = of;
  const { saved, signal } = run;
  const fresh = network.parameters.snapshot();
  const train = yield* search(of, fresh, run);
  const cutoff = sizes.rows.train + sizes.rows.validation;
  const start = await linearStart(network, fresh, of, { cutoff, ahead: 0 }, signal);
  const refit = yield* trainPhase(of, "refit", [start], {
    epochs: train.best.epoch,
    // The refit walks through the same learning rates as the search did.
    schedule: { kind: "list", rates: train.history.map(({ learningRate }) => learningRate) },
    state: saved?.refit ?? undefined,
    signal,
    checkpoint: (state) => run.checkpoint({ train, refit: state }),
  });
  return { train, refit, start };
}

/** Searches the best epoch on validation rows. What it prepares is gone once it is over. */
async function* search(
  of: TrainSubject,
  fresh: Float32Array,
  { saved, signal, checkpoint }: TrainRun,
): AsyncGenerator<FitEvent, TrainState, void> {
  const { network, settings, sizes } = of;
  const { rows } = sizes;
  const starts: LinearStart[] = [];
  for (const cutoff of foldCutoffs(rows)) {
    starts.push(await linearStart(network, fresh, of, { cutoff, ahead: rows.validation }, signal));
  }
  const folds = starts.filter(({ train, validation }, f) => f === 0 || (train.count > 0 && validation.count > 0));
  yield { kind: "start" };
  return yield* trainPhase(of, "train", folds, {
    epochs: settings.epochs,
    schedule: settings.schedule,
    state: saved?.train,
    signal,
    checkpoint: (reached) => checkpoint({ train: reached, refit: null }),
  });
}
