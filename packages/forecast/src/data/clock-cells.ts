const CLOCK_CELL = /^(?:\d{1,2}|\d{1,2}([:.])\d{2}(?:\1\d{2}(?:[.,]\d+)?)?(?: ?[AP]\.?M\.?)?)$/i;
const WITH_COLONS = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?$/;

/** Share of neighbours of one day that keep the step. */
const EVEN = 0.9;

/** Energy's hours count from 1 to 24 by their ends: the last ends at the next day's midnight. */
const isTimeOfDay = (cell: string): boolean =>
  CLOCK_CELL.test(cell) && (Number.parseInt(cell, 10) < 24 || /^24(?:[:.]00)*$/.test(cell));

/** True for cells that are times of the day, as clocks, hours or numbers write them. */
export function isClock(cells: readonly string[]): boolean {
  return cells.length > 0 && (cells.every(isTimeOfDay) || areClockNumbers(cells));
}

/** `0`, `30`, `0100` … `2400`: hours and minutes as one number. */
export function areClockNumbers(cells: readonly string[]): boolean {
  const isOne = (cell: string): boolean => /^\d{1,4}$/.test(cell) && Number(cell) % 100 < 60 && Number(cell) <= 2400;
  return cells.some((cell) => cell.length > 2) && cells.every(isOne);
}

/**
 * True for the times of day of dates that come again: more than half of the neighbours share a date, and nearly all of these are one step
 * apart. So the clock is known under any name, and the hours of sunrise in many places, or of events, are none.
 */
export function isEvenClock(dates: readonly string[], clocks: readonly string[]): boolean {
  if (clocks.length !== dates.length) return false;
  const seconds = clocks.map((cell) => {
    const [, hours, minutes, rest = "0"] = WITH_COLONS.exec(cell) ?? [];
    return Number(hours) * 3600 + Number(minutes) * 60 + Number(rest);
  });
  if (seconds.some(Number.isNaN)) return false;
  const steps = new Map<number, number>();
  let pairs = 0;
  for (let i = 1; i < dates.length; i++) {
    if (dates[i] !== dates[i - 1]) continue;
    const step = seconds[i]! - seconds[i - 1]!;
    pairs++;
    steps.set(step, (steps.get(step) ?? 0) + 1);
  }
  const [step, kept] = [...steps].reduce((most, one) => (one[1] > most[1] ? one : most), [0, 0]);
  return pairs * 2 > dates.length - 1 && step !== 0 && kept >= EVEN * pairs;
}
