import type { TableTime } from "../../contracts/table.ts";
import { clockOf } from "../zone.ts";

/** How times leave for a format that knows times. */
export interface TimeOut {
  /** Days, times of days, or text where the table's own format names no whole date (`1959`, `1959-11`). */
  readonly kind: "date" | "moment" | "text";
  /** True where the offset from UTC is known: the table's values are instants, else what a clock shows. */
  readonly isInstant: boolean;
  /** What the table's clock shows, as epoch milliseconds of a UTC clock that shows the same. NaN where there is no time. */
  readonly clocks: Float64Array; // [rows]
}

const DAY = 86_400_000;

/** Finds out what a column of times is. */
export function timeOut({ values, format, zone }: TableTime): TimeOut {
  const clocks = zone === undefined ? values : values.map((ms) => (Number.isNaN(ms) ? ms : clockOf(zone, ms)));
  const isInstant = zone !== undefined || hasOffset(format);
  const fields = format.replace(/\[[^\]]*\]/g, "");
  if (!/Y/.test(fields) || !/M/.test(fields) || !/D/.test(fields)) return { kind: "text", isInstant, clocks };
  const isDate = !/[Hh]/.test(fields) && clocks.every((ms) => Number.isNaN(ms) || ms % DAY === 0);
  return { kind: isDate ? "date" : "moment", isInstant, clocks };
}

/** True for a format that ends with an offset from UTC. */
export function hasOffset(format: string): boolean {
  return /(?:Z|UTC|\[GMT\]|[+-]\d{2}(?::?\d{2})?)$/.test(format);
}
