import type { CategoryColumn } from "../../contracts/index.ts";
import { findingOf } from "../finding.ts";
import type { Finding, Repair } from "../inspection.ts";
import type { Survey } from "../survey.ts";
import { categoryCounts } from "../text-facts.ts";

/** Share of the known cells that must look like numbers. */
const MANY = 0.2;
/** Different words that may stand for "missing". */
const FEW_WORDS = 3;

const PLAIN = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const COMMA = /^[+-]?\d+,\d+$/;
const GROUPS = /^[+-]?\d{1,3}(?:[,' ]\d{3})+(?:\.\d+)?$/;
const WITH_UNIT = /^[<>~≈]?\s*[+-]?\d+(?:[.,]\d+)?\s*(?:[%°$€£¥]|[a-zµ°/%]{1,6}\d?)$/i;

/**
 * A column of words of which many look like numbers: numbers with a few words among them, decimal commas, separators of
 * thousands or units. The count is that of the cells that look like numbers; facts: others (known cells that do not), words (some of
 * them), example.
 */
export function detectTextNumbers({ table }: Survey, column: CategoryColumn): Finding[] {
  const counts = categoryCounts(column);
  const looks = column.categories.map((text) => looksLike(text.trim()));
  let numbers = 0;
  let others = 0;
  for (const [code, count] of counts.entries()) {
    if (looks[code] === undefined) others += count;
    else numbers += count;
  }
  if (numbers < 3 || numbers < MANY * (numbers + others)) return [];
  const words = column.categories.filter((_, code) => looks[code] === undefined && counts[code]! > 0);
  const rows: number[] = [];
  for (let row = 0; row < table.rows && rows.length < 5; row++) {
    const code = column.codes[row]!;
    // Where some cells are words, they are what keeps the column from being numbers.
    if (code >= 0 && (looks[code] === undefined) === others > 0) rows.push(row);
  }
  const example = column.categories[looks.findIndex((look, code) => look !== undefined && counts[code]! > 0)]!;
  return [
    findingOf(table, {
      code: "text_numbers",
      weight: "harms",
      column: column.name,
      count: numbers,
      rows,
      facts: { others, words: words.slice(0, 5).join(", "), example },
      ...repairOf(
        words,
        looks.filter((look) => look !== undefined),
      ),
    }),
  ];
}

type Look = "plain" | "comma" | "groups" | "unit";

function looksLike(text: string): Look | undefined {
  if (PLAIN.test(text)) return "plain";
  if (GROUPS.test(text)) return "groups";
  if (COMMA.test(text)) return "comma";
  return WITH_UNIT.test(text) ? "unit" : undefined;
}

function repairOf(words: readonly string[], looks: readonly Look[]): { repair?: Repair } {
  if (looks.every((look) => look === "plain") && words.length <= FEW_WORDS) {
    return { repair: { table: { missing: words } } };
  }
  const comma = looks.includes("comma") && looks.every((look) => look === "comma" || look === "plain");
  return comma && words.length === 0 ? { repair: { table: { decimal: "," } } } : {};
}
