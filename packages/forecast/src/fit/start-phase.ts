import { Problem } from "../contracts/index.ts";
import type { PretrainState } from "../train/index.ts";
import type { PretrainProgress } from "./checkpoint.ts";
import type { FitEvent } from "./events.ts";
import type { FitSettings } from "./options.ts";

/** Makes the start of one part of the past, going on from a state of its pretraining where there is one. */
export type MakeStart<Start> = (state: PretrainState | undefined) => AsyncGenerator<PretrainState, Start, void>;

/**
 * The starts of all parts of one phase of a fit, as events: where they are pretrained, each epoch is told and can be gone on from to
 * the same bits.
 */
export async function* startPhase<Start>(
  phase: "train" | "refit",
  { pretrain: epochs }: Pick<FitSettings, "pretrain">,
  parts: readonly MakeStart<Start>[],
  run: {
    readonly saved: PretrainProgress | null | undefined;
    readonly checkpoint: (reached: PretrainProgress) => Promise<Uint8Array>;
  },
): AsyncGenerator<FitEvent, Start[], void> {
  const states = run.saved?.phase === phase ? [...run.saved.parts] : [];
  const starts: Start[] = [];
  for (const [at, make] of parts.entries()) {
    const stream = make(states[at]);
    for (;;) {
      const next = await nextOf(stream);
      if (next.done === true) {
        starts.push(next.value);
        break;
      }
      states[at] = next.value;
      const reached: PretrainProgress = { phase, parts: [...states] };
      const { epoch, loss } = next.value;
      yield { kind: "pretrain", phase, part: at + 1, parts: parts.length, epoch, epochs, loss };
      yield { kind: "checkpoint", bytes: () => run.checkpoint(reached) };
    }
  }
  return starts;
}

/** A state of other layers is no state of this run. */
async function nextOf<Start>(stream: AsyncGenerator<PretrainState, Start, void>) {
  try {
    return await stream.next();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new Problem("model", "checkpoint_unreadable", "The checkpoint does not fit the network.", {
      found: error.message,
      needed: "a checkpoint of the same run",
      hint: "Leave out --resume to start anew.",
      option: "--resume",
    });
  }
}
