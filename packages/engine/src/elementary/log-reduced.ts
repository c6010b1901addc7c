/**
 * f − ln(1 + f) for √½ ≤ 1 + f < √2, where `f` is exact: the caller subtracts it from f, its largest term.
 * Method: ln(1 + f) = 2 atanh(s) with s = f / (2 + f), so ln(1 + f) = f − s · (f − R), R = 2(s²/3 + s⁴/5 + …).
 * s² ≤ 0.0295, so the series to s^22 leaves less than 1e-18 of the result.
 */
export function logDeficit(f: number): number {
  const s = f / (2 + f);
  const z = s * s;
  let sum = 2 / 23;
  sum = sum * z + 2 / 21;
  sum = sum * z + 2 / 19;
  sum = sum * z + 2 / 17;
  sum = sum * z + 2 / 15;
  sum = sum * z + 2 / 13;
  sum = sum * z + 2 / 11;
  sum = sum * z + 2 / 9;
  sum = sum * z + 2 / 7;
  sum = sum * z + 2 / 5;
  sum = sum * z + 2 / 3;
  return s * (f - sum * z);
}
