import { clockMs, dateMs } from "./calendar.ts";
import { floatList } from "./number-list.ts";
import type { TimeReader } from "./time-column.ts";

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
export function timeParts(): TimeReader {
  const times = floatList();
  let parts = 1;
  // Most rows share their date with the row before.
  let known = { year: 0, month: 0, day: 0, ms: Number.NaN };
  const readFields = (fields: Float64Array): boolean => {
    const [year = Number.NaN, month = 1, day = 1, hour = 0, minute = 0, second = 0] = fields;
    if (year !== known.year || month !== known.month || day !== known.day) {
      known = { year, month, day, ms: dateMs(year, month, day, 0) };
    }
    const ms = known.ms + clockMs(hour, minute, second, 0);
    // Halves of an hour or a month are no parts of a date.
    if (Number.isNaN(ms) || !fields.every(Number.isInteger)) return false;
    parts = fields.length;
    times.push(ms);
    return true;
  };
  return {
    read(cells) {
      const fields = Float64Array.from(cells, wholeNumber);
      if (fields.some(Number.isNaN)) return "is not a whole number of a date or clock";
      return readFields(fields) ? undefined : "is not a date or a clock time that exists";
    },
    readFields,
    reserve: (rows) => times.reserve(rows),
    finish: () => ({ readings: [{ times: times.take(), format: FORMATS[parts - 1] ?? "" }], notes: [] }),
  };
}

/** `7`, `07` and `7.0` (as pandas writes a column with holes); NaN for anything else. */
function wholeNumber(cell: string): number {
  return /^\d{1,4}(?:\.0*)?$/.test(cell) ? Number(cell) : Number.NaN;
}
