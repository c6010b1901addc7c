import type { Note } from "../contracts/outcome.ts";
import type { CellRules } from "./cell.ts";
import { listNames } from "./column-names.ts";

/** What the numbers of a column wear beside their digits: a sign of money or share, marks between thousands. */
export interface Dress {
  /** `€`, `US$`, `EUR`, `%` …, the same in every cell that has one; empty where none has. */
  readonly sign: string;
  /** Mark between thousands: any blank counts as `" "`, any apostrophe as `"'"`; empty where no cell has one. */
  readonly group: string;
  /** The first cell that wears any of it. */
  readonly first: string;
}

/** More cells than this share that are neither numbers nor dressed ones, and the column is not one of numbers. */
const MOST_WORDS = 0.2;

const BLANK = "[ \\u00A0\\u2009\\u202F]";
const SIGN = String.raw`(?:[A-Za-z]{0,2}\p{Sc}|[%‰元]|USD|EUR|GBP|JPY|CNY|RMB|CHF|CAD|AUD|NZD|HKD|TWD|SGD|INR|KRW|BRL|MXN|SEK|NOK|DKK|PLN|CZK|ZAR|Fr\.|kr|zł)`;
const DRESSED = new RegExp(
  `^(?<minus>[+-]?)(?<before>${SIGN})?${BLANK}?(?<inner>[+-]?)(?<digits>\\d(?:[\\d.,'’]|${BLANK}(?=\\d))*)${BLANK}?(?<after>${SIGN})?$`,
  "u",
);
const GROUPED = new RegExp(`^\\d{1,3}(?<mark>${BLANK}|['’])\\d{3}(?:\\k<mark>\\d{3})*(?:[.,]\\d+)?$`);

interface Undressed {
  /** The number without sign and marks, its decimal mark and commas or points between thousands as they were. */
  readonly text: string;
  readonly sign: string;
  readonly group: string;
}

/** True where numbers are shares of a hundred or a thousand. */
export function isShare({ sign }: Dress): boolean {
  return sign === "%" || sign === "‰";
}

/** Says which signs were taken off the numbers of which columns. */
export function dressNotes(dresses: readonly { readonly name: string; readonly dress: Dress }[]): Note[] {
  const signed = dresses.filter(({ dress }) => dress.sign !== "");
  const first = signed[0]?.dress.first;
  if (first === undefined) return [];
  const signs = [...new Set(signed.map(({ dress }) => dress.sign))].join(", ");
  return [{ code: "signs_dropped", facts: { signs, columns: listNames(signed.map(({ name }) => name)), first } }];
}

/** Takes a cell's sign and marks off; undefined for anything else, such as a plain number or a word. */
export function undress(cell: string): Undressed | undefined {
  if (cell.length > 40) return undefined;
  const { minus = "", before = "", inner = "", digits = "", after = "" } = DRESSED.exec(cell)?.groups ?? {};
  if (digits === "" || (minus !== "" && inner !== "") || (before !== "" && after !== "")) return undefined;
  const mark = GROUPED.exec(digits)?.groups?.mark ?? "";
  const group = mark === "" ? "" : /['’]/.test(mark) ? "'" : " ";
  const sign = before + after;
  if (sign === "" && group === "") return undefined;
  const text = `${minus}${inner}${mark === "" ? digits : digits.replaceAll(mark, "")}`;
  return /['’\s]/.test(text) ? undefined : { text, sign, group };
}

/**
 * What the numbers among these cells wear, if nearly all cells are numbers then; undefined where none wears anything, and where
 * two signs or two marks stand beside each other: dollars and euros are no numbers of one column.
 */
export function dressOf(cells: readonly string[], rules: CellRules): Dress | undefined {
  let dress: Dress | undefined;
  let known = 0;
  let words = 0;
  let signed = 0;
  for (const cell of cells) {
    if (rules.isMissing(cell)) continue;
    known++;
    if (rules.read(cell) !== undefined) continue;
    const bare = undress(cell);
    if (bare === undefined || rules.read(bare.text) === undefined) {
      words++;
      continue;
    }
    if (bare.sign !== "") signed++;
    dress ??= { sign: bare.sign, group: bare.group, first: cell };
    if (bare.sign !== dress.sign && bare.sign !== "" && dress.sign !== "") return undefined;
    if (bare.group !== dress.group && bare.group !== "" && dress.group !== "") return undefined;
    dress = { ...dress, sign: dress.sign || bare.sign, group: dress.group || bare.group };
  }
  // Beside 50 %, a plain 0.5 may be the same.
  const isUnclear = dress !== undefined && isShare(dress) && signed < known - words;
  return isUnclear || words > MOST_WORDS * known ? undefined : dress;
}
