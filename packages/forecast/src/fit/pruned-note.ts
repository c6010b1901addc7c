import type { Network } from "@gatecast/nn";
import type { Note } from "../contracts/index.ts";
import { pruningEpochs, sparsityOf } from "../train/index.ts";
import type { FitSettings } from "./options.ts";

/** Tells how many recurrent weights pruning has left, and why they are fewer than asked for where the kept epoch is an early one. */
export function prunedNote(
  network: Network,
  { sparsity, epochs }: Pick<FitSettings, "sparsity" | "epochs">,
  kept: number,
): Note {
  const share = percent(sparsityOf(network));
  const { start, end } = pruningEpochs(epochs);
  if (kept >= end) return { code: "weights_pruned", facts: { share } };
  return { code: "weights_pruned_early", facts: { share, wanted: percent(sparsity), epoch: kept, start, end } };
}

const percent = (share: number): number => Math.round(1000 * share) / 10;
