import { NumberColumnBuilder } from "./number-column-builder.ts";
import { type NumberCell, scanNumber } from "./scan-number.ts";
import type { TableBuilder } from "./table-builder.ts";

const BLANK = 32;
const QUOTE = 34;
const RETURN = 13;

/**
 * The fast way through text: cells of number columns are read where they stand, without a string for each. Rows that hold
 * anything unusual are cut into cells and go the careful way, or are left to the parser where quotes are what is unusual.
 */
export class LineScanner {
  readonly #builder: TableBuilder;
  readonly #separator: string;
  readonly #newline: string;
  /** By place: 1 where the cell is read as a number, 0 where it is taken as text. */
  readonly #isNumber: Uint8Array;
  readonly #numbers: readonly (NumberColumnBuilder | undefined)[];
  readonly #timeCells: string[];
  readonly #timeFields: Float64Array;
  /** Of the line at hand: values of numbers, and where texts start and end. */
  readonly #values: Float64Array;
  readonly #starts: Int32Array;
  readonly #ends: Int32Array;
  readonly #cell: NumberCell = { value: 0 };

  constructor(builder: TableBuilder, separator: string, newline: string) {
    this.#builder = builder;
    this.#separator = separator;
    this.#newline = newline;
    const { builders, place } = builder.plan;
    const readsFields = place?.reader.readFields !== undefined;
    this.#numbers = builders.map((column) => (column instanceof NumberColumnBuilder ? column : undefined));
    this.#isNumber = Uint8Array.from(builders, (column, at) =>
      (place?.columns.includes(at) ? readsFields : !column.isText) ? 1 : 0,
    );
    this.#timeCells = new Array<string>(place?.columns.length ?? 0).fill("");
    this.#timeFields = new Float64Array(this.#timeCells.length);
    this.#values = new Float64Array(builders.length);
    this.#starts = new Int32Array(builders.length);
    this.#ends = new Int32Array(builders.length);
  }

  /**
   * Takes the complete lines of a text; answers where the rest begins and on which line. `isStuck`: it begins with a record whose
   * quotes need the parser.
   */
  scan(text: string, firstLine: number): { readonly at: number; readonly line: number; readonly isStuck: boolean } {
    let at = 0;
    let line = firstLine;
    for (;;) {
      const next = this.#builder.isSettled ? this.#scanLine(text, at) : -1;
      if (next >= 0 && this.#store(text, line)) {
        at = next;
      } else {
        const end = text.indexOf(this.#newline, at);
        if (end < 0) return { at, line, isStuck: false };
        const row = text.slice(at, end);
        if (row.includes('"')) return { at, line, isStuck: true };
        this.#builder.add({ cells: row.split(this.#separator).map((cell) => cell.trim()), line });
        at = end + 1;
      }
      line++;
    }
  }

  /** Reads the cells of one line and answers where the next begins; −1 for a line that is incomplete or unusual. */
  #scanLine(text: string, from: number): number {
    const isNumber = this.#isNumber;
    const values = this.#values;
    const cell = this.#cell;
    const separator = this.#separator.charCodeAt(0);
    const newline = this.#newline.charCodeAt(0);
    const decimal = this.#builder.plan.rules.decimal.charCodeAt(0);
    const last = isNumber.length - 1;
    let at = from;
    for (let column = 0; column <= last; column++) {
      const stop = column < last ? separator : newline;
      const isQuoted = text.charCodeAt(at) === QUOTE;
      let end = -1;
      if (isNumber[column] === 1) {
        end = scanNumber(text, isQuoted ? at + 1 : at, decimal, isQuoted ? QUOTE : stop, cell);
        values[column] = cell.value;
      }
      if (end < 0) end = isQuoted ? this.#scanQuoted(text, at, column) : this.#scanText(text, at, column, stop);
      if (isQuoted && end >= 0) {
        end++;
        if (text.charCodeAt(end) === RETURN && stop !== RETURN) end++;
      }
      if (end < 0 || text.charCodeAt(end) !== stop) return -1;
      at = end + 1;
    }
    return at;
  }

  /** Finds the end of a cell without quotes, −1 where its line or the text ends before. */
  #scanText(text: string, from: number, column: number, stop: number): number {
    const { length } = text;
    const newline = this.#newline.charCodeAt(0);
    let end = from;
    for (; end < length; end++) {
      const code = text.charCodeAt(end);
      if (code === stop) break;
      if (code === newline || code === QUOTE) return -1;
    }
    return end < length && this.#takeText(text, from, end, column) ? end : -1;
  }

  /** Finds the closing quote of a cell, −1 where a quote or a line end stands within. */
  #scanQuoted(text: string, from: number, column: number): number {
    const end = text.indexOf('"', from + 1);
    if (end < 0 || text.charCodeAt(end + 1) === QUOTE) return -1;
    for (let at = from + 1; at < end; at++) if (text[at] === this.#newline) return -1;
    return this.#takeText(text, from + 1, end, column) ? end : -1;
  }

  /** Takes a cell without the blanks around it. A number column's cell is read; false where it is none. */
  #takeText(text: string, from: number, to: number, column: number): boolean {
    let start = from;
    let end = to;
    while (start < end && text.charCodeAt(start) <= BLANK) start++;
    while (end > start && text.charCodeAt(end - 1) <= BLANK) end--;
    this.#starts[column] = start;
    this.#ends[column] = end;
    if (this.#isNumber[column] === 0) return true;
    const rules = this.#numbers[column]?.rules ?? this.#builder.plan.rules;
    const value = start === end ? Number.NaN : rules.read(text.slice(start, end));
    if (value === undefined || Math.abs(value) === Infinity) return false;
    this.#values[column] = value;
    return true;
  }

  /** Keeps the line at hand; false, with nothing kept, where its time is wrong: the careful way says why. */
  #store(text: string, line: number): boolean {
    const builder = this.#builder;
    const { builders, place, rules } = builder.plan;
    if (place && !this.#readTime(text, place.columns)) return false;
    builder.countRow(line);
    const { places } = builder;
    const { missingNumbers } = rules;
    for (let i = 0; i < places.length; i++) {
      const column = places[i]!;
      const numbers = this.#numbers[column];
      if (numbers === undefined) {
        builders[column]!.push(text.slice(this.#starts[column], this.#ends[column]));
      } else {
        const value = this.#values[column]!;
        numbers.values.push(missingNumbers.length > 0 && missingNumbers.includes(value) ? Number.NaN : value);
      }
    }
    return true;
  }

  #readTime(text: string, columns: readonly number[]): boolean {
    const reader = this.#builder.plan.place!.reader;
    if (reader.readFields) {
      for (let i = 0; i < columns.length; i++) this.#timeFields[i] = this.#values[columns[i]!]!;
      return reader.readFields(this.#timeFields);
    }
    for (let i = 0; i < columns.length; i++) {
      this.#timeCells[i] = text.slice(this.#starts[columns[i]!], this.#ends[columns[i]!]);
    }
    return reader.read(this.#timeCells) === undefined;
  }
}
