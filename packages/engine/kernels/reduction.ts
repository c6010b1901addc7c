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

/**
 * G += Xᵀ · X in float64: X is M rows of P doubles (row stride ldx), G is P rows of P doubles. Only entries with
 * column ≥ row are kept up to date.
 */
export function gram(g: usize, x: usize, ldx: i32, m: i32, p: i32): void {
  const step = <usize>ldx << 3;
  const width = <usize>p << 3;
  for (let i = 0; i < p; i++) {
    const left = x + (<usize>i << 3);
    let j = i;
    for (; j + 8 <= p; j += 8) {
      let s0 = f64x2.splat(0), s1 = s0, s2 = s0, s3 = s0;
      let a = left;
      let b = x + (<usize>j << 3);
      for (let r = 0; r < m; r++) {
        const v = v128.load64_splat(a);
        s0 = f64x2.add(s0, f64x2.mul(v, v128.load(b)));
        s1 = f64x2.add(s1, f64x2.mul(v, v128.load(b, 16)));
        s2 = f64x2.add(s2, f64x2.mul(v, v128.load(b, 32)));
        s3 = f64x2.add(s3, f64x2.mul(v, v128.load(b, 48)));
        a += step;
        b += step;
      }
      const at = g + <usize>i * width + (<usize>j << 3);
      v128.store(at, f64x2.add(v128.load(at), s0));
      v128.store(at, f64x2.add(v128.load(at, 16), s1), 16);
      v128.store(at, f64x2.add(v128.load(at, 32), s2), 32);
      v128.store(at, f64x2.add(v128.load(at, 48), s3), 48);
    }
    for (; j < p; j++) {
      let s: f64 = 0;
      let a = left;
      let b = x + (<usize>j << 3);
      for (let r = 0; r < m; r++) {
        s += load<f64>(a) * load<f64>(b);
        a += step;
        b += step;
      }
      const at = g + <usize>i * width + (<usize>j << 3);
      store<f64>(at, load<f64>(at) + s);
    }
  }
}
