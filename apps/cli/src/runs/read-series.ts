import {
  type AmongTable,
  type FitSettings,
  type FramesTable,
  type FrameTable,
  holdsPanel,
  Problem,
  type Reading,
  readAmong,
  readFrame,
  readPanel,
  requireTarget,
  type TableOptions,
} from "@gatecast/forecast";
import { readData, type Watch } from "./read-data.ts";
import { requireNumbers, requirePanelColumns } from "./require-numbers.ts";

/** One series of a file, and how it was read. */
export type ReadOne = FrameTable & { readonly reading: Reading };
/** All series of a file, and how they were read. */
export type ReadMany = FramesTable & { readonly reading: Reading };

/**
 * The one series of a file, with the columns that were asked for.
 * @throws Problem (data) where there are several and none is named, or a column is missing or holds text.
 */
export async function readOne(
  file: string,
  table: TableOptions,
  settings: FitSettings,
  watch: Watch,
): Promise<ReadOne> {
  refuseOthers(table);
  const found = await readData(file, table, watch);
  return checked(await readFrame(found, table, settings, { file, signal: watch.signal }), settings);
}

/** The series that is named, and those beside it to learn from. */
export async function readWithOthers(
  file: string,
  table: TableOptions,
  settings: FitSettings,
  watch: Watch,
): Promise<AmongTable> {
  const found = await readData(file, table, watch);
  const read = await readAmong(found, table, settings, { file, signal: watch.signal });
  requirePanelColumns({ ...read, frames: [read.frame, ...read.others] }, settings);
  return read;
}

/** @throws Problem (usage) where a command learns from one series, or forecasts all. */
function refuseOthers({ others }: TableOptions): void {
  if (others !== true) return;
  throw new Problem("usage", "option_conflict", "Only `gatecast fit`, and recipes, learn from --others.", {
    found: "others: true, under table",
    hint: "Leave it out here.",
    option: "--others",
  });
}

/**
 * The series of a file, or all of them where none is named, with the columns that were asked for. The table of the whole file is
 * gone once this is over: training need not carry it along.
 */
export async function readSeries(
  file: string,
  table: TableOptions,
  settings: FitSettings,
  watch: Watch,
): Promise<ReadOne | ReadMany> {
  refuseOthers(table);
  const found = await readData(file, table, watch);
  const place = { file, signal: watch.signal };
  const isPanel = table.series === undefined && holdsPanel(found, settings.target);
  if (!isPanel) return checked(await readFrame(found, table, settings, place), settings);
  const read = await readPanel(found, table, settings, place);
  requirePanelColumns(read, settings);
  return read;
}

function checked(read: ReadOne, { target, past, future }: FitSettings): ReadOne {
  requireTarget(read.frame, target, read.textColumns);
  requireNumbers(read, past, "--past");
  requireNumbers(read, future, "--future");
  return read;
}
