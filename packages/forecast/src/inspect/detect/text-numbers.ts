import type { CategoryColumn, NumberColumn } from "../../contracts/index.ts";
import { undress } from "../../data/dress.ts";
import { fillBy } from "../../statistics/index.ts";
import { findingOf } from "../finding.ts";
import type { Finding, Repair } from "../inspection.ts";
import type { Survey } from "../survey.ts";
import { categoryCounts } from "../text-facts.ts";

/** Share of the known cells that must look like numbers. */
const MANY = 0.2;
/** Different words that may stand for "missing"; more of them where most cells are numbers. */
const FEW_WORDS = 3;
const MOST = { words: 20, numbers: 0.8 };
const NAMED_WORDS = 5;

const PLAIN = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const COMMA = /^[+-]?\d+,\d+$/;
const GROUPS = /^[+-]?\d{1,3}(?:[,' ]\d{3})+(?:\.\d+)?$/;
const WITH_UNIT = /^[<>~≈]?\s*[+-]?\d+(?:[.,]\d+)?\s*(?:[%°$€£¥]|[a-zµ°/%]{1,6}\d?)$/i;

/** A column of words that holds numbers, and what it is when it is read as its repair says. */
export interface TextNumbers {
  readonly finding: Finding;
  readonly repaired?: NumberColumn;
}

/**
 * A column of words of which many look like numbers: numbers with a few words among them, decimal commas, separators of
 * thousands or units. The count and the rows are those of the cells that keep the column from being numbers: the words, or, where there are
 * none, all. Facts: numbers (cells that look like them), others (known cells that do not), words (some of them), example.
 */
export function detectTextNumbers({ table }: Survey, column: CategoryColumn): TextNumbers | undefined {
  const counts = categoryCounts(column);
  const looks = column.categories.map((text) => looksLike(text.trim()));
  let numbers = 0;
  let others = 0;
  for (const [code, count] of counts.entries()) {
    if (looks[code] === undefined) others += count;
    else numbers += count;
  }
  if (numbers < 3 || numbers < MANY * (numbers + others)) return undefined;
  const words = column.categories.filter((_, code) => looks[code] === undefined && counts[code]! > 0);
  const rows: number[] = [];
  for (const [row, code] of column.codes.entries()) {
    if (code >= 0 && (looks[code] === undefined) === others > 0) rows.push(row);
  }
  const example = column.categories[looks.findIndex((look, code) => look !== undefined && counts[code]! > 0)]!;
  const isFew = words.length <= (numbers >= MOST.numbers * (numbers + others) ? MOST.words : FEW_WORDS);
  const repair = isFew ? repairOf(words, new Set(looks)) : undefined;
  const more = words.length > NAMED_WORDS ? " …" : "";
  return {
    finding: findingOf(table, {
      code: "text_numbers",
      weight: "harms",
      column: column.name,
      count: rows.length,
      rows,
      facts: { numbers, others, words: words.slice(0, NAMED_WORDS).join(", ") + more, example },
      ...(repair ? { repair } : {}),
    }),
    ...(repair ? { repaired: numbersOf(column) } : {}),
  };
}

type Look = "plain" | "comma" | "groups" | "unit";

function looksLike(text: string): Look | undefined {
  // `1e999` is no number that can be held.
  if (PLAIN.test(text)) return Number.isFinite(numberIn(text)) ? "plain" : undefined;
  if (GROUPS.test(text)) return "groups";
  if (COMMA.test(text)) return Number.isFinite(numberIn(text)) ? "comma" : undefined;
  return WITH_UNIT.test(text) || undress(text) !== undefined ? "unit" : undefined;
}

const numberIn = (text: string): number => Number(text.replace(",", "."));

function repairOf(words: readonly string[], looks: ReadonlySet<Look | undefined>): Repair | undefined {
  if (looks.has("groups") || looks.has("unit")) return undefined;
  if (!looks.has("comma")) return { table: { missing: words } };
  return words.length === 0 ? { table: { decimal: "," } } : undefined;
}

/** The column as it is read with its repair: words are missing readings. */
export function numbersOf({ name, codes, categories }: CategoryColumn): NumberColumn {
  const read = categories.map((text) => (looksLike(text.trim()) ? numberIn(text.trim()) : Number.NaN));
  return {
    kind: "number",
    name,
    values: fillBy(new Float64Array(codes.length), (row) => read[codes[row]!] ?? Number.NaN),
  };
}
