import type {
  ColumnChunk,
  CompressionCodec,
  DataReader,
  Encoding,
  PageHeader,
  RowGroup,
  SchemaElement,
} from "hyparquet";
import { parquetHeader } from "hyparquet/src/column.js";
import { decompressPage } from "hyparquet/src/datapage.js";
import { compressors } from "./parquet-compressors.ts";
import { checkRuns } from "./parquet-runs.ts";

/** Most rows of one row group, which is held in memory as a whole; usual writers make groups of up to a million. */
const MAX_GROUP_ROWS = 16_777_216;

/** Most bytes that one page may unpack to; usual writers make pages of a megabyte. */
const MAX_PAGE = 256 * 1024 * 1024;

/**
 * Walks the pages of a row group before they are decoded, and throws where one claims more than the group holds. A decoder
 * believes what pages say: a few damaged bytes may ask it for billions of values. `onPage` hears of the bytes that each page
 * unpacks to before it does.
 */
export function checkRowGroup(
  bytes: Uint8Array,
  group: RowGroup,
  elements: readonly SchemaElement[],
  onPage: (unpacked: number) => void,
): void {
  const rows = Number(group.num_rows);
  if (!(rows >= 0 && rows <= MAX_GROUP_ROWS)) throw new RangeError("a row group of too many rows");
  if (rows === 0) return;
  if (group.columns.length !== elements.length) throw new RangeError("a row group with missing columns");
  group.columns.forEach((chunk, i) => {
    checkChunk(bytes, chunk, rows, elements[i]!, onPage);
  });
}

function checkChunk(
  bytes: Uint8Array,
  chunk: ColumnChunk,
  rows: number,
  element: SchemaElement,
  onPage: (unpacked: number) => void,
): void {
  const meta = chunk.meta_data;
  if (!meta || chunk.file_path || meta.path_in_schema.join(".") !== element.name || meta.type !== element.type) {
    throw new RangeError("a column that is not where the schema says");
  }
  // Older writers leave an offset of 0 where there is no dictionary.
  const start = Number(meta.dictionary_page_offset || meta.data_page_offset);
  const length = Number(meta.total_compressed_size);
  if (!(start >= 4 && length >= 0 && start + length <= bytes.length)) throw new RangeError("a column outside the file");
  const reader: DataReader = { view: new DataView(bytes.buffer, bytes.byteOffset + start, length), offset: 0 };
  let seen = 0;
  while (seen < rows && reader.offset < length - 1) {
    const header = parquetHeader(reader);
    const size = header.compressed_page_size;
    const unpacked = header.uncompressed_page_size;
    if (!(size >= 0 && reader.offset + size <= length) || !(unpacked >= 0 && unpacked <= MAX_PAGE)) {
      throw new RangeError("a page outside its column");
    }
    onPage(unpacked);
    const page = new Uint8Array(bytes.buffer, bytes.byteOffset + start + reader.offset, size);
    reader.offset += size;
    seen += checkPage(page, header, rows - seen, meta.codec, element);
  }
  if (seen < rows) throw new RangeError("a column with missing pages");
}

/** Checks one page and returns how many rows it holds. */
function checkPage(
  page: Uint8Array,
  header: PageHeader,
  rows: number,
  codec: CompressionCodec,
  element: SchemaElement,
): number {
  const nullable = element.repetition_type !== "REQUIRED";
  const { data_page_header: first, data_page_header_v2: second, dictionary_page_header: dictionary } = header;
  const size = header.uncompressed_page_size;
  if (header.type === "DICTIONARY_PAGE" && dictionary) {
    // Every entry of a dictionary takes at least a bit.
    requireCount(dictionary.num_values, size * 8);
    return 0;
  }
  if (header.type === "DATA_PAGE" && first) {
    const count = requireCount(first.num_values, rows);
    const body = decompressPage(page, size, codec, compressors);
    if (!nullable) {
      checkValues(body, first.encoding, element, count);
      return count;
    }
    const levels = new DataView(body.buffer, body.byteOffset, body.byteLength).getUint32(0, true);
    const known = checkRuns(body.subarray(4, 4 + levels), 1, count);
    checkValues(body.subarray(4 + levels), first.encoding, element, known);
    return count;
  }
  if (header.type === "DATA_PAGE_V2" && second) {
    const count = requireCount(second.num_values, rows);
    requireCount(second.num_rows, count);
    const known = count - requireCount(second.num_nulls, count);
    const repetitions = requireCount(second.repetition_levels_byte_length, page.length);
    const levels = repetitions + requireCount(second.definition_levels_byte_length, page.length - repetitions);
    if (nullable) checkRuns(page.subarray(repetitions, levels), 1, count);
    const body = page.subarray(levels);
    const packed = second.is_compressed !== false;
    checkValues(
      packed ? decompressPage(body, size - levels, codec, compressors) : body,
      second.encoding,
      element,
      known,
    );
    return count;
  }
  throw new RangeError("a page of an unknown kind");
}

/** Values written as runs: places in the dictionary behind a byte with their width, or booleans behind their length. */
function checkValues(body: Uint8Array, encoding: Encoding, { type }: SchemaElement, count: number): void {
  if (type === "BOOLEAN" && encoding !== "PLAIN") checkRuns(body.subarray(4), 1, count);
  else if (encoding.endsWith("_DICTIONARY") && count > 0 && body[0]! > 0) checkRuns(body.subarray(1), body[0]!, count);
}

function requireCount(count: number, limit: number): number {
  if (!(count >= 0 && count <= limit)) throw new RangeError("a page that claims more values than its row group");
  return count;
}
