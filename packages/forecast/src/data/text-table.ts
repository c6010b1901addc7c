import { pause } from "../contracts/pause.ts";
import type { Table } from "../contracts/table.ts";
import { CsvRecords } from "./csv-records.ts";
import { LineScanner } from "./line-scanner.ts";
import { refuseMarkup } from "./not-csv.ts";
import { plainColumn, plainText } from "./plain-text.ts";
import type { ReadTableOptions } from "./read-options.ts";
import { RowTable } from "./rows.ts";
import { findSeparator } from "./separator.ts";
import { unescapeFormula } from "./write/formula.ts";

/** Pieces after which others have their turn: about a megabyte. */
const TURN = 16;

/** Reads delimited text that comes in pieces; `onPiece` hears of the rows taken in so far and says how much of all was read. */
export async function readTextTable(
  pieces: AsyncIterable<string>,
  options: ReadTableOptions,
  onPiece: (rows: number) => number,
): Promise<Table> {
  let reader: TextTable | undefined;
  let taken = 0;
  for await (const piece of pieces) {
    options.signal?.throwIfAborted();
    if (!reader) {
      if (piece.trim() !== "") refuseMarkup(piece);
      reader = new TextTable(piece, options);
    }
    reader.push(piece);
    reader.expect(onPiece(reader.rows));
    if (++taken % TURN === 0) await pause();
  }
  return (reader ?? new TextTable("", options)).finish();
}

/** The first rows go by the parser, record by record; once the columns are known, the scanner takes what it can. */
class TextTable {
  readonly #separator: string;
  readonly #records: CsvRecords;
  readonly #table: RowTable;
  #scanner: LineScanner | undefined;

  constructor(head: string, options: ReadTableOptions) {
    this.#separator = findSeparator(head);
    this.#records = new CsvRecords(this.#separator, head);
    this.#table = new RowTable(this.#separator, options, unescapeFormula);
  }

  get rows(): number {
    return this.#table.builder?.lines.length ?? 0;
  }

  push(piece: string): void {
    const { builder } = this.#table;
    let text = piece;
    if (builder && this.#separator !== " ") {
      this.#scanner ??= new LineScanner(builder, this.#separator, this.#records.newline);
      const { rest, line } = this.#records.takeRest();
      const whole = rest + piece;
      const scanned = this.#scanner.scan(whole, line);
      text = whole.slice(scanned.at);
      this.#records.giveRest(scanned.isStuck ? "" : text, scanned.line);
      if (!scanned.isStuck) return;
    }
    for (const row of this.#records.push(text)) this.#table.add(row);
  }

  /** Makes room, given the share of the file that has been read; NaN where it is not known. */
  expect(share: number): void {
    if (share > 0) this.#table.builder?.expect(share);
  }

  async finish(): Promise<Table> {
    for (const row of this.#records.end()) this.#table.add(row);
    const table = await this.#table.finish();
    const { series, columns } = table;
    const decimal = this.#table.builder?.plan.decimal;
    return {
      ...table,
      ...(decimal === undefined ? {} : { decimal }),
      ...(series ? { series: plainText(series) } : {}),
      columns: columns.map(plainColumn),
    };
  }
}
