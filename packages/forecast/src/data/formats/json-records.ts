import { type Row, YoungRow } from "../rows.ts";
import { recordMixed, valueNested } from "./json-problems.ts";
import type { JsonScanner } from "./json-scanner.ts";
import { MAX_COLUMNS, refuseTooManyCells, refuseTooManyColumns } from "./problems.ts";

/**
 * Where the records of a text lie: in a list that begins at `at`, or one after the other (JSON lines). With `rest`, more of the
 * text may follow the list.
 */
export interface RecordPlace {
  readonly at: number;
  readonly list: boolean;
  readonly rest: boolean;
}

/** Walks the records: yields the number of each, from 1, at its beginning; the receiver goes past it. */
export function* eachRecord(scanner: JsonScanner, { list, rest }: RecordPlace): Generator<number> {
  if (list) scanner.expect("[");
  if (!list || !scanner.take("]")) {
    for (let record = 1; list || scanner.peek() !== ""; record++) {
      yield record;
      if (!list) continue;
      if (scanner.take("]")) break;
      scanner.expect(",");
    }
  }
  if (!rest && scanner.peek() !== "") throw scanner.broken("the end of the file");
}

/** Goes past an object and hands each of its cells over, in order. */
export function readObject(scanner: JsonScanner, record: number, set: (key: string, cell: string) => void): void {
  if (!scanner.take("{"))
    throw scanner.peek() === "" ? scanner.broken("a record") : recordMixed(scanner, record, "an object");
  if (scanner.take("}")) return;
  do {
    const key = scanner.string();
    scanner.expect(":");
    const cell = scanner.scalar();
    if (cell === undefined) throw valueNested(scanner, record, key);
    set(key, cell);
  } while (scanner.take(","));
  scanner.expect("}");
}

/** Goes past a list of single values and returns its cells. */
export function readList(scanner: JsonScanner, record: number): string[] {
  if (!scanner.take("["))
    throw scanner.peek() === "" ? scanner.broken("a record") : recordMixed(scanner, record, "a list");
  const cells: string[] = [];
  if (scanner.take("]")) return cells;
  do {
    const cell = scanner.scalar();
    if (cell === undefined) throw valueNested(scanner, record, `value ${cells.length + 1}`);
    cells.push(cell);
    if (cells.length > MAX_COLUMNS) refuseTooManyColumns(cells.length);
  } while (scanner.take(","));
  scanner.expect("]");
  return cells;
}

/**
 * Rows of records that are objects: first all keys in the order of their first appearance, for which the text is walked once
 * before; a key that a record lacks is empty. Yields undefined now and then on the first walk, when there is nothing to give yet.
 */
export function* objectRows(open: () => JsonScanner, place: RecordPlace): Generator<Row | undefined> {
  const keys = new Map<string, number>();
  let count = 0;
  const survey = open();
  for (const record of eachRecord(survey, place)) {
    readObject(survey, record, (key) => {
      if (!keys.has(key)) keys.set(key, keys.size);
      if (keys.size > MAX_COLUMNS) refuseTooManyColumns(keys.size);
    });
    count = record;
    if (record % 4096 === 0) yield undefined;
  }
  refuseTooManyCells(count, keys.size);
  if (count > 0) yield { cells: [...keys.keys()].map((key) => key.trim()), line: 0 };
  const blank = new Array<string>(keys.size).fill("");
  const scanner = open();
  for (const record of eachRecord(scanner, place)) {
    const cells = blank.slice();
    const line = place.list ? record : scanner.line();
    readObject(scanner, record, (key, cell) => {
      cells[keys.get(key)!] = cell;
    });
    yield new YoungRow(cells, line);
  }
}

/** Rows of records that are lists, as they come: the first may hold the names. */
export function* listRows(open: () => JsonScanner, place: RecordPlace): Generator<Row> {
  const scanner = open();
  for (const record of eachRecord(scanner, place)) {
    const line = place.list ? record : scanner.line();
    yield new YoungRow(readList(scanner, record), line);
  }
}
