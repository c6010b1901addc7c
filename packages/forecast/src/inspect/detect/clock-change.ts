import { FIXED_MS } from "../../data/calendar.ts";
import { CHANGING_ZONES, type ClockChange, clockChanges } from "../../data/clock-changes.ts";
import { stepMs } from "../../data/time-at.ts";
import { namesOffset } from "../../data/time-format.ts";
import { findingOf, writtenTime } from "../finding.ts";
import type { Finding } from "../inspection.ts";
import type { Survey } from "../survey.ts";

/** Where more than this share of hours lacks a reading or has too many, one more at a date of a change says little. */
const FEW = 0.01;
/** Where more than this share of hours does, the times keep no clock well enough to be read by one. */
const MANY = 0.1;

/** Changes are looked at in the latest thirty years. */
const LONGEST = 30 * 366 * FIXED_MS.day;

/** What speaks for a zone, and what against it. */
interface Evidence {
  readonly zone: string;
  readonly found: readonly { readonly row: number; readonly hour: number }[];
  readonly skipped: number;
  readonly doubled: number;
  /** Changes after which an hour that the clock shows twice was read once. */
  readonly single: number;
}

/**
 * A clock that goes by summer time: the hour that a zone leaves out in spring is missing, in every year whose neighbouring
 * hours are there, and the hour that comes twice in autumn is doubled; a day or a week before or after, the same hour is as
 * usual. One of them is enough where hardly an hour of the file is missing or doubled otherwise, else two must be seen, one of
 * them in spring. Not looked for where times name their offset or a zone is known. Facts: skipped, doubled, first, zones
 * (those that fit equally well), and zone, the first of them, where reading the times with it leaves fewer faults.
 */
export function detectClockChange({ table, series, step }: Survey): Finding[] {
  const { time } = table;
  if (!time || !step || time.zone !== undefined || namesOffset(time.format)) return [];
  if (!(stepMs(step.step) <= FIXED_MS.hour)) return [];
  const rows = series.reduce((most, one) => (one.rows.length > most.rows.length ? one : most)).rows;
  const hours = readingsByHour(rows, time.values);
  const [from, to] = [time.values[rows[0]!]!, time.values[rows.at(-1)!]!];
  const odd = oddHours(hours, (to - from) / FIXED_MS.hour);
  const fitting = CHANGING_ZONES.flatMap((zone) => {
    const evidence = evidenceFor(zone, hours, clockChanges(zone, Math.max(from, to - LONGEST), to));
    return evidence && isEnough(evidence, odd, hours.size) ? [evidence] : [];
  });
  const most = Math.max(...fitting.map(weightOf));
  const best = fitting.filter((one) => weightOf(one) === most);
  const [first] = best;
  if (!first) return [];
  const { zone, found, skipped, doubled, single } = first;
  const isGain = skipped + doubled > single && odd - skipped - doubled <= MANY * hours.size;
  return [
    findingOf(table, {
      code: "clock_change",
      weight: "harms",
      column: time.name,
      // The longest series stands for all: they share a clock.
      series: null,
      count: skipped + doubled,
      rows: found.map(({ row }) => row),
      facts: {
        skipped,
        doubled,
        first: writtenTime(table, found[0]!.hour * FIXED_MS.hour),
        zones: best.map((one) => one.zone).join(", "),
        ...(isGain ? { zone } : {}),
      },
      ...(isGain && best.length === 1 ? { repair: { table: { zone } } } : {}),
    }),
  ];
}

interface Readings {
  readonly first: number;
  count: number;
}

function readingsByHour(rows: Uint32Array, times: Float64Array): Map<number, Readings> {
  const hours = new Map<number, Readings>();
  for (const row of rows) {
    const ms = times[row]!;
    const hour = Math.floor(ms / FIXED_MS.hour);
    const here = hours.get(hour);
    if (here) here.count++;
    else hours.set(hour, { first: row, count: 1 });
  }
  return hours;
}

/** How many hours have no reading, or more than most have. */
function oddHours(hours: ReadonlyMap<number, Readings>, span: number): number {
  const counts = new Map<number, number>();
  for (const { count } of hours.values()) counts.set(count, (counts.get(count) ?? 0) + 1);
  const [usual] = [...counts].reduce((most, one) => (one[1] > most[1] ? one : most));
  const more = [...counts].reduce((sum, [count, many]) => sum + (count > usual ? many : 0), 0);
  return Math.max(0, Math.floor(span) + 1 - hours.size) + more;
}

/** Undefined where a reading stands in an hour that the zone's clock skips. */
function evidenceFor(
  zone: string,
  hours: ReadonlyMap<number, Readings>,
  changes: readonly ClockChange[],
): Evidence | undefined {
  const readings = (hour: number): number => hours.get(hour)?.count ?? 0;
  const found: { row: number; hour: number }[] = [];
  let [skipped, doubled, single] = [0, 0, 0];
  for (const { hour, kind } of changes) {
    if (kind === "skipped" && readings(hour) > 0) return undefined;
    const usual = usualReadings(hour, readings);
    if (readings(hour - 1) === 0 || readings(hour + 1) === 0 || usual === 0) continue;
    if (kind === "skipped") {
      skipped++;
      found.push({ row: hours.get(hour + 1)!.first, hour });
    } else if (readings(hour) > usual && readings(hour) >= 2 * usual - 1) {
      doubled++;
      found.push({ row: hours.get(hour)!.first, hour });
    } else single++;
  }
  return { zone, found, skipped, doubled, single };
}

/** Readings in the same hour a day or a week before or after, whichever has fewest of those that have any. */
function usualReadings(hour: number, readings: (hour: number) => number): number {
  const around = [hour - 168, hour - 24, hour + 24, hour + 168].map(readings).filter((count) => count > 0);
  return around.length === 0 ? 0 : Math.min(...around);
}

const weightOf = ({ skipped, doubled, single }: Evidence): number => skipped + doubled - single;

function isEnough({ skipped, doubled, single }: Evidence, odd: number, hours: number): boolean {
  const count = skipped + doubled;
  if (skipped > 0 && count > 1) return true;
  return count > single && odd - count <= FEW * hours;
}
