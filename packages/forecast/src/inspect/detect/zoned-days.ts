import { FIXED_MS } from "../../data/calendar.ts";
import { CHANGING_ZONES } from "../../data/clock-changes.ts";
import { stepMonths, stepMs } from "../../data/time-at.ts";
import { namesOffset } from "../../data/time-format.ts";
import { clockOf } from "../../data/zone.ts";
import { findingOf } from "../finding.ts";
import type { Finding } from "../inspection.ts";
import { distinctRows, type Survey } from "../survey.ts";

/**
 * Days, weeks or months of a place that were written in UTC, as exports do: they begin an hour earlier in summer, so that twice a year
 * a day has 23 or 25 hours. In the place's own zone all of them begin at the same time of the clock. Counted are the changes.
 * Facts: changes,
 * zones (those that fit equally well, only where days begin at midnight if there are such), zone (the first of them).
 */
export function detectZonedDays({ table, series, step }: Survey): Finding[] {
  const { time } = table;
  if (!time || !step || time.zone !== undefined || !namesOffset(time.format)) return [];
  // Where offsets were written, they tell the zone, and a finding of its own does.
  if (table.notes.some(({ code, facts }) => code === "time_offsets_differ" && facts.zone !== undefined)) return [];
  if (stepMonths(step.step) === 0 && stepMs(step.step) % FIXED_MS.day !== 0) return [];
  const times = time.values;
  const changes = series.flatMap((one) => {
    const rows = distinctRows(one, times);
    return Array.from(rows.subarray(1)).filter((row, i) => timeOfDay(times[row]!) !== timeOfDay(times[rows[i]!]!));
  });
  if (changes.length === 0) return [];
  const fitting = CHANGING_ZONES.filter((zone) => {
    const clock = timeOfDay(clockOf(zone, times[0]!));
    return times.every((ms) => timeOfDay(clockOf(zone, ms)) === clock);
  });
  // Most days begin at midnight.
  const midnight = fitting.filter((zone) => timeOfDay(clockOf(zone, times[0]!)) === 0);
  const zones = midnight.length > 0 ? midnight : fitting;
  const [zone] = zones;
  if (zone === undefined) return [];
  return [
    findingOf(table, {
      code: "clock_change",
      weight: "blocks",
      column: time.name,
      series: null,
      count: changes.length,
      rows: changes,
      facts: { changes: changes.length, zones: zones.join(", "), zone },
      ...(zones.length === 1 ? { repair: { table: { zone } } } : {}),
    }),
  ];
}

const timeOfDay = (ms: number): number => ms - Math.floor(ms / FIXED_MS.day) * FIXED_MS.day;
