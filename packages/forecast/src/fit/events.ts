import type { EngineOptions } from "@gatecast/engine";
import type { EpochRecord, Note } from "../contracts/index.ts";
import type { Reading } from "./reading.ts";

/** What `fit` reports while it works. A terminal bar, a log line and a live chart are three readers of it. */
export type FitEvent =
  /** A decision, as soon as it is made. */
  | { readonly kind: "note"; readonly note: Note }
  /** Before training: of so many preparations, look-backs and calendars, so many have been compared, of at most `of`. */
  | { readonly kind: "choosing"; readonly tried: number; readonly of: number }
  /** All is chosen and solved, and training starts; epoch 0, the linear start, is being measured. */
  | { readonly kind: "start" }
  /**
   * An epoch of pretraining is done, on part `part` of `parts`: before the search for the best epoch each fold of the rows is one,
   * before the refit all rows are.
   */
  | {
      readonly kind: "pretrain";
      readonly phase: "train" | "refit";
      readonly part: number;
      readonly parts: number;
      readonly epoch: number;
      readonly epochs: number;
      /** Of what was to be filled in. */
      readonly loss: number;
    }
  /** An epoch is done. `train` searches the best epoch on validation rows, `refit` repeats it on train + validation. */
  | {
      readonly kind: "epoch";
      readonly phase: "train" | "refit";
      readonly record: EpochRecord;
      /** Epochs this phase takes at most. */
      readonly epochs: number;
    }
  /** What a resumed run needs to go on from here to the same bits. `bytes` is built when called; call it before taking the next event. */
  | { readonly kind: "checkpoint"; readonly bytes: () => Promise<Uint8Array> };

/** What a fit may be given besides its options. */
export interface FitRun {
  /** Stops the run; the fit throws the signal's reason. */
  readonly signal?: AbortSignal;
  /** A checkpoint of the same configuration and data: goes on from there to the same weights, bit for bit. */
  readonly resume?: Uint8Array;
  /** How the table became this frame, from `readFrame`: the model records it, and reads newer data alike. */
  readonly reading?: Reading;
  /** Threads and fused products; one thread and exact numbers where absent. No thread count changes a bit. */
  readonly engine?: EngineOptions;
}
