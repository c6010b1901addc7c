import { elementary } from "@gatecast/engine";

/** Below this the series of erf keeps all digits of 1 − erf; beyond it the continued fraction has converged. */
const FAR = 2;
const FRACTION_TERMS = 60;

/**
 * The complementary error function of x ≥ 0, with relative precision in the tail. Abramowitz & Stegun (1964), 7.1.6 near 0 and
 * 7.1.14 beyond.
 */
export function erfc(x: number): number {
  const bell = elementary.exp(-x * x) / Math.sqrt(Math.PI);
  if (x < FAR) {
    let term = x;
    let sum = x;
    for (let n = 1; term > sum * 1e-17; n++) {
      term *= (2 * x * x) / (2 * n + 1);
      sum += term;
    }
    return 1 - 2 * bell * sum;
  }
  let fraction = x;
  for (let n = FRACTION_TERMS; n >= 1; n--) fraction = x + n / 2 / fraction;
  return bell / fraction;
}

/** The share of the standard normal distribution below z. */
export function normalBelow(z: number): number {
  const tail = erfc(Math.abs(z) / Math.SQRT2) / 2;
  return z < 0 ? tail : 1 - tail;
}
