import { type Note, Problem, type Table } from "../contracts/index.ts";
import { pause } from "../contracts/pause.ts";
import { type CleanSpec, cleanStepOf, type FittedClean, fittedCleanSchema } from "./clean-spec.ts";
import { cutoffOf, type PastRows } from "./cutoff.ts";
import type { Cleaned } from "./step.ts";
import { pastOfTable } from "./table-past.ts";

export interface CleanOptions {
  /** The rows that numbers are learnt from. By default all rows: then a note says so. */
  readonly past?: PastRows;
  readonly signal?: AbortSignal;
}

/** A cleaned table, and the steps that replay the same on new data. */
export interface CleanedTable extends Cleaned {
  readonly fitted: readonly FittedClean[];
}

/**
 * Cleans a table step by step. Each step learns from the rows of the past as the steps before it leave them, and is
 * applied to all rows; `fitted` says all that it learnt, so that `replayClean(table, fitted)` gives the same table.
 * @throws Problem `column_missing` (data), `too_many_rows` (data), `too_many_words` (data), `column_exists` (data),
 *   `values_too_large` (data), `period_unknown` (usage); the signal's reason once it is aborted.
 */
export async function cleanTable(
  table: Table,
  specs: readonly CleanSpec[],
  { past, signal }: CleanOptions = {},
): Promise<CleanedTable> {
  const cutoff = past && cutoffOf(table, specs, past);
  const learning = specs.filter((spec) => cleanStepOf(spec.kind).learns(spec));
  const notes: Note[] = [];
  if (!cutoff && learning.length > 0) {
    const steps = [...new Set(learning.map(({ kind }) => kind))].join(", ");
    notes.push({ code: "clean_from_all", facts: { steps, rows: table.rows } });
  }
  const fitted: FittedClean[] = [];
  let cleaned = table;
  for (const spec of specs) {
    await pause();
    signal?.throwIfAborted();
    const found = cleanStepOf(spec.kind).fit(spec, pastOfTable(cleaned, cutoff));
    const recorded = record(found, spec.kind);
    const result = applied(recorded, cleaned);
    fitted.push(recorded);
    notes.push(...result.notes);
    cleaned = result.table;
  }
  return { table: cleaned, fitted, notes };
}

/** Applies steps that were fitted before to a table: the one they were fitted on, or a newer one. Learns nothing. */
export async function replayClean(
  table: Table,
  fitted: readonly FittedClean[],
  { signal }: Pick<CleanOptions, "signal"> = {},
): Promise<Cleaned> {
  const notes: Note[] = [];
  let cleaned = table;
  for (const step of fitted) {
    await pause();
    signal?.throwIfAborted();
    const result = applied(step, cleaned);
    notes.push(...result.notes);
    cleaned = result.table;
  }
  return { table: cleaned, notes };
}

function applied(step: FittedClean, table: Table): Cleaned {
  const result = cleanStepOf(step.kind).apply(step, table);
  for (const column of result.table.columns) {
    if (column.kind === "text" || table.columns.includes(column)) continue;
    // Sums and differences of the largest numbers are beyond them.
    if (column.values.some((value) => Math.abs(value) === Infinity))
      throw tooLarge(step.kind).with({ column: column.name });
  }
  return result;
}

/** By way of JSON, so that a step behaves alike before and after it was saved (−0 becomes 0, ∞ is refused). */
function record(found: FittedClean, kind: string): FittedClean {
  const recorded = fittedCleanSchema.safeParse(JSON.parse(JSON.stringify(found)));
  if (recorded.success) return recorded.data;
  throw tooLarge(kind);
}

function tooLarge(kind: string): Problem {
  return new Problem("data", "values_too_large", `The values are too large for the cleaning step ${kind}.`, {
    needed: "values whose sums and spread fit a 64-bit float",
    hint: "Give the column in a larger unit, or name the values that stand for missing readings.",
  });
}
