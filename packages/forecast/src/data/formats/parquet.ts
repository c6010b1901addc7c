import { type AsyncBuffer, type DecodedArray, type FileMetaData, parquetMetadataAsync, parquetScan } from "hyparquet";
import { pause } from "../../contracts/pause.ts";
import { Problem } from "../../contracts/problem.ts";
import { gunzipLimit } from "../gunzip.ts";
import { type Row, YoungRow } from "../rows.ts";
import { rowsPerBatch } from "./batches.ts";
import { type Resolution, resolutionOf } from "./iso-time.ts";
import { columnsOf, msOf, PARSERS, type ParquetColumn, valueText } from "./parquet-columns.ts";
import { compressors } from "./parquet-compressors.ts";
import { checkRowGroup } from "./parquet-pages.ts";
import { fileDamaged, orDamaged, refuseTooManyCells } from "./problems.ts";

/**
 * The rows of a flat Parquet file as text, in batches, behind one row with the columns' names; `line` counts the records from 1
 * and is 0 for the names. One row group is in memory at a time. Snappy, gzip, zstd, LZ4 and Brotli are unpacked.
 *
 * Times are written as ISO text, a whole column as finely as its finest time, with `Z` where the file says that they are
 * instants in UTC; times of the day as a clock shows them; true and false as 1 and 0; missing and NaN as empty. Throws `column_nested`, `too_many_cells`,
 * `parquet_too_large` beyond what `limit` allows for the file's size, and `file_damaged`.
 */
export async function* parquetRows(
  bytes: Uint8Array,
  options: { readonly signal?: AbortSignal; readonly limit?: (packed: number) => number } = {},
): AsyncGenerator<readonly Row[]> {
  const { signal, limit = gunzipLimit } = options;
  signal?.throwIfAborted();
  const { metadata, columns, read } = await orDamaged(damaged, () => openParquet(bytes, limit(bytes.length)));
  const resolutions: Resolution[] = [];
  for (const column of columns) {
    resolutions.push(column.kind === "time" || column.kind === "clock" ? await finest(column) : 0);
  }
  yield [{ cells: columns.map(({ name }) => name.trim()), line: 0 }];
  const size = rowsPerBatch(columns.length);
  let first = 0;
  for (const { num_rows } of metadata.row_groups) {
    const end = first + Number(num_rows);
    const values: DecodedArray[] = [];
    for (const column of columns) values.push(await readGroup(column, first, end));
    for (let start = first; start < end; start += size) {
      await pause();
      signal?.throwIfAborted();
      yield rowsOf(columns, values, resolutions, first, start, Math.min(end, start + size));
    }
    first = end;
  }

  async function readGroup(column: ParquetColumn, rowStart: number, rowEnd: number): Promise<DecodedArray> {
    await pause();
    signal?.throwIfAborted();
    return await orDamaged(damaged, async () => {
      const values = await read({ column: column.name, rowStart, rowEnd });
      if (values.length !== rowEnd - rowStart) throw new RangeError("a column with missing values");
      return values;
    });
  }

  /** The resolution that shows every time of a column. */
  async function finest(column: ParquetColumn): Promise<Resolution> {
    let resolution = 0;
    let start = 0;
    for (const { num_rows } of metadata.row_groups) {
      const values = await readGroup(column, start, start + Number(num_rows));
      for (const value of values) {
        const ms = msOf(value, column);
        if (ms !== undefined) resolution = Math.max(resolution, resolutionOf(ms));
      }
      start += Number(num_rows);
    }
    return resolution as Resolution;
  }
}

/** A cell of a table of numbers. */
const CELL = 8;

async function openParquet(bytes: Uint8Array, limit: number) {
  refuseEndlessNumber(bytes);
  const file: AsyncBuffer = {
    byteLength: bytes.length,
    slice: (start, end) => bytes.slice(start, end).buffer as ArrayBuffer,
  };
  const metadata: FileMetaData = await parquetMetadataAsync(file, { geoparquet: false, parsers: PARSERS });
  const columns = columnsOf(metadata);
  const rows = metadata.row_groups.reduce((sum, group) => sum + Number(group.num_rows), 0);
  refuseTooManyCells(rows, columns.length);
  // A dictionary of one value and a run of millions take a few bytes, whatever pages claim to unpack to.
  const cells = CELL * rows * columns.length;
  if (cells > limit) throw tooLarge(bytes.length, limit);
  let unpacked = 0;
  for (const group of metadata.row_groups) {
    checkRowGroup(bytes, group, metadata.schema.slice(1), (page) => {
      unpacked += page;
      if (unpacked > limit) throw tooLarge(bytes.length, limit);
    });
  }
  const options = { file, metadata, compressors, parsers: PARSERS, geoparquet: false, useOffsetIndex: false };
  const { readColumn } = await parquetScan(options);
  return { metadata, columns, read: readColumn };
}

/** A number in the directory goes on as long as bytes have their high bit set; the time to read it grows with the square. */
function refuseEndlessNumber(bytes: Uint8Array): void {
  let run = 0;
  for (let i = Math.max(0, bytes.length - directoryLength(bytes) - 8); i < bytes.length; i++) {
    run = bytes[i]! >= 0x80 ? run + 1 : 0;
    if (run > 10_000) throw new RangeError("a directory with an endless number");
  }
}

function directoryLength(bytes: Uint8Array): number {
  if (bytes.length < 12) throw new RangeError("too short for a Parquet file");
  return new DataView(bytes.buffer, bytes.byteOffset + bytes.length - 8).getUint32(0, true);
}

function rowsOf(
  columns: readonly ParquetColumn[],
  values: readonly DecodedArray[],
  resolutions: readonly Resolution[],
  groupStart: number,
  start: number,
  end: number,
): Row[] {
  const blank = new Array<string>(columns.length).fill("");
  return Array.from({ length: end - start }, (_, i) => {
    const cells = blank.slice();
    for (let c = 0; c < cells.length; c++) {
      cells[c] = valueText(values[c]![start - groupStart + i], columns[c]!, resolutions[c]!);
    }
    return new YoungRow(cells, start + i + 1);
  });
}

function tooLarge(packed: number, limit: number): Problem {
  const megabytes = Math.round(limit / 1_048_576);
  return new Problem("data", "parquet_too_large", `The Parquet file unpacks to more than ${megabytes} MB.`, {
    found: `${packed} bytes that unpack to more than ${megabytes} MB`,
    needed: "at most 200 times the size of the file, or 256 MB of a small one",
    hint: "If the file is really that large, write it as CSV, or keep the columns and rows that matter.",
  });
}

const damaged = () =>
  fileDamaged("Parquet file", "a directory or pages that cannot be read", "Write or download the file again.");
