import { timesPowerOfTwo } from "./power-of-two.ts";

/** An angle as quarter turns (0 to 3, whole turns dropped) and a rest r + c, |r| ≤ π/4, c below the last bit of r. */
export interface QuarterTurns {
  readonly quarter: number;
  readonly r: number;
  readonly c: number;
}

/** Binary places behind the point: 1,024 for the largest float64 and enough for the digits of the rest. */
const PLACES = 1200n;

/**
 * Takes the quarter turns out of an angle above 1.6 million, in exact whole-number arithmetic.
 * Slow (π is worked out anew in each call) and rarely called; right up to the largest float64.
 */
export function farQuarterTurns(x: number): QuarterTurns {
  const quarterTurn = pi() >> 1n;
  // Below 2^53 x may have a fraction, of at most 33 places since x > 2^20.
  const angle = x < 9007199254740992 ? BigInt(x * 8589934592) << (PLACES - 33n) : BigInt(x) << PLACES;
  const count = (2n * angle + quarterTurn) / (2n * quarterTurn);
  const rest = (angle - count * quarterTurn) >> (PLACES - 130n);
  const r = Number(rest);
  const c = Number(rest - BigInt(r));
  return { quarter: Number(count & 3n), r: timesPowerOfTwo(r, -130), c: timesPowerOfTwo(c, -130) };
}

/** π · 2^PLACES by Machin's formula of 1706: π/4 = 4 atan(1/5) − atan(1/239). */
function pi(): bigint {
  const guard = 32n;
  return (4n * (4n * atanOfOneOver(5n, PLACES + guard) - atanOfOneOver(239n, PLACES + guard))) >> guard;
}

function atanOfOneOver(n: bigint, places: bigint): bigint {
  let term = (1n << places) / n;
  let sum = term;
  for (let odd = 3n, sign = -1n; term !== 0n; odd += 2n, sign = -sign) {
    term /= n * n;
    sum += (sign * term) / odd;
  }
  return sum;
}
