import { undress } from "./dress.ts";

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const COMMA_NUMBER = /^[+-]?(?:\d+,?\d*|,\d+)(?:[eE][+-]?\d+)?$/;
const GROUPED_BY_COMMA = /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/;
const GROUPED_BY_POINT = /^[+-]?\d{1,3}(?:\.\d{3})+(?:,\d+)?$/;
const INFINITE = /^[+-]?inf(?:inity)?$/i;
const MISSING = /^(?:|na|nan|null|[?:-]|\.{1,3})$/i;
/** Offices of statistics put these in the place of a number. */
const MARK = /^(?::|\.{1,3})$/;

/**
 * True for the spellings of a missing reading, whatever their case: empty, `NA`, `NaN`, `null`, `?`, `-`, and those of offices
 * of statistics, `:` and one to three points.
 */
export function isMissing(cell: string): boolean {
  return MISSING.test(cell);
}

/** True for a decimal number such as `-1.5e3`; hexadecimal, grouped digits and decimal commas are text. */
export function isNumber(cell: string): boolean {
  return NUMBER.test(cell);
}

export type DecimalMark = "." | ",";

/** How one file writes its numbers and its missing readings. */
export class CellRules {
  readonly decimal: DecimalMark;
  /** Numbers that stand for a missing reading. */
  readonly missingNumbers: readonly number[];
  /** The first number written with grouped digits, such as `1,234.5`, that was read. */
  grouped: string | undefined;
  readonly #missing: ReadonlySet<string>;
  readonly #isDressed: boolean;

  /** `isDressed`: numbers may wear the sign of a currency and other marks between thousands, as `undress` takes them off. */
  constructor(decimal: DecimalMark = ".", missing: readonly (string | number)[] = [], isDressed = false) {
    this.decimal = decimal;
    this.#isDressed = isDressed;
    this.missingNumbers = missing
      .map(Number)
      .filter((value, i) => String(missing[i]).trim() !== "" && !Number.isNaN(value));
    this.#missing = new Set(missing.map((cell) => String(cell).trim()));
  }

  /** The same rules for a column whose numbers wear signs and marks. */
  dressed(): CellRules {
    return new CellRules(this.decimal, [...this.#missing], true);
  }

  isMissing(cell: string): boolean {
    return MISSING.test(cell) || this.#missing.has(cell);
  }

  /** The same in a column of words, where `:` and points are words like others. */
  isMissingWord(cell: string): boolean {
    return this.#missing.has(cell) || (MISSING.test(cell) && !MARK.test(cell));
  }

  isNumber(cell: string): boolean {
    return this.#decimalOf(cell) !== undefined || this.#groupedDigits(cell);
  }

  /** A trimmed cell's number, NaN where it is missing, ±Infinity where it is or overflows to that; undefined for text. */
  read(cell: string): number | undefined {
    if (this.isMissing(cell)) return Number.NaN;
    const value = this.#decimalOf(cell) ?? this.#ungroup(cell);
    if (value !== undefined) return this.missingNumbers.includes(value) ? Number.NaN : value;
    if (INFINITE.test(cell)) return cell.startsWith("-") ? -Infinity : Infinity;
    const bare = this.#isDressed ? undress(cell) : undefined;
    if (bare === undefined) return undefined;
    if (bare.group !== "") this.grouped ??= cell;
    return this.read(bare.text);
  }

  #decimalOf(cell: string): number | undefined {
    if (this.decimal === ".") return NUMBER.test(cell) ? Number(cell) : undefined;
    return COMMA_NUMBER.test(cell) ? Number(cell.replace(",", ".")) : undefined;
  }

  #groupedDigits(cell: string): boolean {
    return (this.decimal === "." ? GROUPED_BY_COMMA : GROUPED_BY_POINT).test(cell);
  }

  #ungroup(cell: string): number | undefined {
    if (!this.#groupedDigits(cell)) return undefined;
    this.grouped ??= cell;
    return Number(this.decimal === "." ? cell.replaceAll(",", "") : cell.replaceAll(".", "").replace(",", "."));
  }
}
