import type { NumberColumn } from "../../contracts/index.ts";
import { findSeason } from "../../diagnose/season.ts";
import { median, valuesAt } from "../../statistics/index.ts";
import { findingOf } from "../finding.ts";
import type { Finding } from "../inspection.ts";
import type { Survey } from "../survey.ts";

/** Days of a week without its weekend, and of a whole one. */
const SHORT = 5;
const WHOLE = 7;
/** Short weeks that must be seen. */
const LEAST_WEEKS = 4;
const LEAST_SLOTS = 8;
/** Lags, in days, that are compared. */
const MOST_LAG = 12;
/** How much more alike days must be a short week apart than at other distances, and how little whole weeks may stand out. */
const CLEAR = 0.93;
const UNCLEAR = 0.97;
/** Series that are looked at, and rows of each: in longer ones a pattern of weeks seldom stays the same. */
const MOST_SERIES = 400;
const MOST_ROWS = 50_000;

/**
 * Weekends that were cut out of series without a time: days are more alike five and ten days apart than at all other distances, and
 * not seven. Where the week begins again is where days differ most from the next. Facts: day (rows), days, week, after (the
 * day before the first break).
 */
export function detectShortWeeks({ table, series }: Survey): Finding[] {
  if (table.time) return [];
  const numbers = table.columns.filter((column): column is NumberColumn => column.kind === "number");
  const length = series[0]?.rows.length ?? 0;
  if (length < LEAST_SLOTS * SHORT * LEAST_WEEKS || length > MOST_ROWS) return [];
  const all = series
    .slice(0, MOST_SERIES)
    .flatMap(({ rows }) => numbers.slice(0, MOST_SERIES).map(({ values }) => valuesAt(values, rows)))
    .slice(0, MOST_SERIES);
  const sound = all.filter((values) => values.length === length && !values.some(Number.isNaN));
  if (2 * sound.length <= all.length) return [];
  const total = new Float64Array(length);
  for (const values of sound) for (let i = 0; i < length; i++) total[i] = total[i]! + values[i]!;
  const season = findSeason(total, { kind: "count", start: 1, length });
  const seasons = season.candidates.filter(({ found }) => found).map(({ period }) => period);
  // The season may be the short week itself: then its fifth is the day.
  const isWeek = season.period % SHORT === 0 && seasons.includes(season.period / SHORT);
  const day = isWeek ? season.period / SHORT : season.period;
  const days = length / day;
  if (day < LEAST_SLOTS || !Number.isInteger(days) || days < SHORT * LEAST_WEEKS) return [];
  const distance = (a: number, b: number): number => {
    let squares = 0;
    for (const values of sound) {
      for (let i = 0; i < day; i++) {
        const difference = values[a * day + i]! - values[b * day + i]!;
        squares += difference * difference;
      }
    }
    return Math.sqrt(squares);
  };
  const apart = Array.from({ length: MOST_LAG + 1 }, (_, lag) =>
    lag === 0 ? 0 : median(Float64Array.from({ length: days - lag }, (_, i) => distance(i, i + lag)).sort()),
  );
  const others = median(Float64Array.from(apart.filter((_, lag) => lag % SHORT !== 0)).sort());
  const isShort = [SHORT, 2 * SHORT].every((lag) => apart[lag]! < CLEAR * others);
  if (!isShort || apart[WHOLE]! < UNCLEAR * others) return [];
  const jumps = Array.from({ length: SHORT }, (_, phase) => {
    const found: number[] = [];
    for (let i = phase; i + 1 < days; i += SHORT) found.push(distance(i, i + 1));
    return median(Float64Array.from(found).sort());
  });
  const phase = jumps.indexOf(Math.max(...jumps));
  const breaks: number[] = [];
  for (let i = phase + 1; i < days; i += SHORT) breaks.push(i);
  return [
    findingOf(table, {
      code: "weekend_cut",
      weight: "informs",
      series: null,
      count: breaks.length,
      rows: breaks.map((one) => series[0]!.rows[one * day]!),
      facts: { pattern: "weekends", day, days, week: SHORT, after: phase + 1 },
    }),
  ];
}
