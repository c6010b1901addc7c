import { quarterTurns } from "./quarter-turns.ts";
import { cosineNearZero, sineNearZero } from "./sine-reduced.ts";

/**
 * The cosine of an angle in radians, the same bits on every JavaScript engine; within 1 ulp of the exact value.
 * NaN and ±∞ give NaN. Method: quarter turns taken out, Taylor's series for the rest.
 */
export function cos(x: number): number {
  if (!Number.isFinite(x)) return Number.NaN;
  const { quarter, r, c } = quarterTurns(Math.abs(x));
  const size = quarter % 2 === 0 ? cosineNearZero(r, c) : sineNearZero(r, c);
  return quarter === 1 || quarter === 2 ? -size : size;
}
