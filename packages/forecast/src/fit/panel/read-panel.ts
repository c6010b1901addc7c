import { type CleanSpec, cleanTable, replayClean } from "../../clean/index.ts";
import { type Frame, Problem, type Table } from "../../contracts/index.ts";
import { VALUE } from "../../data/frames-of.ts";
import { columnOf, type FramesTable, framesOf, holdsPanel } from "../../data/index.ts";
import { seriesUnknown } from "../../data/rows-of-series.ts";
import { readValues } from "../../prepare/index.ts";
import type { FitSettings } from "../options.ts";
import { cleanedBy, countingSteps, foundIn, type Reading, type TableOptions } from "../reading.ts";
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
  let behind = rowsBehindTraining(take((await cleanTable(table, countingSteps(specs), stop)).table), settings);
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
 * The series that the options name, or of a table with one column a series the one that the target names, and all others to be learnt
 * from as well. What cleaning learns, it learns from the rows before the validation part of that one, of all.
 * @throws what `cleanTable`, `framesOf` and `fit`'s own split throw, and Problem `option_conflict` (usage) where no series is named in the
 *   way of the table, `series_unknown` (data), `no_others` (data) where the table holds no other; the signal's reason once it is aborted.
 */
export async function readAmong(
  table: Table,
  options: TableOptions,
  settings: FitSettings,
  { signal, ...place }: Run = {},
): Promise<AmongTable> {
  const isWide = table.series === undefined && holdsPanel(table, VALUE);
  const id = isWide ? settings.target : options.series;
  if (!isWide && table.series === undefined) throw noOthers(table.id).with(place);
  if (id === undefined || (isWide && options.series !== undefined)) throw notNamed(isWide);
  const take = (cleaned: Table): Omit<AmongTable, "reading"> => {
    const { frames, ...read } = framesOf(cleaned, { ...place, target: isWide ? VALUE : settings.target });
    const named = isWide ? frames.map((frame) => calling(frame, settings.target)) : frames;
    const own = named.find((one) => one.id === id);
    if (own === undefined) {
      const ids = named.map((one) => one.id);
      const { kind, code, message, details } = seriesUnknown(id, ids);
      throw new Problem(kind, code, message, { ...details, ...place, option: isWide ? "--target" : "--series" });
    }
    if (named.length === 1) throw noOthers(id).with(place);
    // A column by itself goes by the name of its table: so it will where newer rows of it are read.
    const frame = isWide ? { ...own, id: table.id } : own;
    return { ...read, frame, others: named.filter((one) => one !== own) };
  };
  return cleanedBy(table, options, settings, take, signal);
}

/** The series with its column under another name. */
function calling(frame: Frame, target: string): Frame {
  const [own, ...beside] = frame.columns;
  return { ...frame, columns: [{ ...own!, name: target }, ...beside] };
}

function notNamed(isWide: boolean): Problem {
  return isWide
    ? new Problem(
        "usage",
        "option_conflict",
        "In a table with one column a series, --target names the one to forecast.",
        {
          found: "--others with --series",
          needed: "the column of the series as the --target",
          hint: "Leave out --series: --target COLUMN --others.",
          option: "--series",
        },
      )
    : new Problem("usage", "option_conflict", "--others are those beside a series, and none is named.", {
        found: "--others without --series",
        needed: "the series to forecast",
        hint: "Name it with --series; without either, one model is fitted to all series and forecasts each.",
        option: "--others",
      });
}

function noOthers(id: string): Problem {
  return new Problem("data", "no_others", `The table holds no series beside "${id}".`, {
    found: "one series",
    needed:
      "several series of one target, one below the other, or side by side in eight or more numbered columns (s1, s2 …)",
    hint: "Leave out --others, or bring a table with a column that names each row's series.",
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
