// Products of one or a few rows with a matrix, as a recurrence has them where one window is forecast: nothing but the matrix is
// worth reading well. Every output is the same sum, to the bit, as in `multiply`.

/**
 * Packs B (K rows of N floats, N a multiple of 4) into blocks of 24 columns, then of 16, 8 and 4 as are left: [K][columns] each,
 * so that a row's product reads them from first to last.
 */
export function packBlocks(blocks: usize, b: usize, ldb: i32, k: i32, n: i32): void {
  const step = <usize>ldb << 2;
  for (let j = 0; j < n; ) {
    const size = <usize>columnsOf(n - j) << 2;
    let row = b + (<usize>j << 2);
    for (let i = 0; i < k; i++) {
      memory.copy(blocks, row, size);
      blocks += size;
      row += step;
    }
    j += columnsOf(n - j);
  }
}

/** Columns of the next block where so many are left. */
// @ts-ignore: decorator
@inline
function columnsOf(left: i32): i32 {
  return left >= 24 ? 24 : left >= 16 ? 16 : left >= 8 ? 8 : 4;
}

/**
 * C = A · B + start, B in blocks; everything else as in `multiply`. Six sums hide the latency of the addition; with eight, what
 * is loaded for one k and the sums are more than sixteen registers. `turns`: how often the blocks have been gone through before.
 * Every other time, and for every other row, they are gone through from the last to the first: of a matrix a little larger than
 * the first cache, most is then still there.
 */
export function multiplyRows(
  c: usize, ldc: i32, a: usize, lda: i32, blocks: usize, m: i32, k: i32, n: i32, start: usize, lds: i32, turns: i32,
): void {
  const whole = n / 24;
  const left = n - 24 * whole;
  const size = <usize>k * 96;
  for (let i = 0; i < m; i++) {
    const x = a + (<usize>(i * lda) << 2);
    let to = c + (<usize>(i * ldc) << 2);
    let from: usize = start == 0 ? 0 : start + (<usize>(i * lds) << 2);
    let b = blocks;
    if ((turns + i) & 1) {
      const end = <usize>whole * 96;
      if (left > 0) narrowBlocks(to + end, x, b + <usize>whole * size, k, left, from == 0 ? 0 : from + end);
      to += end;
      b += <usize>whole * size;
      if (from) from += end;
      for (let w = 0; w < whole; w++) {
        to -= 96;
        b -= size;
        if (from) from -= 96;
        block24(to, x, b, k, from);
      }
    } else {
      for (let w = 0; w < whole; w++) {
        block24(to, x, b, k, from);
        to += 96;
        b += size;
        if (from) from += 96;
      }
      if (left > 0) narrowBlocks(to, x, b, k, left, from);
    }
  }
}

/** The blocks of fewer than 24 columns, at the end of each row. */
function narrowBlocks(to: usize, x: usize, b: usize, k: i32, left: i32, from: usize): void {
  if (left >= 16) {
    b = block16(to, x, b, k, from);
    to += 64;
    if (from) from += 64;
    left -= 16;
  }
  if (left >= 8) {
    b = block8(to, x, b, k, from);
    to += 32;
    if (from) from += 32;
    left -= 8;
  }
  if (left > 0) block4(to, x, b, k, from);
}

// @ts-ignore: decorator
@inline
function block24(c: usize, a: usize, b: usize, k: i32, start: usize): void {
  let s0 = f32x4.splat(0), s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0;
  for (const end = b + <usize>k * 96; b < end; b += 96) {
    const x = v128.load32_splat(a);
    a += 4;
    s0 = f32x4.add(s0, f32x4.mul(x, v128.load(b)));
    s1 = f32x4.add(s1, f32x4.mul(x, v128.load(b, 16)));
    s2 = f32x4.add(s2, f32x4.mul(x, v128.load(b, 32)));
    s3 = f32x4.add(s3, f32x4.mul(x, v128.load(b, 48)));
    s4 = f32x4.add(s4, f32x4.mul(x, v128.load(b, 64)));
    s5 = f32x4.add(s5, f32x4.mul(x, v128.load(b, 80)));
  }
  if (start) {
    s0 = f32x4.add(s0, v128.load(start));
    s1 = f32x4.add(s1, v128.load(start, 16));
    s2 = f32x4.add(s2, v128.load(start, 32));
    s3 = f32x4.add(s3, v128.load(start, 48));
    s4 = f32x4.add(s4, v128.load(start, 64));
    s5 = f32x4.add(s5, v128.load(start, 80));
  }
  v128.store(c, s0);
  v128.store(c, s1, 16);
  v128.store(c, s2, 32);
  v128.store(c, s3, 48);
  v128.store(c, s4, 64);
  v128.store(c, s5, 80);
}

// @ts-ignore: decorator
@inline
function block16(c: usize, a: usize, b: usize, k: i32, start: usize): usize {
  let s0 = f32x4.splat(0), s1 = s0, s2 = s0, s3 = s0;
  for (const end = b + <usize>k * 64; b < end; b += 64) {
    const x = v128.load32_splat(a);
    a += 4;
    s0 = f32x4.add(s0, f32x4.mul(x, v128.load(b)));
    s1 = f32x4.add(s1, f32x4.mul(x, v128.load(b, 16)));
    s2 = f32x4.add(s2, f32x4.mul(x, v128.load(b, 32)));
    s3 = f32x4.add(s3, f32x4.mul(x, v128.load(b, 48)));
  }
  if (start) {
    s0 = f32x4.add(s0, v128.load(start));
    s1 = f32x4.add(s1, v128.load(start, 16));
    s2 = f32x4.add(s2, v128.load(start, 32));
    s3 = f32x4.add(s3, v128.load(start, 48));
  }
  v128.store(c, s0);
  v128.store(c, s1, 16);
  v128.store(c, s2, 32);
  v128.store(c, s3, 48);
  return b;
}

// @ts-ignore: decorator
@inline
function block8(c: usize, a: usize, b: usize, k: i32, start: usize): usize {
  let s0 = f32x4.splat(0), s1 = s0;
  for (const end = b + <usize>k * 32; b < end; b += 32) {
    const x = v128.load32_splat(a);
    a += 4;
    s0 = f32x4.add(s0, f32x4.mul(x, v128.load(b)));
    s1 = f32x4.add(s1, f32x4.mul(x, v128.load(b, 16)));
  }
  if (start) {
    s0 = f32x4.add(s0, v128.load(start));
    s1 = f32x4.add(s1, v128.load(start, 16));
  }
  v128.store(c, s0);
  v128.store(c, s1, 16);
  return b;
}

// @ts-ignore: decorator
@inline
function block4(c: usize, a: usize, b: usize, k: i32, start: usize): void {
  let s0 = f32x4.splat(0);
  for (const end = b + (<usize>k << 4); b < end; b += 16) {
    s0 = f32x4.add(s0, f32x4.mul(v128.load32_splat(a), v128.load(b)));
    a += 4;
  }
  v128.store(c, start ? f32x4.add(s0, v128.load(start)) : s0);
}
