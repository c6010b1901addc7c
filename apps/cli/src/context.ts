import type { Interruption } from "./adapters/interruption.ts";

/** What every command is given beside its options. */
export interface Context {
  readonly interruption: Interruption;
  /** The arguments as typed, for the command that resumes a run. */
  readonly argv: readonly string[];
}
