import type { Step } from "../contracts/index.ts";
import { FIXED_MS } from "../data/calendar.ts";
import { stepMonths, stepMs } from "../data/time-at.ts";

/** How many steps lie between two times (epoch milliseconds), as a fraction: 2.5 for two hours and a half by the hour. */
export function stepsBetween(from: number, to: number, step: Step): number {
  const months = stepMonths(step);
  return months === 0 ? (to - from) / stepMs(step) : (monthsOf(to) - monthsOf(from)) / months;
}

/** Months since year 0, with the part of the month that has passed by days of 31. */
function monthsOf(ms: number): number {
  const date = new Date(ms);
  const month = date.getUTCFullYear() * 12 + date.getUTCMonth();
  // The last day of a month stands for the end of the month, whatever its number.
  const last = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1) - ms <= FIXED_MS.day;
  return month + (last ? 30 : date.getUTCDate() - 1) / 31;
}
