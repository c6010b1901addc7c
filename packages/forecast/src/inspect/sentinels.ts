import { valuesWhere } from "../statistics/index.ts";

/** Columns with fewer readings tell nothing about what is far away. */
const LEAST = 20;
/** Zeros that stand for "missing" are at most this share of the readings. */
const SELDOM = 0.1;
/** Values by which instruments and programs say "no reading": rows of nines, the ends of whole-number types, huge powers. */
const CODES = new Set(
  [
    99, 999, 9999, 99_999, 999_999, 9_999_999, 99.9, 999.9, 9999.9, 99.99, 999.99, 8888, 88_888, 32_767, 32_768, 65_535,
    2_147_483_647, 2_147_483_648, 1e20, 1e30, 1e36, 1e37, 1e38,
  ].flatMap((value) => [value, -value]),
);

/**
 * The lowest values that several columns share, repeat, and that by one of them alone are known to stand for "missing": −200 in a
 * file of sensors is as far from humidities as a reading can be, but not from voltages. `room` has the length of a column and is written to.
 */
export function sharedSentinels(columns: readonly Float64Array[], room: Float64Array): ReadonlySet<number> {
  const lowest = new Map<number, Float64Array[]>();
  for (const values of columns) {
    let [least, count] = [0, 0];
    for (const value of values) {
      if (value < least) [least, count] = [value, 1];
      else if (value === least) count++;
    }
    if (least < 0 && count > 1) lowest.set(least, [...(lowest.get(least) ?? []), values]);
  }
  const isKnown = (value: number, values: Float64Array): boolean =>
    setSentinelsApart(valuesWhere(values, (one) => !Number.isNaN(one), room).sort()).sentinels.includes(value);
  const shared = [...lowest].filter(
    ([value, sharing]) => sharing.length > 1 && sharing.some((values) => isKnown(value, values)),
  );
  return new Set(shared.map(([value]) => value));
}

/**
 * Parts ascending values from those that stand for "missing": an extreme of the column that lies apart from all the rest and is a usual code
 * (−9999, 999 …), an exact 0 where all other values are far from 0 (temperatures of 0 K), −1 where nothing else is
 * negative, one that is `known` from other columns and alone below 0, or any value that repeats exactly. Each is judged by the distance to the next value, measured in ranges of the
 * rest.
 */
export function setSentinelsApart(
  values: Float64Array,
  known: ReadonlySet<number> = new Set(),
): { readonly sentinels: readonly number[]; readonly sorted: Float64Array } {
  const sentinels: number[] = [];
  let sorted = values;
  for (;;) {
    const next = [sorted[0], sorted.at(-1)].find((value) => value !== undefined && isSentinel(value, sorted, known));
    if (next === undefined) return { sentinels, sorted };
    sentinels.push(next);
    let [from, to] = [0, sorted.length];
    while (sorted[from] === next) from++;
    while (sorted[to - 1] === next) to--;
    sorted = sorted.subarray(from, to);
  }
}

function isSentinel(value: number, sorted: Float64Array, known: ReadonlySet<number>): boolean {
  const low = value === sorted[0];
  let count = 1;
  const at = (i: number): number => sorted[low ? i : sorted.length - 1 - i]!;
  while (count < sorted.length && at(count) === value) count++;
  const rest = low ? sorted.subarray(count) : sorted.subarray(0, sorted.length - count);
  if (rest.length < LEAST) return false;
  // One more −1 may be a class.
  if (known.has(value) && value !== -1 && rest[0]! >= 0) return true;
  if (rest[0] === rest.at(-1)) return false;
  const range = rest.at(-1)! - rest[0]!;
  const distance = Math.abs(at(count) - value);
  const nonNegative = rest[0]! >= 0;
  if (CODES.has(value)) {
    if (value < 0 && nonNegative) return true;
    return distance > range || (count > 1 && distance > range / 2);
  }
  // Closed days are 0 as well, but one in seven at least.
  if (value === 0) return distance > 2 * range && count <= SELDOM * sorted.length;
  // Where −1 goes on below 0 and 1 it is a value like others.
  if (value === -1)
    return (
      nonNegative &&
      range > 10 &&
      count >
        Math.max(
          1,
          rest.findIndex((other) => other > 1),
        )
    );
  return count > 2 && distance > 3 * range && hasValues(rest, 10);
}

/** True where there are at least so many different values; a code for a class has few. */
function hasValues(sorted: Float64Array, least: number): boolean {
  let distinct = 1;
  for (let i = 1; i < sorted.length && distinct < least; i++) if (sorted[i] !== sorted[i - 1]) distinct++;
  return distinct >= least;
}
