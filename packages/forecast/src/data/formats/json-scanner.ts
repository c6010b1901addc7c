import { Problem } from "../../contracts/problem.ts";

const SPACE = /[ \t\n\r]*/y;
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
    this.#match(SPACE);
    return this.text.charAt(this.at);
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
    let end = this.text.indexOf('"', this.at + 1);
    while (end > 0 && this.#isEscaped(end)) end = this.text.indexOf('"', end + 1);
    const quoted = end < 0 ? "" : this.text.slice(this.at, end + 1);
    try {
      const text = quoted.includes("\\") || CONTROL.test(quoted) ? (JSON.parse(quoted) as string) : quoted.slice(1, -1);
      if (end < 0) throw this.broken("a text in quotes");
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
    const word = this.#match(WORD) ?? this.#match(NUMBER);
    if (word === undefined) throw this.broken("a value");
    return WORDS[word] ?? word;
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

// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids them within a text
const CONTROL = /[\u0000-\u001f]/;
