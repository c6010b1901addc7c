import { formatCount, formatNumber } from "../format-number.ts";
import type { Catalogue } from "../words/catalogue.ts";
import { fill } from "../words/fill.ts";
import { type Cleaning, columnChanges } from "./cleaning.ts";
import { type ColumnSummary, summarise } from "./column-summary.ts";

/** Names over the columns of `changeRows`. */
export function changeHead({ cleaning: say }: Catalogue): string[] {
  return [say.column, say.missing, say.filled, say.mean, say.spread, say.least, say.most];
}

/** Each column of numbers in a row, before and after where the two differ: `12 → 0`. Changed columns come first. */
export function changeRows(cleaning: Cleaning, words: Catalogue, most: number): string[][] {
  return columnChanges(cleaning)
    .slice(0, most)
    .map(({ name, before, after }) => {
      const old = before && summarise(before);
      const made = after && summarise(after);
      const change = (of: keyof ColumnSummary, show: (value: number) => string): string => {
        const [from, to] = [old, made].map((summary) => (summary ? show(summary[of]) : "–"));
        return from === to ? (to ?? "") : fill(words.cleaning.change, { before: from ?? "", after: to ?? "" });
      };
      return [
        name,
        change("missing", formatCount),
        made && made.filled > 0 ? formatCount(made.filled) : "",
        ...(["mean", "deviation", "least", "most"] as const).map((of) => change(of, formatNumber)),
      ];
    });
}

/** What became of the rows and the missing readings, in a sentence. */
export function changeSentence({ before, after }: Cleaning, { cleaning: say }: Catalogue): string {
  const missing = ({ columns }: Cleaning["before"]): number =>
    columns.reduce(
      (sum, column) => sum + (column.kind === "number" ? summarise(column).missing : gaps(column.codes)),
      0,
    );
  return fill(say.summary, {
    rows: formatCount(before.rows),
    rowsAfter: formatCount(after.rows),
    missing: formatCount(missing(before)),
    missingAfter: formatCount(missing(after)),
  });
}

const gaps = (codes: Int32Array): number => codes.reduce((count, code) => (code < 0 ? count + 1 : count), 0);
