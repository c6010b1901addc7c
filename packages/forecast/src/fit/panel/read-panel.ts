import { type CleanSpec, cleanTable, replayClean } from "../../clean/index.ts";
import type { Table } from "../../contracts/index.ts";
import { columnOf, type FramesTable, framesOf } from "../../data/index.ts";
import { seriesUnknown } from "../../data/rows-of-series.ts";
import { readValues } from "../../prepare/index.ts";
import type { FitSettings } from "../options.ts";
import { foundIn, type Reading, type TableOptions } from "../reading.ts";
import { membersOf, settlePanel } from "./settle-panel.ts";

/** Who reads, and may stop. */
interface Run {
  readonly file?: string;
  readonly signal?: AbortSignal;
}

/**
 * Cleans a table and takes all of its series from it. What cleaning learns, it learns from the rows that come before validation in
 * every series: a first pass only counts rows.
 * @throws what `cleanTable` and `framesOf` throw; the signal's reason once it is aborted.
 */
export async function readPanel(
  table: Table,
  options: TableOptions,
  settings: FitSettings,
  { signal, ...place }: Run = {},
): Promise<FramesTable & { readonly reading: Reading }> {
  const specs: readonly CleanSpec[] = options.clean ?? [];
  const found = foundIn(table);
  const take = (cleaned: Table) => framesOf(cleaned, { ...place, target: settings.target });
  if (specs.length === 0) return { ...take(table), reading: { options, fitted: [], found } };
  const stop = signal === undefined ? {} : { signal };
  let behind = rowsBehindTraining(take((await cleanTable(table, specs, stop)).table), settings);
  for (;;) {
    const cut = behind;
    const past = { rows: (rows: number) => Math.max(0, rows - cut) };
    const cleaned = await cleanTable(table, specs, { past, ...stop });
    const made = take(cleaned.table);
    // Targets that this pass took away at an end make training shorter: what lies behind it must not be learnt from.
    behind = rowsBehindTraining(made, settings);
    if (behind <= cut) {
      return { ...made, notes: [...made.notes, ...cleaned.notes], reading: { options, fitted: cleaned.fitted, found } };
    }
  }
}

/**
 * Reads newer data as the data of a panel was read: the same steps with the numbers that they learnt then. One series is taken where
 * the options name it.
 * @throws what `framesOf` throws, and Problem `series_unknown` (data).
 */
export async function replayPanel(
  table: Table,
  { options, fitted }: Reading,
  target: string,
  { signal, ...place }: Run = {},
): Promise<FramesTable> {
  const cleaned = await replayClean(table, fitted, signal === undefined ? {} : { signal });
  const found = framesOf(cleaned.table, { ...place, target });
  const notes = [...found.notes, ...cleaned.notes];
  const { series } = options;
  const frames = series === undefined ? found.frames : found.frames.filter(({ id }) => id === series);
  if (series !== undefined && frames.length === 0) {
    const ids = found.frames.map(({ id }) => id);
    throw seriesUnknown(series, ids).with(place);
  }
  return { ...found, frames, notes };
}

/** The most rows that any series to be tested has behind its training part. */
function rowsBehindTraining({ frames }: FramesTable, settings: FitSettings): number {
  const { lookbacks, horizon } = settlePanel(frames, settings);
  const { full } = membersOf(frames, settings, Math.min(...lookbacks), horizon);
  return full.reduce((most, { whole, rows }) => {
    const last = readValues(columnOf(whole, settings.target)).findLastIndex((value) => !Number.isNaN(value));
    return Math.max(most, whole.time.length - 1 - last + rows.validation + rows.test);
  }, 0);
}
