import { Problem } from "../../contracts/problem.ts";

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
/** What pandas and Python write beside JSON's own words. */
const WORD = /(?:true|false|null|NaN|-?Infinity)\b/y;
const WORDS: Readonly<Record<string, string>> = { true: "1", false: "0", null: "", NaN: "" };

const CONSTANTS = ["true", "false", "null"];
/** A text without its closing quote, or a number without its end. */
const CUT = /^(?:"(?:[^"\\\n]|\\[^\n])*\\?|-?\d*\.?\d*[eE]?[+-]?)$/;

/**
 * Reads the tokens of a JSON text one after the other, numbers as they are written: an id of twenty digits keeps them all. It
 * holds no more than its place, so that a large list costs no memory, and several scanners may walk one text at once.
 */
export class JsonScanner {
  readonly text: string;
  at: number;
  #counted = 0;
  #line = 1;

  constructor(text: string, at = 0) {
    this.text = text;
    this.at = at;
  }

  /** The next character that is not white space, which stays; empty at the end. */
  peek(): string {
    const { text } = this;
    while (isSpace(text.charCodeAt(this.at))) this.at++;
    return text.charAt(this.at);
  }

  /** Goes past `mark` where it comes next. */
  take(mark: string): boolean {
    if (this.peek() !== mark) return false;
    this.at++;
    return true;
  }

  /** Goes past `mark`, which must come next. */
  expect(mark: string): void {
    if (!this.take(mark)) throw this.broken(`"${mark}"`);
  }

  /** The text in quotes that comes next. */
  string(): string {
    if (this.peek() !== '"') throw this.broken("a text in quotes");
    const { text, at } = this;
    // Nearly all texts are short and hold nothing that was escaped.
    for (let end = at + 1; ; end++) {
      const unit = text.charCodeAt(end);
      if (unit === QUOTE) {
        this.at = end + 1;
        return text.slice(at + 1, end);
      }
      if (unit === BACKSLASH || !(unit >= 0x20)) return this.#escapedString();
    }
  }

  /** The same where something is escaped, or forbidden, or missing. */
  #escapedString(): string {
    let end = this.text.indexOf('"', this.at + 1);
    while (end > 0 && this.#isEscaped(end)) end = this.text.indexOf('"', end + 1);
    try {
      const text = JSON.parse(end < 0 ? "" : this.text.slice(this.at, end + 1)) as string;
      this.at = end + 1;
      return text;
    } catch {
      throw this.broken("a text in quotes, on one line");
    }
  }

  /** The value that comes next as a cell: trimmed text, a number as written, 1 or 0, empty for null. Undefined for lists and objects. */
  scalar(): string | undefined {
    const next = this.peek();
    if (next === "{" || next === "[") return undefined;
    if (next === '"') return this.string().trim();
    const plain = this.#plainNumber();
    if (plain !== undefined) return plain;
    const word = this.#match(WORD) ?? this.#match(NUMBER);
    if (word === undefined) throw this.broken("a value");
    return WORDS[word] ?? word;
  }

  /** A number of digits, with a minus or a point, as nearly all are; undefined where the rules have to be looked at. */
  #plainNumber(): string | undefined {
    const { text, at } = this;
    let end = text.charCodeAt(at) === MINUS ? at + 1 : at;
    const first = end;
    while (isDigit(text.charCodeAt(end))) end++;
    if (end === first || (text.charCodeAt(first) === ZERO && end > first + 1)) return undefined;
    if (text.charCodeAt(end) === POINT) {
      const point = end++;
      while (isDigit(text.charCodeAt(end))) end++;
      if (end === point + 1) return undefined;
    }
    // An exponent follows.
    if ((text.charCodeAt(end) | 0x20) === LETTER_E) return undefined;
    this.at = end;
    return text.slice(at, end);
  }

  /** Goes past a value of any kind; whether its brackets match is left to whoever reads it. */
  skip(): void {
    let depth = 0;
    do {
      const next = this.peek();
      if (next === "{" || next === "[") depth++;
      if (next === "}" || next === "]") depth--;
      if (next !== "" && "{[}],:".includes(next)) this.at++;
      else this.scalar();
    } while (depth > 0);
  }

  /** Line of the text, from 1, of the place reached. */
  line(): number {
    let next = this.text.indexOf("\n", this.#counted);
    for (; next >= 0 && next < this.at; next = this.text.indexOf("\n", this.#counted)) {
      this.#line++;
      this.#counted = next + 1;
    }
    return this.#line;
  }

  /** The problem of a text that breaks JSON's rules here. */
  broken(needed: string): Problem {
    const rest = this.text.slice(this.at, this.at + 30).trim();
    const row = this.line();
    const isCut = needed !== "the end of the file" && this.#endsInside();
    const end = rest === "" ? "the end of the file" : `${rest}, and then the end of the file`;
    return new Problem(
      "data",
      "json_broken",
      isCut ? `The JSON ends in the middle of line ${row}.` : `Line ${row} breaks the rules of JSON.`,
      {
        found: isCut ? end : rest,
        needed,
        hint: isCut ? "The file was cut short: write or download it again." : "Look at this line in a text editor.",
        row,
      },
    );
  }

  /** True where nothing follows, or only the beginning of a text, a word or a number that the end of the file cuts off. */
  #endsInside(): boolean {
    const rest = this.text.slice(this.at).trim();
    return CUT.test(rest) || CONSTANTS.some((word) => word.startsWith(rest));
  }

  /** True where an odd number of backslashes stands before this place. */
  #isEscaped(quote: number): boolean {
    let at = quote;
    while (this.text.charCodeAt(at - 1) === 0x5c) at--;
    return (quote - at) % 2 === 1;
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.text);
    if (!match) return undefined;
    this.at = pattern.lastIndex;
    return match[0];
  }
}

const [QUOTE, BACKSLASH, MINUS, POINT, ZERO, LETTER_E] = [0x22, 0x5c, 0x2d, 0x2e, 0x30, 0x65];

const isDigit = (unit: number): boolean => unit >= 0x30 && unit <= 0x39;
const isSpace = (unit: number): boolean => unit === 0x20 || unit === 0x0a || unit === 0x0d || unit === 0x09;
