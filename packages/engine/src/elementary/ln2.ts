/**
 * ln 2 in two parts, so that k · LN2_HIGH is exact for every exponent k of a float64 (33 bits times 11 bits).
 * Split from ln 2 = 0.693147180559945309417232121458… (OEIS A002162) in 80-digit arithmetic.
 */
export const LN2_HIGH = 0.6931471804855391;
/** What `LN2_HIGH` lacks, to 53 bits more. */
export const LN2_LOW = 7.440617110012397e-11;
