import Papa from "papaparse";
import { Problem } from "../contracts/problem.ts";
import type { Row } from "./rows.ts";
import { newlineOf } from "./separator.ts";

/** Longest record, in characters: an unclosed quote or a file without line ends must not fill the memory. */
export const MAX_RECORD = 4_000_000;

/** Most columns that a table may have. */
export const MAX_COLUMNS = 20_000;

/** What papaparse's low-level parser answers. */
interface Parsed {
  readonly data: string[][];
  readonly errors: readonly { readonly code: string; readonly row: number }[];
  readonly meta: { readonly cursor: number };
}

/**
 * Turns pieces of text into records as they become complete; `end` gives the last. Throws `quote_unclosed`,
 * `quote_malformed`, `line_too_long` and `too_many_columns`, each naming the line.
 */
export class CsvRecords {
  readonly newline: "\r" | "\n";
  readonly #parser: Papa.Parser;
  readonly #runs: boolean;
  #rest = "";
  #line = 1;

  /** `separator` may be a blank: then any number of them separate. */
  constructor(separator: string, head: string) {
    this.newline = newlineOf(head);
    this.#runs = separator === " ";
    this.#parser = new Papa.Parser({ delimiter: separator, newline: this.newline });
  }

  push(piece: string): Row[] {
    this.#rest += piece;
    const records = piece.includes(this.newline) ? this.#parse(true) : [];
    if (this.#rest.length > MAX_RECORD) throw this.#tooLong();
    return records;
  }

  end(): Row[] {
    return this.#rest === "" ? [] : this.#parse(false);
  }

  /** The text after the last complete record and the line on which it begins: for a caller who goes on with it. */
  takeRest(): { readonly rest: string; readonly line: number } {
    const rest = this.#rest;
    this.#rest = "";
    return { rest, line: this.#line };
  }

  /** Goes on with text that another has cut off, from the start of a record on this line. */
  giveRest(rest: string, line: number): void {
    this.#rest = rest;
    this.#line = line;
    if (rest.length > MAX_RECORD) throw this.#tooLong();
  }

  #parse(more: boolean): Row[] {
    const text = this.#runs ? this.#rest.replace(/^ +| +$/gm, "").replace(/ {2,}/g, " ") : this.#rest;
    const { data, errors, meta } = this.#parser.parse(text, 0, more) as Parsed;
    const fault = errors.find((error) => !more || error.row < data.length);
    // Line feeds inside quotes are the only ones that do not end a record.
    const quoted = text.includes('"');
    const records = data.map((raw, i): Row => {
      const line = this.#line;
      this.#line += 1 + (quoted ? raw.reduce((lines, cell) => lines + cell.split(this.newline).length - 1, 0) : 0);
      if (fault && fault.row === i) throw badQuote(fault.code, line);
      if (raw.length > MAX_COLUMNS) throw tooManyColumns(raw.length, line);
      return { cells: raw.map(quoted ? unquote : trim), line };
    });
    this.#rest = more ? text.slice(meta.cursor) : "";
    return records;
  }

  #tooLong(): Problem {
    if (this.#rest.includes('"') && this.#rest.includes(this.newline)) return badQuote("MissingQuotes", this.#line);
    return new Problem("data", "line_too_long", `Row ${this.#line} is longer than ${MAX_RECORD} characters.`, {
      found: `more than ${MAX_RECORD} characters without a line end`,
      needed: "one line for each point in time",
      hint: "Give a table with one row for each point in time and one column for each quantity.",
      row: this.#line,
    });
  }
}

const trim = (cell: string): string => cell.trim();

/** A blank before the opening quote hides it from the parser: ` "y"`. */
function unquote(cell: string): string {
  const trimmed = cell.trim();
  return trimmed.length > 1 && trimmed.startsWith('"') && trimmed.endsWith('"') ? trimmed.slice(1, -1).trim() : trimmed;
}

function badQuote(code: string, line: number): Problem {
  const unclosed = code === "MissingQuotes";
  return new Problem(
    "data",
    unclosed ? "quote_unclosed" : "quote_malformed",
    unclosed ? `Row ${line}: a quoted cell is never closed.` : `Row ${line}: text follows a closing quote.`,
    {
      found: unclosed ? 'an opening " without its closing "' : 'text after a closing "',
      needed: 'a quote inside a quoted cell written twice: ""',
      hint: "Look at this row in a text editor: a quote is missing or stands alone.",
      row: line,
    },
  );
}

function tooManyColumns(found: number, line: number): Problem {
  return new Problem("data", "too_many_columns", `Row ${line} has ${found} columns.`, {
    found: `${found} columns`,
    needed: `at most ${MAX_COLUMNS} columns`,
    hint: "Keep the columns that matter, or write the table with time in rows instead of columns.",
    row: line,
  });
}
