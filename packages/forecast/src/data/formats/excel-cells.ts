import { clockTime, isoTime, type Resolution, resolutionOf } from "./iso-time.ts";

/** A cell as the library reads it: the cached value of a formula, null where the cell is empty or holds an error. */
export type Cell = string | number | boolean | Date | null;

/** How a column of dates is written: its resolution, and whether it holds times of the day without a date. */
export interface TimeColumn {
  resolution: Resolution;
  clockOnly: boolean;
  /** Every millisecond ends in 0, or in 9 for having been rounded down. */
  inHundredths: boolean;
}

/** Excel counts days from here; a time of the day without a date lies on it. */
const DAY_ZERO = Date.UTC(1899, 11, 30);
const DAY_ONE = Date.UTC(1900, 0, 1);

/** How each column is written: `undefined` where it holds no dates. */
export function timeColumns(rows: readonly (readonly Cell[])[]): (TimeColumn | undefined)[] {
  const columns: (TimeColumn | undefined)[] = [];
  for (const cells of rows) {
    for (let i = 0; i < cells.length; i++) {
      const cell = cells[i];
      if (!(cell instanceof Date)) continue;
      const ms = cell.getTime();
      columns[i] ??= { resolution: 0, clockOnly: true, inHundredths: true };
      const column = columns[i]!;
      const hundredth = nextHundredth(ms);
      if (hundredth % 10 !== 0) column.inHundredths = false;
      column.resolution = Math.max(column.resolution, resolutionOf(hundredth)) as Resolution;
      if (!(hundredth >= DAY_ZERO && hundredth < DAY_ONE)) column.clockOnly = false;
    }
  }
  return columns;
}

/** A cell as text; dates as their column is written. */
export function cellText(cell: Cell | undefined, time: TimeColumn | undefined): string {
  if (cell === null || cell === undefined) return "";
  if (typeof cell === "string") return cell.trim();
  if (typeof cell === "boolean") return cell ? "1" : "0";
  if (typeof cell === "number") return String(cell);
  if (!time) return "";
  const ms = time.inHundredths ? nextHundredth(cell.getTime()) : cell.getTime();
  return time.clockOnly ? clockTime(ms, time.resolution) : isoTime(ms, time.resolution);
}

/**
 * Excel stores days as fractions that hold a tenth of a microsecond or so; the library rounds them down, so that 10:00 may come
 * as 09:59:59.999. In a column of hundredths of seconds, whatever ends in 9 milliseconds was meant for the next hundredth.
 */
function nextHundredth(ms: number): number {
  return (ms + 1) % 10 === 0 ? ms + 1 : ms;
}

/** A is 1, Z is 26, AA is 27; 0 for no letters. */
export function columnNumber(letters: string): number {
  let column = 0;
  for (let i = 0; i < letters.length; i++) column = column * 26 + letters.charCodeAt(i) - 64;
  return column;
}
