import { NumberList } from "./number-list.ts";
import type { TimeReader } from "./time-column.ts";
import { clockMs, dateMs } from "./time-text.ts";

/** Formats of forecasts by the number of columns that the time came in, from year alone to seconds. */
const FORMATS = [
  "YYYY",
  "YYYY-MM",
  "YYYY-MM-DD",
  "YYYY-MM-DD HH:mm", // an hour alone would not read as a time
  "YYYY-MM-DD HH:mm",
  "YYYY-MM-DD HH:mm:ss",
];

/** Reads times spread over columns: year, then month, day, hour, minute and second as far as there are any. */
export function timeParts(columns: readonly number[]): TimeReader {
  const times = new NumberList();
  return {
    read(record) {
      const fields = columns.map((column) => wholeNumber(record[column] ?? ""));
      if (fields.some(Number.isNaN)) return "is not a whole number of a date or clock";
      const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = fields;
      const ms = dateMs(year, month, day, clockMs(hour, minute, second, 0));
      if (Number.isNaN(ms)) return "is not a date or a clock time that exists";
      times.push(ms);
      return undefined;
    },
    latest: () => times.at(times.length - 1),
    finish: () => ({
      readings: [{ times: times.toArray(), format: FORMATS[columns.length - 1] ?? "" }],
      notes: [],
    }),
  };
}

/** `7`, `07` and `7.0` (as pandas writes a column with holes); NaN for anything else. */
function wholeNumber(cell: string): number {
  return /^\d{1,4}(?:\.0*)?$/.test(cell) ? Number(cell) : Number.NaN;
}
