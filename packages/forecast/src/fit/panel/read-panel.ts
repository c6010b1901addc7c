import { type CleanSpec, cleanTable, replayClean } from "../../clean/index.ts";
import { type Frame, Problem, type Table } from "../../contracts/index.ts";
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

/** One series of a table, and those beside it. */
export interface AmongTable extends Omit<FramesTable, "frames"> {
  readonly frame: Frame;
  readonly others: readonly Frame[];
  readonly reading: Reading;
}

/**
 * The series that the options name, and all others of the table to be learnt from as well; cleaned as `readPanel` does.
 * @throws what `readPanel` throws, and Problem `option_conflict` (usage) where none is named, `series_unknown` (data), `no_others`
 *   (data) where the table holds no other.
 */
export async function readAmong(
  table: Table,
  options: TableOptions,
  settings: FitSettings,
  run: Run = {},
): Promise<AmongTable> {
  const { series } = options;
  if (series === undefined) {
    throw new Problem("usage", "option_conflict", "--others are those beside a series, and none is named.", {
      found: "--others without --series",
      needed: "the series to forecast",
      hint: "Name it with --series; without either, one model is fitted to all series and forecasts each.",
      option: "--others",
    });
  }
  const { frames, ...read } = await readPanel(table, options, settings, run);
  const frame = frames.find(({ id }) => id === series);
  const place = run.file === undefined ? {} : { file: run.file };
  if (frame === undefined) {
    const ids = frames.map(({ id }) => id);
    throw seriesUnknown(series, ids).with(place);
  }
  if (frames.length > 1) return { ...read, frame, others: frames.filter((other) => other !== frame) };
  throw new Problem("data", "no_others", `The table holds no series beside "${series}".`, {
    found: "one series",
    needed: "several series of one target",
    hint: "Leave out --others.",
    ...place,
    option: "--others",
  });
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
