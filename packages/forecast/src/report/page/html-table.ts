import { escapeHtml } from "../escape-html.ts";

/** A table of texts: the first column heads its rows. */
export interface HtmlTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Indices of columns that hold words, set to the left and broken into lines; the others are numbers. */
  readonly words?: readonly number[];
}

/** The table as HTML; every text is escaped. */
export function htmlTable({ head, rows, words = [] }: HtmlTable): string {
  const look = (column: number): string => (words.includes(column) ? ' class="words"' : "");
  const heads = head.map((text, column) => `<th scope="col"${look(column)}>${escapeHtml(text)}</th>`);
  const lines = rows.map(([first = "", ...cells]) => {
    const rest = cells.map((text, i) => `<td${look(i + 1)}>${escapeHtml(text)}</td>`);
    return `<tr><th scope="row"${look(0)}>${escapeHtml(first)}</th>${rest.join("")}</tr>`;
  });
  return `<div class="wide"><table>
<thead><tr>${heads.join("")}</tr></thead>
<tbody>
${lines.join("\n")}
</tbody></table></div>`;
}
