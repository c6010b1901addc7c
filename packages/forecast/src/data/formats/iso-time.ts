import { FIXED_MS } from "../calendar.ts";
import { writeTime } from "../time-format.ts";

/** How exactly a column of times is written: its days, seconds, milliseconds or microseconds. */
export type Resolution = 0 | 1 | 2 | 3;

const FORMATS = ["YYYY-MM-DD", "YYYY-MM-DD HH:mm:ss", "YYYY-MM-DD HH:mm:ss.SSS", "YYYY-MM-DD HH:mm:ss.SSSSSS"] as const;

/** The coarsest resolution that tells all of a time, in epoch milliseconds. A column is written at the finest of its times. */
export function resolutionOf(ms: number): Resolution {
  if (ms % 86_400_000 === 0) return 0;
  if (ms % 1000 === 0) return 1;
  return Number.isInteger(ms) ? 2 : 3;
}

/** Epoch milliseconds as text, UTC; empty for a time outside the years 1 to 9999. A closing `zone` needs a clock. */
export function isoTime(ms: number, resolution: Resolution, zone = ""): string {
  if (!(ms >= -62_135_596_800_000 && ms < 253_402_300_800_000)) return "";
  if (resolution > 1) return writeTime(FORMATS[resolution], ms) + zone;
  const day = Math.floor(ms / FIXED_MS.day);
  const date = dateText(day);
  if (resolution === 0) return date;
  const second = Math.floor((ms - day * FIXED_MS.day) / 1000);
  const minute = Math.floor(second / 60);
  const hour = Math.floor(minute / 60);
  // The clock by itself: a text that is put together of short ones is not copied until it is long.
  const clock = ` ${TWO[hour]}:${TWO[minute - hour * 60]}:${TWO[second - minute * 60]}`;
  return date + clock + zone;
}

const TWO: readonly string[] = Array.from({ length: 100 }, (_, i) => String(i).padStart(2, "0"));

/** The day, since 1970, that was written last: neighbours often share it. */
let lastDay = 0;
let lastDate = "1970-01-01";

function dateText(day: number): string {
  if (day === lastDay) return lastDate;
  lastDay = day;
  lastDate = writeTime(FORMATS[0], day * FIXED_MS.day);
  return lastDate;
}

/** The time of the day alone, from its seconds on. */
export function clockTime(ms: number, resolution: Resolution): string {
  return isoTime(ms, Math.max(1, resolution) as Resolution).slice("YYYY-MM-DD ".length);
}
