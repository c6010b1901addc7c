// Sums in a fixed order: the same bits on every machine and at every batch size.

/** Rows summed before their sum joins the total, so that a sum of 70,000 terms keeps its digits. */
const BLOCK: i32 = 256;

/** out (+)= the sum of M rows of n floats, n a multiple of 4. */
export function columnSum(out: usize, x: usize, ldx: i32, m: i32, n: i32, accumulate: bool): void {
  const step = <usize>ldx << 2;
  if (!accumulate) memory.fill(out, 0, <usize>n << 2);
  // All columns of a block before the next: its rows stay in the cache.
  for (let from = 0; from < m; from += BLOCK) {
    const rows = min(BLOCK, m - from);
    const block = x + <usize>from * step;
    for (let j: usize = 0; j < <usize>n << 2; j += 16) {
      let row = block + j;
      let sum = f32x4.splat(0);
      for (let r = 0; r < rows; r++) {
        sum = f32x4.add(sum, v128.load(row));
        row += step;
      }
      v128.store(out + j, f32x4.add(v128.load(out + j), sum));
    }
  }
}

/** Σ x² over n floats (a multiple of 4) in float64. */
export function sumOfSquares(x: usize, n: i32): f64 {
  let low = f64x2.splat(0);
  let high = low;
  for (const end = x + (<usize>n << 2); x < end; x += 16) {
    const four = v128.load(x);
    const a = f64x2.promote_low_f32x4(four);
    const b = f64x2.promote_low_f32x4(v128.shuffle<i64>(four, four, 1, 0));
    low = f64x2.add(low, f64x2.mul(a, a));
    high = f64x2.add(high, f64x2.mul(b, b));
  }
  const both = f64x2.add(low, high);
  return f64x2.extract_lane(both, 0) + f64x2.extract_lane(both, 1);
}

/** out (+)= the sum of M rows of a ⊙ b, n floats each, n a multiple of 4; both at row stride ld. */
export function columnProducts(out: usize, a: usize, b: usize, ld: i32, m: i32, n: i32, accumulate: bool): void {
  const step = <usize>ld << 2;
  if (!accumulate) memory.fill(out, 0, <usize>n << 2);
  for (let from = 0; from < m; from += BLOCK) {
    const rows = min(BLOCK, m - from);
    for (let j: usize = 0; j < <usize>n << 2; j += 16) {
      let at = <usize>from * step + j;
      let sum = f32x4.splat(0);
      for (let r = 0; r < rows; r++) {
        sum = f32x4.add(sum, f32x4.mul(v128.load(a + at), v128.load(b + at)));
        at += step;
      }
      v128.store(out + j, f32x4.add(v128.load(out + j), sum));
    }
  }
}
