import { z } from "zod";
import {
  type CleanSpec,
  cleanSpecSchema,
  cleanTable,
  type FittedClean,
  fittedCleanSchema,
  replayClean,
} from "../clean/index.ts";
import type { Table } from "../contracts/index.ts";
import { type EarlierReading, type FrameTable, frameOf, requireTarget, sliceRows, timeAt } from "../data/index.ts";
import type { FitSettings } from "./options.ts";
import { lastOrigin } from "./rows-ahead.ts";
import { settleSizes } from "./sizes.ts";

const name = z.string().min(1);

/** How a file is read and cleaned before anything is fitted: the key `table` of a configuration. */
export const tableOptionsSchema = z.strictObject({
  /** The time column, or its parts in order: year, month, day, hour, minute, second. */
  time: z.union([name, z.array(name).min(1)]).optional(),
  /** Which series of a file that holds several. */
  series: z.union([name, z.number().transform(String)]).optional(),
  /** The other series of the file are learnt from as well. */
  others: z.boolean().optional(),
  /** The column that names each row's series. */
  series_column: name.optional(),
  sheet: z.union([name, z.number().transform(String)]).optional(),
  /** IANA name of the time zone of the written clock. */
  zone: name.optional(),
  /** Values that stand for missing readings. */
  missing: z.array(z.union([z.number(), z.string()])).optional(),
  decimal: z.enum([".", ","]).optional(),
  /** Steps that clean the table, in order. */
  clean: z.array(cleanSpecSchema).optional(),
});
export type TableOptions = z.output<typeof tableOptionsSchema>;

/** How a table became a frame, with the numbers that cleaning learnt: a model records it and reads newer data alike. */
export const readingSchema = z.strictObject({
  options: tableOptionsSchema,
  fitted: z.array(fittedCleanSchema),
  /** How numbers and dates were written; absent in models of before it. */
  found: z
    .strictObject({ decimal: z.enum([".", ","]).exactOptional(), time: z.string().exactOptional() })
    .exactOptional(),
});
export interface Reading {
  readonly options: TableOptions;
  readonly fitted: readonly FittedClean[];
  /** What the file itself decided on its numbers and dates: `like` of `readTable` for newer files. */
  readonly found?: EarlierReading;
}

/** What a table's own numbers and dates decided. */
export function foundIn({ decimal, time }: Table): EarlierReading {
  return { ...(decimal === undefined ? {} : { decimal }), ...(time === undefined ? {} : { time: time.format }) };
}

/**
 * Cleans a table and takes the series to forecast from it. What cleaning learns, it learns from the rows that training will
 * have: where they end is only known once the rows are clean, so that a table is cleaned twice, or more often.
 * @throws what `cleanTable`, `frameOf` and `fit`'s own split throw; the signal's reason once it is aborted.
 */
export async function readFrame(
  table: Table,
  options: TableOptions,
  settings: FitSettings,
  run: { readonly file?: string; readonly signal?: AbortSignal } = {},
): Promise<FrameTable & { readonly reading: Reading }> {
  const { signal, ...place } = run;
  const take = (cleaned: Table): FrameTable => frameOf(cleaned, { ...place, ...seriesOf(options) });
  return cleanedBy(table, options, settings, take, signal);
}

/** What `take` makes of a table that was cleaned by what the rows before the validation part of its frame teach. */
export async function cleanedBy<Made extends FrameTable>(
  table: Table,
  options: TableOptions,
  settings: FitSettings,
  take: (cleaned: Table) => Made,
  signal: AbortSignal | undefined,
): Promise<Made & { readonly reading: Reading }> {
  const stop = signal === undefined ? {} : { signal };
  const specs: readonly CleanSpec[] = options.clean ?? [];
  const found = foundIn(table);
  if (specs.length === 0) return { ...take(table), reading: { options, fitted: [], found } };
  let before = timeAfterTraining(take((await cleanTable(table, countingSteps(specs), stop)).table), settings);
  for (;;) {
    const cleaned = await cleanTable(table, specs, { past: { before }, ...stop });
    const made = take(cleaned.table);
    // Targets that this pass took away at the end make training shorter: what lies behind it must not be learnt from.
    const end = timeAfterTraining(made, settings);
    if (end >= before) {
      return { ...made, notes: [...made.notes, ...cleaned.notes], reading: { options, fitted: cleaned.fitted, found } };
    }
    before = end;
  }
}

/**
 * The steps of a first pass, which only counts rows: without those that learn bounds or fillings, as nothing may be learnt before it is
 * known where the past ends.
 */
export function countingSteps(specs: readonly CleanSpec[]): CleanSpec[] {
  return specs.filter(({ kind }) => kind !== "outliers" && kind !== "fill");
}

/** The first instant after the rows of training; in a table without time, how many rows those are. */
function timeAfterTraining({ frame, textColumns }: FrameTable, settings: FitSettings): number {
  requireTarget(frame, settings.target, textColumns);
  const known = sliceRows(frame, 0, lastOrigin(frame, settings) + 1);
  const { train } = settleSizes(known, settings).rows;
  return frame.time.kind === "count" ? train : timeAt(frame.time, train);
}

/** Reads newer data as the data of a model was read: the same steps with the numbers that they learnt then. */
export async function replayFrame(
  table: Table,
  { options, fitted }: Reading,
  run: { readonly file?: string; readonly signal?: AbortSignal } = {},
): Promise<FrameTable> {
  const { signal, ...place } = run;
  const cleaned = await replayClean(table, fitted, signal === undefined ? {} : { signal });
  const found = frameOf(cleaned.table, { ...place, ...seriesOf(options) });
  return { ...found, notes: [...found.notes, ...cleaned.notes] };
}

function seriesOf({ series }: TableOptions): { readonly series?: string } {
  return series === undefined ? {} : { series };
}
