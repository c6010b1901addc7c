// Products of small matrices, a pair of them for every row of the batch: A, B and C of row r of the batch begin r times
// `…Next` floats behind the first. Every output is one sum in a fixed order, whatever is computed beside it.

/** c[i, j] (+)= factor · Σ a[i, :] · b[j, :] over K floats: M × N dot products a row of the batch. */
export function dotRows(
  c: usize, cRow: i32, cNext: i32, a: usize, aRow: i32, aNext: i32, b: usize, bRow: i32, bNext: i32,
  batch: i32, m: i32, n: i32, k: i32, factor: f32, accumulate: bool,
): void {
  const step = <usize>bRow << 2;
  for (let r = 0; r < batch; r++) {
    for (let i = 0; i < m; i++) {
      const left = a + (<usize>(r * aNext + i * aRow) << 2);
      let to = c + (<usize>(r * cNext + i * cRow) << 2);
      let right = b + (<usize>(r * bNext) << 2);
      let j = 0;
      // Four at a time: one sum alone waits for every addition.
      for (; j + 4 <= n; j += 4) {
        dot4(to, left, right, step, k, factor, accumulate);
        right += 4 * step;
        to += 16;
      }
      for (; j < n; j++) {
        const value = factor * dot(left, right, k);
        store<f32>(to, accumulate ? load<f32>(to) + value : value);
        right += step;
        to += 4;
      }
    }
  }
}

// @ts-ignore: decorator
@inline
function dot(a: usize, b: usize, k: i32): f32 {
  const whole = <usize>(k & ~3) << 2;
  let four = f32x4.splat(0);
  for (let at: usize = 0; at < whole; at += 16) four = f32x4.add(four, f32x4.mul(v128.load(a + at), v128.load(b + at)));
  let sum = f32x4.extract_lane(four, 0) + f32x4.extract_lane(four, 1) +
    (f32x4.extract_lane(four, 2) + f32x4.extract_lane(four, 3));
  for (let at = whole; at < <usize>k << 2; at += 4) sum += load<f32>(a + at) * load<f32>(b + at);
  return sum;
}

/** Four dot products side by side, each to the bit what `dot` says. */
// @ts-ignore: decorator
@inline
function dot4(to: usize, a: usize, b: usize, step: usize, k: i32, factor: f32, accumulate: bool): void {
  const b1 = b + step, b2 = b1 + step, b3 = b2 + step;
  const whole = <usize>(k & ~3) << 2;
  let s0 = f32x4.splat(0), s1 = s0, s2 = s0, s3 = s0;
  for (let at: usize = 0; at < whole; at += 16) {
    const x = v128.load(a + at);
    s0 = f32x4.add(s0, f32x4.mul(x, v128.load(b + at)));
    s1 = f32x4.add(s1, f32x4.mul(x, v128.load(b1 + at)));
    s2 = f32x4.add(s2, f32x4.mul(x, v128.load(b2 + at)));
    s3 = f32x4.add(s3, f32x4.mul(x, v128.load(b3 + at)));
  }
  // Transposed, the lanes of each sum lie in one column.
  const t0 = v128.shuffle<f32>(s0, s1, 0, 4, 1, 5), t1 = v128.shuffle<f32>(s2, s3, 0, 4, 1, 5);
  const t2 = v128.shuffle<f32>(s0, s1, 2, 6, 3, 7), t3 = v128.shuffle<f32>(s2, s3, 2, 6, 3, 7);
  const l0 = v128.shuffle<f32>(t0, t1, 0, 1, 4, 5), l1 = v128.shuffle<f32>(t0, t1, 2, 3, 6, 7);
  const l2 = v128.shuffle<f32>(t2, t3, 0, 1, 4, 5), l3 = v128.shuffle<f32>(t2, t3, 2, 3, 6, 7);
  let sum = f32x4.add(f32x4.add(l0, l1), f32x4.add(l2, l3));
  for (let at = whole; at < <usize>k << 2; at += 4) {
    let y = f32x4.splat(load<f32>(b + at));
    y = f32x4.replace_lane(y, 1, load<f32>(b1 + at));
    y = f32x4.replace_lane(y, 2, load<f32>(b2 + at));
    y = f32x4.replace_lane(y, 3, load<f32>(b3 + at));
    sum = f32x4.add(sum, f32x4.mul(v128.load32_splat(a + at), y));
  }
  sum = f32x4.mul(f32x4.splat(factor), sum);
  v128.store(to, accumulate ? f32x4.add(v128.load(to), sum) : sum);
}

