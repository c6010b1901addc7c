import { type Holidays, Problem, type TimeAxis } from "../contracts/index.ts";
import { pause } from "../contracts/pause.ts";
import { describeStep, formatTime, nearestName } from "../data/index.ts";
import { stepMonths, stepMs } from "../data/time-at.ts";
import { wallTimeAt } from "./wall-time.ts";

const DAY = 86_400_000;
/** Years behind the end of a table that a model knows holidays of. */
const YEARS_AHEAD = 10;
/** Years that are looked up at most: those of the Chinese calendar take a tenth of a second each. */
const MOST_YEARS = 200;
/** Lists already made: a search over configurations asks for the same one again and again. */
const found = new Map<string, Holidays>();
/** Columns that holidays take: of the day before, the day itself and the day after. */
export const HOLIDAY_WIDTH = 3;

/**
 * The public holidays of a place from the first row of a table to ten years behind its last, by the library `date-holidays`. A
 * day counts where a holiday takes more than half of it. Working days that are moved to weekends are not known, and the lists are
 * the library's.
 * @param place country, or country, state and region by ISO 3166: `CN`, `DE-BY`
 * @throws Problem `holidays_unknown`, `calendar_needs_time` or `holidays_need_days` (usage); the signal's reason once it is aborted.
 */
export async function findHolidays(place: string, time: TimeAxis, signal?: AbortSignal): Promise<Holidays> {
  checkTime(time);
  const { default: Library } = await import("date-holidays");
  const [country = "", ...parts] = place.toUpperCase().split("-");
  const library = new Library();
  const levels = [
    library.getCountries() ?? {},
    library.getStates(country) ?? {},
    library.getRegions(country, parts[0] ?? "") ?? {},
  ];
  [country, ...parts].forEach((name, level) => {
    if (!Object.hasOwn(levels[level] ?? {}, name)) throw unknown(place, name, Object.keys(levels[level] ?? {}));
  });
  const year = (row: number): number => new Date(wallTimeAt(time, row)).getUTCFullYear();
  const last = year(time.length - 1) + YEARS_AHEAD;
  const first = Math.max(year(0) - 1, last - MOST_YEARS);
  const key = [place.toUpperCase(), first, last].join(" ");
  const known = found.get(key);
  if (known !== undefined) return known;
  library.init(country, ...parts);
  const days = new Set<number>();
  for (let at = first; at <= last; at++) {
    await pause();
    signal?.throwIfAborted();
    for (const { type, date, start, end } of library.getHolidays(at)) {
      // The text is the clock on the wall there, whatever the zone of this machine.
      const begin = Date.parse(`${date.slice(0, 10)}T${date.slice(11, 19)}Z`);
      if (type === "public")
        for (const day of coveredDays(begin, begin + end.getTime() - start.getTime())) days.add(day);
    }
  }
  const holidays: Holidays = {
    place: place.toUpperCase(),
    from: Date.UTC(first, 0, 1) / DAY,
    to: Date.UTC(last, 11, 31) / DAY,
    days: [...days].sort((a, b) => a - b),
  };
  found.set(key, holidays);
  return holidays;
}

/** Days of which more than half lies between two times. */
function coveredDays(begin: number, end: number): number[] {
  const days: number[] = [];
  for (let day = Math.floor(begin / DAY); day * DAY < end; day++) {
    const covered = Math.min(end, (day + 1) * DAY) - Math.max(begin, day * DAY);
    if (covered > DAY / 2) days.push(day);
  }
  return days;
}

/**
 * 1 on holidays and 0 on other days, `HOLIDAY_WIDTH` columns of `rows` values: of the day before each row, its own day, the day after.
 * @throws Problem `holidays_end` (data) where a row lies beyond the days that the list is about.
 */
export function holidayColumns(holidays: Holidays, time: TimeAxis, rows: number): Float64Array[] {
  const write = holidayWriter(holidays, time);
  const columns = Array.from({ length: HOLIDAY_WIDTH }, () => new Float64Array(rows));
  const row = new Float64Array(HOLIDAY_WIDTH);
  for (let at = 0; at < rows; at++) {
    write(at, row, 0);
    columns.forEach((column, c) => {
      column[at] = row[c]!;
    });
  }
  return columns;
}

/** The same row by row: writes the `HOLIDAY_WIDTH` values of a row from place `to`. Throws as `holidayColumns` does. */
export function holidayWriter(
  holidays: Holidays,
  time: TimeAxis,
): (row: number, values: Float64Array, to: number) => void {
  const known = new Set(holidays.days);
  return (row, values, to) => {
    const day = Math.floor(wallTimeAt(time, row) / DAY);
    if (day < holidays.from || day > holidays.to) throw beyond(holidays, time, row);
    for (let c = 0; c < HOLIDAY_WIDTH; c++) values[to + c] = known.has(day + c - 1) ? 1 : 0;
  };
}

function checkTime(time: TimeAxis): void {
  if (time.kind === "count") {
    throw new Problem("usage", "calendar_needs_time", "Holidays need a time column.", {
      found: "numbered rows without a time",
      needed: "a column of times",
      hint: "Name the time column with --time, or leave out --holidays.",
      option: "--holidays",
    });
  }
  if (stepMonths(time.step) === 0 && stepMs(time.step) <= DAY) return;
  throw new Problem("usage", "holidays_need_days", "Holidays say nothing of steps longer than a day.", {
    found: `a step of ${describeStep(time.step)}`,
    needed: "a step of a day or less",
    hint: "Leave out --holidays.",
    option: "--holidays",
  });
}

function unknown(place: string, name: string, names: readonly string[]): Problem {
  const near = nearestName(name, names);
  return new Problem("usage", "holidays_unknown", `There are no holidays of "${place}".`, {
    found: name,
    needed:
      names.length > 0 ? `one of ${names.slice(0, 30).join(", ")}${names.length > 30 ? " …" : ""}` : "nothing more",
    hint:
      near === undefined
        ? "Give a country such as CN, or a country and state such as DE-BY."
        : `Did you mean "${near}"?`,
    option: "--holidays",
  });
}

function beyond({ place, from, to }: Holidays, time: TimeAxis, row: number): Problem {
  const date = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);
  return new Problem("data", "holidays_end", `The model knows the holidays of ${place} until ${date(to)}.`, {
    found: `a row at ${formatTime(time, row)}`,
    needed: `times from ${date(from)} to ${date(to)}`,
    hint: "Fit a model on newer data.",
  });
}
