import type { ColumnFacts, TextFacts } from "../../inspect/inspection.ts";
import { truncate } from "../display-width.ts";
import { formatCount, formatNumber, formatPercent } from "../format-number.ts";
import { textTable } from "../text-table.ts";
import type { Catalogue } from "../words/catalogue.ts";
import { fill } from "../words/fill.ts";

/** Columns that are shown; of a wide table the first few tell how the others look. */
const MOST = 14;
const NAME_WIDTH = 28;
/** Words of a column that are shown as examples. */
const EXAMPLES = 3;

/** The columns of a table in brief, as lines for a terminal: type, range, missing readings. */
export function columnsText(columns: readonly ColumnFacts[], rows: number, words: Catalogue, width: number): string[] {
  const say = words.inspection;
  if (columns.length === 0) return [];
  const shown = columns.slice(0, MOST);
  const lines = textTable({
    head: [say.column, say.type, say.missing, say.range],
    rows: shown.map((column) => [
      truncate(column.name, NAME_WIDTH),
      column.kind === "number" ? say.number : say.text,
      missingOf(column, rows, words),
      rangeOf(column, words),
    ]),
    right: [2],
    width,
  });
  const more = columns.length - shown.length;
  return more > 0 ? [...lines, fill(say.andMore, { count: formatCount(more) })] : lines;
}

function missingOf({ missing }: ColumnFacts, rows: number, { inspection }: Catalogue): string {
  const count = formatCount(missing);
  return missing === 0 ? count : fill(inspection.percentOf, { count, percent: formatPercent((100 * missing) / rows) });
}

function rangeOf(column: ColumnFacts, words: Catalogue): string {
  if (column.kind === "text") return column.known === 0 ? "–" : wordsOf(column, words);
  const { min, max } = column;
  if (min === undefined || max === undefined) return "–";
  return min === max ? number(min) : fill(words.inspection.fromTo, { least: number(min), most: number(max) });
}

/** `-4.25`, without the zeros that a column of numbers would be aligned by. */
const number = (value: number): string =>
  Number.isInteger(value) ? formatCount(value) : formatNumber(value).replace(/(\.\d*?)0+$/, "$1");

function wordsOf({ distinct, common }: TextFacts, { inspection, betweenItems }: Catalogue): string {
  const examples = common.slice(0, EXAMPLES).map(({ value }) => value);
  if (distinct === 1) return examples.join("");
  return fill(inspection.different, {
    distinct: formatCount(distinct),
    examples: examples.join(betweenItems) + (distinct > examples.length ? " …" : ""),
  });
}
