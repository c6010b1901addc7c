import { type Engine, seed, split } from "@gatecast/engine";
import type { Network, ScheduleSpec } from "@gatecast/nn";
import { type TrainState, trainNetwork } from "../train/index.ts";
import type { FitEvent } from "./events.ts";
import { type LinearStart, trainOptions } from "./linear-start.ts";
import type { FitSettings } from "./options.ts";

/**
 * One of the two phases of a fit, as events: `train` searches the best epoch, `refit` repeats it. Each draws its orders from a
 * seed of its own.
 */
export async function* trainPhase(
  of: { readonly engine: Engine; readonly network: Network; readonly settings: FitSettings },
  phase: "train" | "refit",
  folds: readonly LinearStart[],
  run: {
    readonly epochs: number;
    readonly schedule: ScheduleSpec;
    readonly state: TrainState | undefined;
    readonly signal: AbortSignal | undefined;
    readonly checkpoint: (state: TrainState) => Promise<Uint8Array>;
  },
): AsyncGenerator<FitEvent, TrainState, void> {
  const { engine, network, settings } = of;
  const { epochs, schedule, state, signal } = run;
  const order = split(split(seed(settings.seed), "order"), phase);
  const stream = trainNetwork(
    { engine, network, folds, seed: order },
    { ...trainOptions(settings), epochs, schedule },
    { state, signal },
  );
  for (;;) {
    const next = await stream.next();
    if (next.done === true) return next.value;
    const reached = next.value;
    yield { kind: "epoch", phase, record: reached.history.at(-1)!, epochs };
    yield { kind: "checkpoint", bytes: () => run.checkpoint(reached) };
  }
}
