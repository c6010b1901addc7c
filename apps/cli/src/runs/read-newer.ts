import {
  type FramesTable,
  type FrameTable,
  type Reading,
  replayFrame,
  replayPanel,
  type Table,
} from "@gatecast/forecast";
import { merge, type Values } from "../options/add-flags.ts";
import { readTableOptions } from "../options/table-options.ts";
import { readData, type Watch } from "./read-data.ts";

/** How a model reads that was given a frame: as files are read that nobody has said anything about. */
const PLAIN: Reading = { options: {}, fitted: [] };

/**
 * Reads newer data for a model as its own data was read and cleaned: what was typed wins over what it recorded, and nothing is
 * learnt from the newer rows.
 */
export async function readNewer(
  file: string,
  typed: Values,
  recorded: Reading | null,
  watch: Watch,
): Promise<FrameTable> {
  const { options, fitted, found } = recorded ?? PLAIN;
  const asked = readTableOptions(merge({ table: options }, typed));
  const table = await readData(file, asked, watch, found);
  // A file of its own may hold what was one series of many; it then needs no name, and cleaning knows it by the one it had.
  const isNamed = table.series !== undefined || (typed.table as Values | undefined)?.series !== undefined;
  const own = isNamed || options.series === undefined ? table : asSeries(table, options.series);
  return replayFrame(own, { options: asked, fitted }, { file, signal: watch.signal });
}

/** A table whose rows are all of one series. */
function asSeries(table: Table, id: string): Table {
  const codes = new Int32Array(table.rows);
  return { ...table, series: { kind: "text", name: "unique_id", codes, categories: [id] } };
}

/** The same for a panel: all series of the file, or the one that was named. */
export async function readNewerPanel(
  file: string,
  typed: Values,
  { reading, target }: { readonly reading: Reading | null; readonly target: string },
  watch: Watch,
): Promise<FramesTable> {
  const { options, fitted, found } = reading ?? PLAIN;
  const asked = readTableOptions(merge({ table: options }, typed));
  const table = await readData(file, asked, watch, found);
  return replayPanel(table, { options: asked, fitted }, target, { file, signal: watch.signal });
}
