import { Problem } from "../contracts/problem.ts";
import { assemble, type CsvTable } from "./assemble.ts";
import { type CsvRecord, CsvRecords } from "./csv-records.ts";
import { refuseMarkup } from "./not-csv.ts";
import { planTable, type TablePlan } from "./plan-table.ts";
import { findSeparator } from "./separator.ts";
import { textPieces } from "./text-pieces.ts";

/** What `readCsv` may be told; everything else it finds out from the file. */
export interface ReadCsvOptions {
  /** The file's name: for messages, and without its extension the frame's id. */
  readonly file?: string;
  /** The column that holds the time, or the columns with year, month, day, hour, minute and second in this order. */
  readonly time?: string | readonly string[];
  /** The frame's id; by default the file's name without its extension, else `series`. */
  readonly id?: string;
  /** Stops the reading with the signal's own reason. */
  readonly signal?: AbortSignal;
}

/** Rows to look at before deciding what the columns are. */
const SAMPLE = 50;
/** Lines to look at where most are blank. */
const MOST_BLANK = 10_000;

/**
 * Reads a CSV file, plain or gzip, into a frame. The separator, a missing header, the time column (or its parts), the format
 * of the times and their step are found by themselves; missing readings become NaN. Every fault of the file is a `Problem` of
 * kind `data` that names the row.
 */
export async function readCsv(bytes: Uint8Array, options: ReadCsvOptions = {}): Promise<CsvTable> {
  try {
    return await readTable(bytes, options);
  } catch (error) {
    if (error instanceof Problem && options.file !== undefined) throw error.with({ file: options.file });
    throw error;
  }
}

async function readTable(bytes: Uint8Array, options: ReadCsvOptions): Promise<CsvTable> {
  const sample: CsvRecord[] = [];
  let filled = 0;
  let table: TablePlan | undefined;
  const take = (record: CsvRecord): void => {
    if (table) {
      table.builder.add(record);
      return;
    }
    sample.push(record);
    if (record.cells.some((cell) => cell !== "")) filled++;
    if (filled > SAMPLE || sample.length > MOST_BLANK) table = planTable(sample, options.time);
  };
  let records: CsvRecords | undefined;
  for await (const piece of textPieces(bytes, options.signal)) {
    if (!records) {
      refuseMarkup(piece);
      records = new CsvRecords(findSeparator(piece), piece);
    }
    for (const record of records.push(piece)) take(record);
  }
  for (const record of records?.end() ?? []) take(record);
  table ??= planTable(sample, options.time);
  table.builder.finish();
  return assemble(table, options.id ?? idOf(options.file));
}

/** `data/airline.csv.gz` is `airline`. */
function idOf(file: string | undefined): string {
  const name = (file ?? "").split(/[/\\]/).at(-1) ?? "";
  return name.replace(/\.gz$/i, "").replace(/\.(?:csv|tsv|txt|dat)$/i, "") || "series";
}
