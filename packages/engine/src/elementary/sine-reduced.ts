/** sin(r + c) for |r| ≤ π/4 and c below the last bit of r: Taylor's series to r^19, remainder below 1e-21. */
export function sineNearZero(r: number, c: number): number {
  const z = r * r;
  let sum = -1 / 121645100408832000;
  sum = sum * z + 1 / 355687428096000;
  sum = sum * z - 1 / 1307674368000;
  sum = sum * z + 1 / 6227020800;
  sum = sum * z - 1 / 39916800;
  sum = sum * z + 1 / 362880;
  sum = sum * z - 1 / 5040;
  sum = sum * z + 1 / 120;
  sum = sum * z - 1 / 6;
  return r + (sum * z * r + c * (1 - z / 2));
}

/** cos(r + c) for |r| ≤ π/4 and c below the last bit of r: Taylor's series to r^18, remainder below 1e-20. */
export function cosineNearZero(r: number, c: number): number {
  const z = r * r;
  let sum = -1 / 6402373705728000;
  sum = sum * z + 1 / 20922789888000;
  sum = sum * z - 1 / 87178291200;
  sum = sum * z + 1 / 479001600;
  sum = sum * z - 1 / 3628800;
  sum = sum * z + 1 / 40320;
  sum = sum * z - 1 / 720;
  sum = sum * z + 1 / 24;
  const half = z / 2;
  const start = 1 - half;
  const lost = 1 - start - half;
  return start + (lost + (sum * z * z - c * r));
}
