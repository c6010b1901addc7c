import { basename } from "node:path";
import { type EarlierReading, type Lang, readTable, type Table, type TableOptions } from "@gatecast/forecast";
import { DATA, withInput } from "../adapters/read-input.ts";
import { noProgressLine, progressLine } from "../output/progress-line.ts";
import { readProgress } from "../output/read-progress.ts";
import { wordsFor } from "../words/words-for.ts";

/** Who waits for a file. */
export interface Watch {
  readonly signal: AbortSignal;
  readonly lang: Lang;
  readonly quiet: boolean;
}

/** Reads a file of any format as it stands, piece by piece, and tells how far it is where that takes long; `like` is how an earlier file was read. */
export async function readData(
  file: string,
  options: TableOptions,
  watch: Watch,
  like?: EarlierReading,
): Promise<Table> {
  const line = watch.quiet ? noProgressLine : progressLine(process.stderr);
  const { time, series_column: series, sheet, zone, missing, decimal } = options;
  // One name is a column of whole times; only several are parts.
  const columns = Array.isArray(time) && time.length === 1 ? String(time[0]) : time;
  const asked = { time: columns, series, sheet, zone, missing, decimal, like };
  try {
    return await withInput(file, DATA, ({ source, size }) =>
      readTable(source, {
        ...{ file, signal: watch.signal, ...withoutAbsent({ ...asked, size }) },
        onProgress: readProgress(line, basename(file), size, wordsFor(watch.lang)),
      }),
    );
  } finally {
    line.end();
  }
}

/** Without the keys that nobody has set. */
function withoutAbsent<T extends object>(options: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as typeof options;
}
