import type { z } from "zod";
import type { Note, Table } from "../contracts/index.ts";
import type { TablePast } from "./table-past.ts";

/** A table after a step, and what the step did. */
export interface Cleaned {
  readonly table: Table;
  readonly notes: readonly Note[];
}

/**
 * One repair of a table. Its specification is what a person asks for, its fitted form adds the numbers learnt from the
 * past; both are plain JSON, so that a model file can record them and replay the repair on new data.
 */
export interface CleanStep<Spec extends z.ZodType, Fitted extends z.ZodType> {
  readonly spec: Spec;
  readonly fitted: Fitted;
  /** Whether the step learns numbers from values: then it matters which rows are the past. */
  learns(spec: z.infer<Spec>): boolean;
  /** Learns from the rows of the past alone. Throws Problem `column_missing` for a column that the table does not have. */
  fit(spec: z.infer<Spec>, past: TablePast): z.infer<Fitted>;
  /** The repaired table; the given one is not changed. What cannot be repaired stays and is said in a note. */
  apply(fitted: z.infer<Fitted>, table: Table): Cleaned;
}

/** Checks a step against its own schemas; the compiler infers the types from them. */
export function defineCleanStep<Spec extends z.ZodType, Fitted extends z.ZodType>(
  step: CleanStep<Spec, Fitted>,
): CleanStep<Spec, Fitted> {
  return step;
}
