import { pause } from "../../contracts/pause.ts";
import { Problem } from "../../contracts/problem.ts";
import type { Row } from "../rows.ts";
import { rowsPerBatch } from "./batches.ts";
import { type JsonEntry, listColumnRows, nestedObjectRows } from "./json-columns.ts";
import { layoutUnknown } from "./json-problems.ts";
import { listRows, objectRows, type RecordPlace, readList } from "./json-records.ts";
import { JsonScanner } from "./json-scanner.ts";

/** A text cannot be longer than this in any JavaScript engine. */
const MAX_BYTES = 500_000_000;

/**
 * The rows of a table in JSON as text, in batches: a list of objects or of lists, the same one a line (JSON lines), lists by
 * column, and what pandas writes (`records`, `split`, `index`, `columns`, `values`, `table`). Columns are the union of the keys
 * in the order of their appearance.
 *
 * Numbers stay as written, true and false become 1 and 0, null is empty. `line` is the line of JSON lines, else the record from
 * 1, and 0 for names that are no record. Throws `json_broken`, `json_nested`, `json_mixed`, `json_ragged` and `json_layout`, the
 * first four with the line, `too_many_cells`, `too_many_columns`, and `not_text`.
 */
export function jsonRows(
  bytes: Uint8Array,
  options: { readonly signal?: AbortSignal } = {},
): AsyncGenerator<readonly Row[]> {
  return batchesOf({ bytes }, options.signal);
}

async function* batchesOf(
  source: { bytes: Uint8Array },
  signal: AbortSignal | undefined,
): AsyncGenerator<readonly Row[]> {
  signal?.throwIfAborted();
  const text = decode(source.bytes);
  // The bytes need not lie beside the text until the last row.
  source.bytes = new Uint8Array(0);
  const batch: Row[] = [];
  let size = 1;
  for (const row of rowsOf(text)) {
    if (row) batch.push(row);
    if (row && batch.length < size) continue;
    if (row) {
      yield batch;
      size = rowsPerBatch(row.cells.length);
      // Who wanted its rows has them: what is garbage before a pause need not be kept over it.
      batch.length = 0;
    }
    await pause();
    signal?.throwIfAborted();
  }
  if (batch.length > 0) yield batch;
}

function decode(bytes: Uint8Array): string {
  const needed = "a JSON text in UTF-8 of at most 500 MB";
  if (bytes.length > MAX_BYTES) {
    throw new Problem("data", "file_too_large", "The JSON file is too large.", {
      found: `${Math.round(bytes.length / 1e6)} MB`,
      needed,
      hint: "Write the table as CSV or Parquet.",
    });
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new Problem("data", "not_text", "This is not a text file in UTF-8.", {
      found: "bytes that are not UTF-8",
      needed,
      hint: "Save the file as UTF-8 text.",
    });
  }
}

function rowsOf(text: string): Iterable<Row | undefined> {
  const first = new JsonScanner(text);
  const next = first.peek();
  if (next === "") return [];
  if (next === "[") return bracketRows(text);
  if (next !== "{") throw first.broken("a list or an object");
  const entries = entriesOf(first);
  if (first.peek() === "[" || first.peek() === "{") return recordRows(text, { at: 0, list: false, rest: false });
  if (first.peek() !== "") throw first.broken("the end of the file");
  return objectTableRows(text, entries);
}

/** A text that begins with `[`: a list of records, or JSON lines of which each is a list. */
function bracketRows(text: string): Iterable<Row | undefined> {
  const scanner = new JsonScanner(text);
  scanner.expect("[");
  const next = scanner.peek();
  if (next === "{" || next === "[" || next === "]") return recordRows(text, { at: 0, list: true, rest: false });
  const line = new JsonScanner(text);
  readList(line, 1);
  if (line.peek() === "[") return recordRows(text, { at: 0, list: false, rest: false });
  throw layoutUnknown("a list of single values");
}

function recordRows(text: string, place: RecordPlace): Iterable<Row | undefined> {
  const open = (): JsonScanner => new JsonScanner(text, place.at);
  const scanner = open();
  if (place.list) scanner.expect("[");
  return scanner.peek() === "[" ? listRows(open, place) : objectRows(open, place);
}

/** One object that holds a whole table. */
function objectTableRows(
  text: string,
  entries: readonly (JsonEntry & { readonly mark: string })[],
): Iterable<Row | undefined> {
  const lists = entries.filter(({ mark }) => mark === "[");
  const objects = entries.filter(({ mark }) => mark === "{");
  if (lists.length + objects.length === 0) return recordRows(text, { at: 0, list: false, rest: false });
  const data = lists.find(({ key }) => key === "data") ?? (lists.length === 1 ? lists[0] : undefined);
  const columns = lists.find(({ key }) => key === "columns");
  if (data && columns && data !== columns && holdsRecords(text, data)) return splitRows(text, data, columns, lists);
  if (data && holdsRecords(text, data)) return recordRows(text, { at: data.at, list: true, rest: true });
  if (lists.length === entries.length) return listColumnRows(text, lists);
  if (objects.length === entries.length) return nestedObjectRows(text, objects);
  throw layoutUnknown("an object that mixes single values, lists and objects");
}

/** pandas' `split`: names, index and lists of values apart from each other. */
function* splitRows(
  text: string,
  data: JsonEntry,
  columns: JsonEntry,
  lists: readonly JsonEntry[],
): Generator<Row | undefined> {
  const index = lists.find(({ key }) => key === "index");
  const labels = index ? readIndex(text, index) : [];
  const counted = labels.every((label, i) => label === String(i));
  const names = readList(new JsonScanner(text, columns.at), 1);
  yield { cells: counted ? names : ["index", ...names], line: 0 };
  for (const row of recordRows(text, { at: data.at, list: true, rest: true })) {
    yield row && !counted ? { cells: [labels[row.line - 1] ?? "", ...row.cells], line: row.line } : row;
  }
}

function readIndex(text: string, index: JsonEntry): string[] {
  const scanner = new JsonScanner(text, index.at);
  const labels: string[] = [];
  scanner.expect("[");
  while (!scanner.take("]")) {
    if (labels.length > 0) scanner.expect(",");
    const label = scanner.scalar();
    if (label === undefined) throw layoutUnknown("an index of several levels");
    labels.push(label);
  }
  return labels;
}

function holdsRecords(text: string, { at }: JsonEntry): boolean {
  const scanner = new JsonScanner(text, at);
  scanner.expect("[");
  return scanner.peek() === "{" || scanner.peek() === "[";
}

/** The keys of the object that comes next, where their values begin and with which mark. */
function entriesOf(scanner: JsonScanner): (JsonEntry & { readonly mark: string })[] {
  const entries = new Map<string, JsonEntry & { readonly mark: string }>();
  scanner.expect("{");
  if (scanner.take("}")) return [];
  do {
    const key = scanner.string();
    scanner.expect(":");
    const mark = scanner.peek();
    entries.set(key, { key, at: scanner.at, mark });
    scanner.skip();
  } while (scanner.take(","));
  scanner.expect("}");
  return [...entries.values()];
}
