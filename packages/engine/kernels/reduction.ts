// Sums in a fixed order: the same bits on every machine and at every batch size.

/** Rows summed before their sum joins the total, so that a sum of 70,000 terms keeps its digits. */
const BLOCK: i32 = 256;

/** Bytes of a row whose sums stand side by side: one sum alone waits for every addition. */
const ABREAST: usize = 128;

/** out (+)= the sum of M rows of n floats, n a multiple of 4. */
export function columnSum(out: usize, x: usize, ldx: i32, m: i32, n: i32, accumulate: bool): void {
  const step = <usize>ldx << 2;
  const width = <usize>n << 2;
  if (!accumulate) memory.fill(out, 0, width);
  // All columns of a block before the next: its rows stay in the cache.
  for (let from = 0; from < m; from += BLOCK) {
    const block = x + <usize>from * step;
    const end = block + <usize>min(BLOCK, m - from) * step;
    let j: usize = 0;
    if (width < ABREAST) {
      for (; j < width; j += 16) {
        let sum = f32x4.splat(0);
        for (let row = block + j; row < end; row += step) sum = f32x4.add(sum, v128.load(row));
        addTo(out + j, sum);
      }
    }
    for (; j < width; j += ABREAST) {
      // The last of them reach back over some that have been added.
      const at = min(j, width - ABREAST);
      let s0 = f32x4.splat(0), s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0, s6 = s0, s7 = s0;
      for (let row = block + at; row < end; row += step) {
        s0 = f32x4.add(s0, v128.load(row));
        s1 = f32x4.add(s1, v128.load(row, 16));
        s2 = f32x4.add(s2, v128.load(row, 32));
        s3 = f32x4.add(s3, v128.load(row, 48));
        s4 = f32x4.add(s4, v128.load(row, 64));
        s5 = f32x4.add(s5, v128.load(row, 80));
        s6 = f32x4.add(s6, v128.load(row, 96));
        s7 = f32x4.add(s7, v128.load(row, 112));
      }
      if (at >= j) addTo(out + at, s0);
      if (at + 16 >= j) addTo(out + at + 16, s1);
      if (at + 32 >= j) addTo(out + at + 32, s2);
      if (at + 48 >= j) addTo(out + at + 48, s3);
      if (at + 64 >= j) addTo(out + at + 64, s4);
      if (at + 80 >= j) addTo(out + at + 80, s5);
      if (at + 96 >= j) addTo(out + at + 96, s6);
      addTo(out + at + 112, s7);
    }
  }
}

// @ts-ignore: decorator
@inline
function addTo(place: usize, sum: v128): void {
  v128.store(place, f32x4.add(v128.load(place), sum));
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
