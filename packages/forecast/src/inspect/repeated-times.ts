import { sameCell } from "./same-cell.ts";
import type { Survey } from "./survey.ts";

/** Rows whose time their series has had before. */
export interface RepeatedTimes {
  readonly rows: readonly number[];
  /** Different times that come more than once. */
  readonly times: number;
  /** Rows of the most frequent of them. */
  readonly most: number;
  /** Rows whose numbers are not those of the first row with their time. */
  readonly differ: number;
}

/** Finds the rows that share a time with an earlier one of their series. */
export function repeatedTimes({ table, series }: Survey): RepeatedTimes {
  const times = table.time?.values;
  const rows: number[] = [];
  let [distinct, most, differ] = [0, 1, 0];
  if (!times) return { rows, times: distinct, most, differ };
  const numbers = table.columns.filter(({ kind }) => kind === "number");
  for (const one of series) {
    let first = 0;
    for (let i = 1; i < one.rows.length; i++) {
      const [row, before] = [one.rows[i]!, one.rows[first]!];
      if (times[row] !== times[before]) {
        first = i;
        continue;
      }
      rows.push(row);
      if (i === first + 1) distinct++;
      most = Math.max(most, i - first + 1);
      if (!numbers.every((column) => sameCell(column, row, before))) differ++;
    }
  }
  return { rows: rows.sort((a, b) => a - b), times: distinct, most, differ };
}
