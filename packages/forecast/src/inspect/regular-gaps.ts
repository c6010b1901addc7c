import { FIXED_MS } from "../data/calendar.ts";
import type { TimeBreak } from "./time-breaks.ts";

/** Gaps that come back at the same place of the week, and the others. */
export interface SortedGaps {
  readonly regular: readonly TimeBreak[];
  readonly others: readonly TimeBreak[];
  readonly pattern: "weekends" | "nights" | "nights_and_weekends" | "weekly";
}

/** Weeks in which a gap must come back, and their share of all weeks between the first such gap and the last. */
const LEAST = 4;
const SHARE = 0.5;

/** Finds gaps that begin and end at the same weekday and hour in most weeks, as where nights or weekends are cut out. */
export function regularGaps(gaps: readonly TimeBreak[]): SortedGaps {
  const places = new Map<string, TimeBreak[]>();
  for (const gap of gaps) {
    const place = placeInWeek(gap);
    const here = places.get(place);
    if (here) here.push(gap);
    else places.set(place, [gap]);
  }
  const kept = new Set([...places].filter(([, here]) => isRegular(here)).map(([place]) => place));
  const regular = gaps.filter((gap) => kept.has(placeInWeek(gap)));
  const weekends = regular.some(coversWeekend);
  const nights = regular.some((gap) => gap.after - gap.before < FIXED_MS.day) && kept.size >= 4;
  return {
    regular,
    others: gaps.filter((gap) => !kept.has(placeInWeek(gap))),
    pattern: weekends ? (nights ? "nights_and_weekends" : "weekends") : nights ? "nights" : "weekly",
  };
}

function placeInWeek({ series, before, after }: TimeBreak): string {
  return `${series} ${before - Math.floor(before / FIXED_MS.week) * FIXED_MS.week} ${after - before}`;
}

function isRegular(gaps: readonly TimeBreak[]): boolean {
  const weeks = Math.round((gaps.at(-1)!.before - gaps[0]!.before) / FIXED_MS.week) + 1;
  return gaps.length >= LEAST && gaps.length >= SHARE * weeks;
}

/** True where a whole Saturday and a whole Sunday are left out: the gap begins before the one and ends after the other. */
function coversWeekend({ before, after }: TimeBreak): boolean {
  const day = Math.floor(before / FIXED_MS.day);
  // 1970-01-01, day 0, was a Thursday.
  const weekday = (((day + 4) % 7) + 7) % 7;
  const saturday = (day + ((6 - weekday + 7) % 7 || 7)) * FIXED_MS.day;
  return weekday !== 6 && after >= saturday + 2 * FIXED_MS.day;
}
