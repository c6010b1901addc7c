/**
 * Why a statistic has no answer. `too_short`: too few readings for it; `constant`: the readings never change; `missing`: it
 * needs a series without holes; `no_season`: it needs a period of 2 rows or more; `not_positive`: it needs readings above 0;
 * `degenerate`: the readings follow a rule without remainder; `too_large`, `too_small`: a reading's square, or that of every
 * difference between readings, leaves the range of numbers.
 */
export type NoAnswer =
  | "too_short"
  | "constant"
  | "missing"
  | "no_season"
  | "not_positive"
  | "degenerate"
  | "too_large"
  | "too_small";

/** A statistic, or why there is none: `reason` is null in the first case, and every other field in the second. */
export type Answer<Fields> =
  | (Readonly<Fields> & { readonly reason: null })
  | ({ readonly [Field in keyof Fields]: null } & { readonly reason: NoAnswer });

/** An answer that is one. */
export function answered<Fields extends object>(fields: Fields): Answer<Fields> {
  return { ...fields, reason: null };
}

/** No answer, with all fields of the statistic there but null. */
export function unanswered<Fields>(reason: NoAnswer, fields: readonly (keyof Fields)[]): Answer<Fields> {
  const empty = Object.fromEntries(fields.map((field) => [field, null]));
  return { ...empty, reason } as Answer<Fields>;
}

/** What keeps any statistic of a complete series from an answer, or null. `least` is the smallest number of readings. */
export function obstacle(values: Float64Array, least: number): NoAnswer | null {
  if (!values.every(Number.isFinite)) return "missing";
  if (values.length < least) return "too_short";
  return values.every((value) => value === values[0]) ? "constant" : beyondSquares(values);
}

/** Squares of sums of 50,000 readings this large are still numbers, and so are squares of their inverse. */
const LARGEST = 1e140;

/** Whether squares of these readings, which are not all the same, leave the range of numbers. NaN is left out. */
export function beyondSquares(values: Float64Array): "too_large" | "too_small" | null {
  let [size, least, most] = [0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    size = Math.max(size, Math.abs(value));
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  if (size > LARGEST) return "too_large";
  return most - least < 1 / LARGEST ? "too_small" : null;
}
