import type { Network } from "@gatecast/nn";
import type { Note } from "../contracts/index.ts";
import { sparsityOf } from "../train/index.ts";

/** Tells how many recurrent weights pruning has left. */
export const prunedNote = (network: Network): Note => ({
  code: "weights_pruned",
  facts: { share: Math.round(1000 * sparsityOf(network)) / 10 },
});
