import type { Note } from "../contracts/index.ts";
import type { TrainState } from "../train/index.ts";
import type { FitSettings } from "./options.ts";

/** A remark where no epoch was better on validation rows than what training started from: ridge, or weights as they were drawn. */
export function startNote(
  { best, history }: Pick<TrainState, "best" | "history">,
  { linear_path }: Pick<FitSettings, "linear_path">,
): Note[] {
  if (best.epoch > 0 || history.length < 2) return [];
  return [{ code: linear_path ? "start_kept" : "untrained_kept", facts: { epochs: history.length - 1 } }];
}
