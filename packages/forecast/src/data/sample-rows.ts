import type { CellRules } from "./cell.ts";
import type { TimePlace } from "./find-time.ts";
import { Footer } from "./footer.ts";
import { TimelessRows } from "./timeless-rows.ts";

type Rows = readonly (readonly string[])[];

/** First rows without remarks below the last of them: these tell nothing of what the columns hold. */
export function withoutRemarks(rows: Rows, width: number): Rows {
  if (width < 2) return rows;
  const isRemark = (cells: readonly string[]): boolean =>
    (cells.length < width || cells.filter((cell) => cell !== "").length === 1) && Footer.isProse(cells);
  const last = rows.findLastIndex((cells) => !isRemark(cells));
  return last < 0 ? rows : rows.slice(0, last + 1);
}

/** Those of them that say a time, if any does: units below the header and sums tell nothing of the columns either. */
export function withTime(rows: Rows, place: TimePlace | undefined, rules: CellRules): Rows {
  if (place === undefined) return rows;
  const timed = rows.filter((cells) => {
    const time = place.columns.map((at) => cells[at] ?? "");
    return !TimelessRows.areTimeless(time, (cell) => rules.isMissing(cell));
  });
  return timed.length === 0 || timed.length === rows.length ? rows : timed;
}
