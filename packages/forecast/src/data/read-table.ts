import type { Note } from "../contracts/outcome.ts";
import { Problem } from "../contracts/problem.ts";
import type { Table } from "../contracts/table.ts";
import { type ByteSource, bytePieces, joinedBytes, prepended } from "./byte-pieces.ts";
import { decodeText, notText } from "./decode-text.ts";
import { detectFormat, type Format, oldExcel } from "./formats/detect.ts";
import { nameBinary } from "./name-binary.ts";
import type { ReadTableOptions } from "./read-options.ts";
import { type Row, tableFromRows } from "./rows.ts";
import { readTextTable } from "./text-table.ts";

/** Largest file of a format that is not read piece by piece. */
const WHOLE = 512 * 1024 * 1024;

/**
 * Reads a table as its file holds it: delimited text of any separator and of the usual encodings, Excel (.xlsx), JSON and JSON
 * lines, Parquet and .tsf, each also as gzip. Format, header, time, series and layout are found by themselves, and notes say what
 * was decided; nothing is repaired. Text is read piece by piece, so that a stream never lies in memory as a whole. Every fault of
 * the file is a `Problem` of kind `data` that names the row.
 */
export async function readTable(source: ByteSource, options: ReadTableOptions = {}): Promise<Table> {
  try {
    return await read(source, options);
  } catch (error) {
    if (error instanceof Problem && options.file !== undefined) throw error.with({ file: options.file });
    throw error;
  }
}

async function read(source: ByteSource, options: ReadTableOptions): Promise<Table> {
  options.signal?.throwIfAborted();
  let bytes = 0;
  const total = source instanceof Uint8Array ? source.length : options.size;
  const progress = (rows: number): number => {
    options.onProgress?.({ bytes, ...(total === undefined ? {} : { total }), rows });
    return bytes / (total ?? Number.NaN);
  };
  const pieces = bytePieces(source, (read) => {
    bytes = read;
  });
  const first = await pieces.next();
  const head = first.done ? new Uint8Array(0) : first.value;
  const all = prepended(head, pieces);
  const format = detectFormat(head, options.file?.replace(/\.gz$/i, ""));
  if (format === "old_excel") throw oldExcel();
  const notes: Note[] = [];
  if (format !== "text") {
    const rows = await rowsOf(format, await joinedBytes(all, total ?? 0, WHOLE), options, (note) => notes.push(note));
    const read = await tableFromRows(counted(rows, progress), options).catch((error: unknown) => {
      throw error instanceof Problem ? ofSheet(error, notes) : error;
    });
    return withNotes(read, notes);
  }
  const binary = nameBinary(head);
  if (binary) throw notText(binary.name, binary.hint);
  const text = decodeText(all, (encoding) => notes.push({ code: "encoding", facts: { encoding } }));
  const table = await readTextTable(text, options, progress);
  return withNotes(table, notes);
}

function withNotes(table: Table, notes: readonly Note[]): Table {
  return notes.length === 0 ? table : { ...table, notes: [...notes, ...table.notes] };
}

/** Where a sheet was taken of several, its problem may be that it was the wrong one. */
function ofSheet({ kind, code, message, details }: Problem, notes: readonly Note[]): Problem {
  const chosen = notes.find((note) => note.code === "sheet_chosen");
  if (chosen === undefined) return new Problem(kind, code, message, details);
  const { sheet, others } = chosen.facts;
  const hint = `This is the sheet "${sheet}"; the workbook also holds ${others}: name one with --sheet.`;
  return new Problem(kind, code, message, { ...details, hint: `${details.hint ?? ""} ${hint}`.trim() });
}

/** Rows of any other format; what reads it is loaded only now. */
async function rowsOf(
  format: Exclude<Format, "text" | "old_excel">,
  bytes: Uint8Array,
  options: ReadTableOptions,
  onNote: (note: Note) => void,
): Promise<AsyncIterable<readonly Row[]>> {
  const { sheet, signal } = options;
  const stop = signal ? { signal } : {};
  switch (format) {
    case "excel":
      return (await import("./formats/excel.ts")).excelRows(bytes, {
        ...(sheet === undefined ? {} : { sheet }),
        ...stop,
        onNote,
      });
    case "json":
      return (await import("./formats/json.ts")).jsonRows(bytes, stop);
    case "parquet":
      return (await import("./formats/parquet.ts")).parquetRows(bytes, stop);
    case "tsf":
      return (await import("./formats/tsf.ts")).tsfRows(bytes, stop);
  }
}

async function* counted(
  batches: AsyncIterable<readonly Row[]>,
  progress: (rows: number) => number,
): AsyncGenerator<readonly Row[]> {
  let rows = 0;
  for await (const batch of batches) {
    rows += batch.length;
    progress(rows);
    yield batch;
  }
}
