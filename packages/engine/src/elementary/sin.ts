import { quarterTurns } from "./quarter-turns.ts";
import { cosineNearZero, sineNearZero } from "./sine-reduced.ts";

/**
 * The sine of an angle in radians, the same bits on every JavaScript engine; within 1 ulp of the exact value.
 * NaN and ±∞ give NaN, −0 gives −0. Method: quarter turns taken out, Taylor's series for the rest.
 */
export function sin(x: number): number {
  if (!Number.isFinite(x)) return Number.NaN;
  if (Math.abs(x) < 7.450580596923828e-9) return x; // 2^-27
  const { quarter, r, c } = quarterTurns(Math.abs(x));
  const size = quarter % 2 === 0 ? sineNearZero(r, c) : cosineNearZero(r, c);
  return x < 0 !== quarter >= 2 ? -size : size;
}
