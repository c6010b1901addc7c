import { FIXED_MS } from "../../data/calendar.ts";
import { stepMs } from "../../data/time-at.ts";
import { findingOf, writtenTime } from "../finding.ts";
import type { Finding } from "../inspection.ts";
import type { Survey } from "../survey.ts";

/** The end of a format whose times say how far they are from UTC. */
const NAMES_OFFSET = /(?:Z|[+-]\d\d(?::?\d\d)?)$/;

/** A Sunday of the year: which one of its month (−1: the last), and the hour of the clock that is left out or comes twice. */
interface Change {
  readonly month: number;
  readonly sunday: number;
  readonly hour: number;
}

/** When the clocks go forward and back, and a zone that keeps it so. */
interface Rule {
  readonly rule: string;
  readonly zone: string;
  readonly forward: Change;
  readonly back: Change;
}

const european = (rule: string, zone: string, hour: number, back = hour): Rule => ({
  rule,
  zone,
  forward: { month: 3, sunday: -1, hour },
  back: { month: 10, sunday: -1, hour: back },
});

/** The rules in force today for most places that change their clocks (IANA time zone database). */
const RULES: readonly Rule[] = [
  european("central_european", "Europe/Berlin", 2),
  european("british", "Europe/London", 1),
  european("east_european", "Europe/Athens", 3),
  {
    rule: "north_american",
    zone: "America/New_York",
    forward: { month: 3, sunday: 2, hour: 2 },
    back: { month: 11, sunday: 1, hour: 1 },
  },
  {
    rule: "australian",
    zone: "Australia/Sydney",
    forward: { month: 10, sunday: 1, hour: 2 },
    back: { month: 4, sunday: 1, hour: 2 },
  },
  {
    rule: "new_zealand",
    zone: "Pacific/Auckland",
    forward: { month: 9, sunday: -1, hour: 2 },
    back: { month: 4, sunday: 1, hour: 2 },
  },
];

/**
 * A clock that goes by summer time: the hour that a rule leaves out in spring is missing, in every year whose neighbouring
 * hours are there, and the hour that comes twice in autumn is doubled. A week before or after, the same hour is as
 * usual. Two of them must be seen, at least one in spring. Not looked for where times name their offset or a zone is known.
 * Facts: rule, skipped, doubled, first, zone (one that keeps the rule).
 */
export function detectClockChange({ table, series, step }: Survey): Finding[] {
  const { time } = table;
  if (!time || !step || time.zone !== undefined || NAMES_OFFSET.test(time.format)) return [];
  if (!(stepMs(step.step) <= FIXED_MS.hour)) return [];
  const rows = series.reduce((most, one) => (one.rows.length > most.rows.length ? one : most)).rows;
  const hours = new Map<number, { readonly first: number; count: number }>();
  for (const row of rows) {
    const ms = time.values[row]!;
    const hour = Math.floor(ms / FIXED_MS.hour);
    const here = hours.get(hour);
    if (here) here.count++;
    else hours.set(hour, { first: row, count: 1 });
  }
  const readings = (hour: number): number => hours.get(hour)?.count ?? 0;
  const years = [rows[0]!, rows.at(-1)!].map((row) => new Date(time.values[row]!).getUTCFullYear());
  for (const { rule, zone, forward, back } of RULES) {
    const found: { row: number; ms: number }[] = [];
    let [skipped, doubled, against] = [0, 0, 0];
    for (let year = years[0]!; year <= years[1]!; year++) {
      const spring = hourOf(year, forward);
      if (readings(spring) > 0) against++;
      else if (readings(spring - 1) > 0 && readings(spring + 1) > 0 && weekApart(spring, readings) > 0) {
        skipped++;
        found.push({ row: hours.get(spring + 1)!.first, ms: spring * FIXED_MS.hour });
      }
      const autumn = hourOf(year, back);
      const usual = weekApart(autumn, readings);
      const both = readings(autumn - 1) > 0 && readings(autumn + 1) > 0;
      if (both && usual > 0 && readings(autumn) >= 2 * usual - 1 && readings(autumn) > usual) {
        doubled++;
        found.push({ row: hours.get(autumn)!.first, ms: autumn * FIXED_MS.hour });
      }
    }
    if (against > 0 || skipped === 0 || skipped + doubled < 2) continue;
    return [
      findingOf(table, {
        code: "clock_change",
        weight: "harms",
        column: time.name,
        count: skipped + doubled,
        rows: found.map(({ row }) => row),
        facts: { rule, skipped, doubled, first: writtenTime(table, found[0]!.ms), zone },
        repair: { table: { zone } },
      }),
    ];
  }
  return [];
}

/** Readings in the same hour a week before or after, whichever has fewer of those that have any. */
function weekApart(hour: number, readings: (hour: number) => number): number {
  const around = [readings(hour - 168), readings(hour + 168)].filter((count) => count > 0);
  return around.length === 0 ? 0 : Math.min(...around);
}

/** The hour of a change, in hours since 1970 by the written clock. */
function hourOf(year: number, { month, sunday, hour }: Change): number {
  const days = (ms: number): number => Math.floor(ms / FIXED_MS.day);
  const first = days(Date.UTC(year, month - 1));
  const last = days(Date.UTC(year, month)) - 1;
  const weekday = (day: number): number => (day + 4) % 7;
  const day = sunday > 0 ? first + ((7 - weekday(first)) % 7) + (sunday - 1) * 7 : last - weekday(last);
  return day * 24 + hour;
}
