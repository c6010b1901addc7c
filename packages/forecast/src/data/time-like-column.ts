import type { TableColumn } from "../contracts/table.ts";
import { isDigitDay } from "./digit-time.ts";
import { timeNumberOf } from "./time-number.ts";

/** Rows that are looked at. */
const SAMPLE = 1000;
const FEWEST = 10;
/** Share of neighbours that lie equally far apart. */
const EVEN = 0.5;

/**
 * The first column of numbers that could be the time although nothing in its name says so: days in digits, seconds, or a spreadsheet's
 * days, which rise from row to row, mostly by the same.
 */
export function timeLikeColumn(columns: readonly TableColumn[]): string | undefined {
  return columns.find((column) => {
    if (column.kind !== "number" || column.values.length < FEWEST) return false;
    const values = column.values.subarray(0, SAMPLE);
    const steps = values.slice(1).map((value, i) => value - values[i]!);
    const usual = steps.toSorted()[steps.length >> 1]!;
    if (!steps.every((step) => step > 0) || steps.filter((step) => step === usual).length < EVEN * steps.length)
      return false;
    const cells = Array.from(values, String);
    return cells.every(isDigitDay) || timeNumberOf(cells) !== undefined;
  })?.name;
}
