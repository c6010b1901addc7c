import type { Row } from "../rows.ts";
import { readTimeText } from "../time-text.ts";
import { columnsRagged, layoutUnknown, valueNested } from "./json-problems.ts";
import { readObject } from "./json-records.ts";
import { JsonScanner } from "./json-scanner.ts";
import { refuseTooManyCells } from "./problems.ts";

/** A key of the outermost object and where its value begins. */
export interface JsonEntry {
  readonly key: string;
  readonly at: number;
}

/** Rows of a table whose columns are lists, walked side by side. */
export function* listColumnRows(text: string, entries: readonly JsonEntry[]): Generator<Row> {
  yield { cells: entries.map(({ key }) => key.trim()), line: 0 };
  const scanners = entries.map(({ at }) => new JsonScanner(text, at));
  for (const scanner of scanners) scanner.expect("[");
  if (endTogether(scanners, entries, "]", 1)) return;
  for (let line = 1; ; line++) {
    yield { cells: scanners.map((scanner, i) => cellOf(scanner, line, entries[i]!.key)), line };
    if (endTogether(scanners, entries, "]", line + 1)) return;
    for (const scanner of scanners) scanner.expect(",");
  }
}

/**
 * Rows of a table written as objects in an object, as pandas writes it: by column (`{"y": {"0": 1}}`) or by row
 * (`{"0": {"y": 1}}`). The one whose keys are whole numbers or times is the index, which becomes the column `index` unless it
 * merely counts from 0.
 */
export function* nestedObjectRows(text: string, entries: readonly JsonEntry[]): Generator<Row> {
  const inner: string[] = [];
  readObject(new JsonScanner(text, entries[0]!.at), 1, (key) => inner.push(key));
  const outer = entries.map(({ key }) => key);
  if (isIndex(inner) && !isIndex(outer)) yield* objectColumnRows(text, entries, counts(inner));
  else if (isIndex(outer) && !isIndex(inner)) yield* indexedRows(text, entries, counts(outer));
  else throw layoutUnknown("an object of objects, of which neither level is clearly the index");
}

function* objectColumnRows(text: string, entries: readonly JsonEntry[], counted: boolean): Generator<Row> {
  yield { cells: [...(counted ? [] : ["index"]), ...entries.map(({ key }) => key.trim())], line: 0 };
  const scanners = entries.map(({ at }) => new JsonScanner(text, at));
  for (const scanner of scanners) scanner.expect("{");
  if (endTogether(scanners, entries, "}", 1)) return;
  for (let line = 1; ; line++) {
    let index: string | undefined;
    const cells = scanners.map((scanner, i) => {
      const key = scanner.string();
      index ??= key;
      if (key !== index) throw columnsRagged(scanner, line, entries[i]!.key);
      scanner.expect(":");
      return cellOf(scanner, line, entries[i]!.key);
    });
    yield { cells: counted ? cells : [index!, ...cells], line };
    if (endTogether(scanners, entries, "}", line + 1)) return;
    for (const scanner of scanners) scanner.expect(",");
  }
}

function* indexedRows(text: string, entries: readonly JsonEntry[], counted: boolean): Generator<Row> {
  const keys = new Map<string, number>();
  for (const [i, { at }] of entries.entries()) {
    readObject(new JsonScanner(text, at), i + 1, (key) => {
      if (!keys.has(key)) keys.set(key, keys.size);
    });
    refuseTooManyCells(entries.length, keys.size);
  }
  yield { cells: [...(counted ? [] : ["index"]), ...[...keys.keys()].map((key) => key.trim())], line: 0 };
  for (const [i, entry] of entries.entries()) {
    const cells = new Array<string>(keys.size).fill("");
    readObject(new JsonScanner(text, entry.at), i + 1, (key, cell) => {
      cells[keys.get(key)!] = cell;
    });
    yield { cells: counted ? cells : [entry.key, ...cells], line: i + 1 };
  }
}

function cellOf(scanner: JsonScanner, record: number, key: string): string {
  const cell = scanner.scalar();
  if (cell === undefined) throw valueNested(scanner, record, key);
  return cell;
}

/** True where all columns end here; throws where some do. */
function endTogether(
  scanners: readonly JsonScanner[],
  entries: readonly JsonEntry[],
  mark: string,
  record: number,
): boolean {
  const ends = scanners.map((scanner) => scanner.take(mark));
  const odd = ends.findIndex((end) => end !== ends[0]);
  if (odd >= 0) throw columnsRagged(scanners[odd]!, record, entries[odd]!.key);
  return ends[0] === true;
}

function isIndex(keys: readonly string[]): boolean {
  return keys.length > 0 && keys.every((key) => /^-?\d+$/.test(key) || readTimeText(key) !== undefined);
}

function counts(keys: readonly string[]): boolean {
  return keys.every((key, i) => key === String(i));
}