/**
 * c[i, :] (+)= factor · Σ a[i, j] · b[j, :] over K rows of N floats: M blends a row of the batch. `aColumn` are the floats
 * from a[i, j] to a[i, j + 1], so that a matrix may be read by its columns.
 */
export function blendRows(
  c: usize, cRow: i32, cNext: i32, a: usize, aRow: i32, aColumn: i32, aNext: i32, b: usize, bRow: i32, bNext: i32,
  batch: i32, m: i32, n: i32, k: i32, factor: f32, accumulate: bool,
): void {
  const step = <usize>bRow << 2;
  const next = <usize>aColumn << 2;
  for (let r = 0; r < batch; r++) {
    const rows = b + (<usize>(r * bNext) << 2);
    for (let i = 0; i < m; i++) {
      const shares = a + (<usize>(r * aNext + i * aRow) << 2);
      const to = c + (<usize>(r * cNext + i * cRow) << 2);
      let j = 0;
      for (; j + 16 <= n; j += 16) blend16(to + (<usize>j << 2), shares, next, rows + (<usize>j << 2), step, k, factor, accumulate);
      for (; j + 4 <= n; j += 4) blend4(to + (<usize>j << 2), shares, next, rows + (<usize>j << 2), step, k, factor, accumulate);
      for (; j < n; j++) {
        let sum: f32 = 0;
        let share = shares, row = rows + (<usize>j << 2);
        for (let q = 0; q < k; q++) {
          sum += load<f32>(share) * load<f32>(row);
          share += next;
          row += step;
        }
        const place = to + (<usize>j << 2);
        store<f32>(place, accumulate ? load<f32>(place) + factor * sum : factor * sum);
      }
    }
  }
}

// @ts-ignore: decorator
@inline
function blend4(to: usize, share: usize, next: usize, row: usize, step: usize, k: i32, factor: f32, accumulate: bool): void {
  let sum = f32x4.splat(0);
  for (let q = 0; q < k; q++) {
    sum = f32x4.add(sum, f32x4.mul(v128.load32_splat(share), v128.load(row)));
    share += next;
    row += step;
  }
  put(to, sum, factor, accumulate);
}

// @ts-ignore: decorator
@inline
function blend16(to: usize, share: usize, next: usize, row: usize, step: usize, k: i32, factor: f32, accumulate: bool): void {
  let s0 = f32x4.splat(0), s1 = s0, s2 = s0, s3 = s0;
  for (let q = 0; q < k; q++) {
    const x = v128.load32_splat(share);
    s0 = f32x4.add(s0, f32x4.mul(x, v128.load(row)));
    s1 = f32x4.add(s1, f32x4.mul(x, v128.load(row, 16)));
    s2 = f32x4.add(s2, f32x4.mul(x, v128.load(row, 32)));
    s3 = f32x4.add(s3, f32x4.mul(x, v128.load(row, 48)));
    share += next;
    row += step;
  }
  put(to, s0, factor, accumulate);
  put(to + 16, s1, factor, accumulate);
  put(to + 32, s2, factor, accumulate);
  put(to + 48, s3, factor, accumulate);
}

// @ts-ignore: decorator
@inline
function put(to: usize, sum: v128, factor: f32, accumulate: bool): void {
  const value = f32x4.mul(f32x4.splat(factor), sum);
  v128.store(to, accumulate ? f32x4.add(v128.load(to), value) : value);
}
