import { elementary } from "@gatecast/engine";
import { type CalendarFeature, Problem, type Task, type TimeAxis } from "../contracts/index.ts";
import { HOLIDAY_WIDTH } from "./holidays.ts";
import { wallTimeAt } from "./wall-time.ts";

/** Sine and cosine pairs of each feature: one draws a single wave, two a lopsided one, three any pattern of a week. */
export const HARMONICS: Readonly<Record<CalendarFeature, number>> = { hour: 2, weekday: 3, month: 2, day_of_year: 2 };

const DAY = 86_400_000;

/** Columns that a task's calendar takes: waves, and holidays. */
export function calendarWidths({ calendar, holidays }: Pick<Task, "calendar" | "holidays">): {
  readonly waves: number;
  readonly holidays: number;
} {
  return {
    waves: calendar.reduce((sum, feature) => sum + 2 * HARMONICS[feature], 0),
    holidays: holidays === undefined ? 0 : HOLIDAY_WIDTH,
  };
}

/**
 * Cyclic encodings of the calendar, two columns for each wave of `rows` values between −1 and 1: of each feature's phase p
 * sin 2πkp and cos 2πkp, so that midnight lies beside 23:59 and December beside January. Phases are those of the clock on the wall
 * where the readings were taken.
 * @throws Problem `calendar_needs_time` (usage) where the table has no time.
 */
export function calendarColumns(features: readonly CalendarFeature[], time: TimeAxis, rows: number): Float64Array[] {
  if (features.length === 0) return [];
  if (time.kind === "count") {
    throw new Problem("usage", "calendar_needs_time", "Calendar features need a time column.", {
      found: "numbered rows without a time",
      needed: "a column of times",
      hint: "Name the time column with --time, or leave out --calendar.",
      option: "--calendar",
    });
  }
  const key = rows > REMEMBERED ? "" : JSON.stringify([features, time, rows]);
  if (key !== "" && remembered.key === key) return remembered.columns;
  const { waves } = calendarWidths({ calendar: features });
  const columns = Array.from({ length: waves }, () => new Float64Array(rows));
  const row = new Float64Array(waves);
  for (let at = 0; at < rows; at++) {
    writeWaves(features, wallTimeAt(time, at), row);
    columns.forEach((column, c) => {
      column[at] = row[c]!;
    });
  }
  if (key !== "") remembered = { key, columns };
  return columns;
}

/** Series of a panel often share their times, and come one after the other. */
const REMEMBERED = 10_000;
let remembered: { readonly key: string; readonly columns: Float64Array[] } = { key: "", columns: [] };

/** The waves of one row, by what the clock on the wall shows there. `[W]` */
export function writeWaves(features: readonly CalendarFeature[], ms: number, waves: Float64Array): void {
  let at = 0;
  for (const feature of features) {
    const phase = PHASES[feature](ms);
    for (let k = 1; k <= HARMONICS[feature]; k++) {
      const angle = 2 * Math.PI * k * phase;
      waves[at++] = elementary.sin(angle);
      waves[at++] = elementary.cos(angle);
    }
  }
}

/** Where a time on the wall lies within its day, week or year, from 0 to 1. */
const PHASES: Readonly<Record<CalendarFeature, (ms: number) => number>> = {
  hour: (ms) => fraction(ms / DAY),
  // 1970-01-01 was a Thursday. Hours turn the wave on, too: so that the waves of any row ahead follow from those of the first.
  weekday: (ms) => fraction((ms / DAY + 3) / 7),
  month: (ms) => new Date(ms).getUTCMonth() / 12,
  day_of_year: (ms) => {
    const start = Date.UTC(new Date(ms).getUTCFullYear(), 0, 1);
    const end = Date.UTC(new Date(ms).getUTCFullYear() + 1, 0, 1);
    return (ms - start) / (end - start);
  },
};

function fraction(value: number): number {
  return value - Math.floor(value);
}

/** Features that a step lets vary: hours within a day, days within a week and a year, months within a year. */
export function calendarOf(time: TimeAxis): CalendarFeature[] {
  if (time.kind === "count") return [];
  const { unit } = time.step;
  if (unit === "second" || unit === "minute" || unit === "hour") return ["hour", "weekday"];
  if (unit === "day") return ["weekday", "day_of_year"];
  return unit === "week" ? ["day_of_year"] : unit === "month" ? ["month"] : [];
}
