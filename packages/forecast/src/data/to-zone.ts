import type { Note } from "../contracts/outcome.ts";
import { Problem } from "../contracts/problem.ts";
import type { CategoryColumn, TableTime } from "../contracts/table.ts";
import { namesOffset } from "./time-format.ts";
import { isZone, timeOfClock, timesOfClock } from "./zone.ts";

/**
 * Times that were read as if the clock on the wall were UTC, as the times they are in their zone. An hour that the clock shows
 * twice is the first as long as the time of its series goes on with it, else the second; an hour that it skips becomes the one
 * after it, with a note. Times written with an offset stay as they are and are only shown in the zone.
 * @throws Problem (usage) `zone_unknown`.
 */
export function toZone(
  time: TableTime,
  zone: string,
  series: CategoryColumn | undefined,
  lines: Uint32Array,
): { readonly time: TableTime; readonly notes: readonly Note[] } {
  if (!isZone(zone)) throw unknownZone(zone);
  if (namesOffset(time.format)) {
    const format = time.format.replace(/ ?(?:Z|UTC|\[GMT\]|[+-]\d{2}(?::?\d{2})?)$/, "");
    return { time: { ...time, format, zone }, notes: [] };
  }
  const last = new Float64Array(series?.categories.length ?? 1).fill(Number.NEGATIVE_INFINITY);
  let skipped = 0;
  let firstSkipped = 0;
  let repeated = 0;
  const values = time.values.map((local, row) => {
    const code = series?.codes[row] ?? 0;
    const [first, second] = timesOfClock(zone, local);
    if (first === undefined && skipped++ === 0) firstSkipped = lines[row] ?? 0;
    let value = first ?? timeOfClock(zone, local);
    if (first !== undefined && second !== undefined && first <= last[code]!) {
      value = second;
      repeated++;
    }
    last[code] = value;
    return value;
  });
  const notes: Note[] = [{ code: "time_zone", facts: { zone, repeated_hours: repeated } }];
  if (skipped > 0) notes.push({ code: "time_skipped_by_clock", facts: { zone, rows: skipped, row: firstSkipped } });
  return { time: { ...time, values, zone }, notes };
}

function unknownZone(zone: string): Problem {
  return new Problem("usage", "zone_unknown", `There is no time zone "${zone}".`, {
    found: zone.slice(0, 80),
    needed: "an IANA name such as Europe/Berlin, Asia/Shanghai or UTC",
    hint: "Look the name up in the list of tz database time zones.",
    option: "--zone",
  });
}
