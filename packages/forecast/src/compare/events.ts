import type { Cell, EngineOptions } from "@gatecast/engine";
import type { Note } from "../contracts/index.ts";
import type { WrappedCell } from "./around.ts";
import type { CellFailure, CellRun, CompareMeasure, RateTrial } from "./outcome.ts";
import type { CompareState } from "./state.ts";

/** What is compared; all has a default. */
export interface CompareChoices {
  /**
   * Names of cells, or cells of your own, the first being what the others are compared with; `all` stands for the whole
   * family. With what goes around one alone: `lstm+variational:0.2`, or `{ cell: "lstm", variational: 0.2 }`.
   */
  readonly cells?: readonly (string | Cell | WrappedCell)[] | undefined;
  /** Runs of each cell, with the seed of the options and those after it; 5 where absent. */
  readonly seeds?: number | undefined;
  /** Parameters that each cell comes near to; those of the first cell that can be compared where absent. */
  readonly parameters?: number | undefined;
}

/** What a comparison reports while it works. */
export type CompareEvent =
  /** A decision, as soon as it is made. */
  | { readonly kind: "note"; readonly note: Note }
  /** An epoch of one training is done: the `done + 1`th of `of`. */
  | {
      readonly kind: "epoch";
      readonly cell: string;
      /** A learning rate is tried, the best epoch is searched, or the network fitted again on training + validation rows. */
      readonly phase: "trial" | "train" | "refit";
      readonly learningRate: number;
      readonly seed: number;
      readonly epoch: number;
      readonly epochs: number;
      readonly done: number;
      readonly of: number;
    }
  /** A learning rate was tried. */
  | { readonly kind: "trial"; readonly cell: string; readonly trial: RateTrial; readonly measure: CompareMeasure }
  /** A cell was trained with a seed and scored. */
  | { readonly kind: "run"; readonly cell: string; readonly run: CellRun; readonly measure: CompareMeasure }
  /** A cell came to nothing; the others go on. */
  | { readonly kind: "failure"; readonly cell: string; readonly failure: CellFailure }
  /** What a resumed comparison needs to go on from here: plain JSON. */
  | { readonly kind: "checkpoint"; readonly state: CompareState };

/** What a comparison may be given besides. */
export interface CompareRun {
  /** Stops it; the comparison throws the signal's reason, and goes on from its last checkpoint. */
  readonly signal?: AbortSignal;
  /** Threads; one where absent. */
  readonly engine?: EngineOptions;
  /** The state of a checkpoint of the same options and data: what it holds is not trained again. */
  readonly resume?: unknown;
}
