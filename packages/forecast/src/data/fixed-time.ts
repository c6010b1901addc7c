import { clockMs, dateMs } from "./calendar.ts";

const FIXED = /^\d{4}([-/])\d{2}\1\d{2}(?:[ T]\d{2}:\d{2}(?::\d{2})?)?$/;
const ZERO = 48;

/** True for `2020-02-28`, `2020-02-28 13:00` and `2020-02-28T13:00:00`: each field has its place. */
export function isFixed(text: string): boolean {
  return FIXED.test(text);
}

/**
 * Epoch milliseconds of a time that is written place by place like `pattern`, for which `isFixed` is true; NaN for any other text
 * and for dates that do not exist. Columns of millions of such times need no regular expression.
 */
export function readFixed(text: string, pattern: string): number {
  const { length } = pattern;
  if (
    text.length !== length ||
    text.charCodeAt(4) !== pattern.charCodeAt(4) ||
    text.charCodeAt(7) !== pattern.charCodeAt(7)
  )
    return Number.NaN;
  const date = dateMs(100 * two(text, 0) + two(text, 2), two(text, 5), two(text, 8), 0);
  if (length === 10) return date;
  if (text.charCodeAt(10) !== pattern.charCodeAt(10) || text[13] !== ":") return Number.NaN;
  const second = length === 16 ? 0 : text[16] === ":" ? two(text, 17) : Number.NaN;
  return date + clockMs(two(text, 11), two(text, 14), second, 0);
}

/** Two digits as a number, NaN for anything else. */
function two(text: string, at: number): number {
  const tens = text.charCodeAt(at) - ZERO;
  const ones = text.charCodeAt(at + 1) - ZERO;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? 10 * tens + ones : Number.NaN;
}
