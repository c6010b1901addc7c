// Products of one to four k, written out: most of a short loop is the loop. To the bit what `tile4x8` says.

/**
 * An even number of rows that all start from the same row, or from nothing where it is 0. What they share stands in registers. A sum
 * begins with its first product; the start comes behind it with the sign of a zero taken from it, so that a sum which begins with
 * −0 ends as one that begins with 0.
 */
export function thinRows(c: usize, cStep: usize, a: usize, aStep: usize, b: usize, k: i32, rows: i32, start: usize): void {
  let t0 = f32x4.splat(0), t1 = t0;
  if (start) {
    t0 = f32x4.add(t0, v128.load(start));
    t1 = f32x4.add(t1, v128.load(start, 16));
  }
  if (k == 4) rowPairs(c, cStep, a, aStep, b, 4, rows, t0, t1);
  else if (k == 3) rowPairs(c, cStep, a, aStep, b, 3, rows, t0, t1);
  else if (k == 2) rowPairs(c, cStep, a, aStep, b, 2, rows, t0, t1);
  else rowPairs(c, cStep, a, aStep, b, 1, rows, t0, t1);
}

// @ts-ignore: decorator
@inline
function rowPairs(
  c: usize, cStep: usize, a: usize, aStep: usize, b: usize, k: i32, rows: i32, t0: v128, t1: v128,
): void {
  const b00 = v128.load(b), b01 = v128.load(b, 16);
  const b10 = k > 1 ? v128.load(b, 32) : b00, b11 = k > 1 ? v128.load(b, 48) : b00;
  const b20 = k > 2 ? v128.load(b, 64) : b00, b21 = k > 2 ? v128.load(b, 80) : b00;
  const b30 = k > 3 ? v128.load(b, 96) : b00, b31 = k > 3 ? v128.load(b, 112) : b00;
  for (let i = 0; i < rows; i += 2) {
    let x = v128.load32_splat(a);
    let s0 = f32x4.mul(x, b00), s1 = f32x4.mul(x, b01);
    if (k > 1) {
      x = v128.load32_splat(a, 4);
      s0 = f32x4.add(s0, f32x4.mul(x, b10));
      s1 = f32x4.add(s1, f32x4.mul(x, b11));
    }
    if (k > 2) {
      x = v128.load32_splat(a, 8);
      s0 = f32x4.add(s0, f32x4.mul(x, b20));
      s1 = f32x4.add(s1, f32x4.mul(x, b21));
    }
    if (k > 3) {
      x = v128.load32_splat(a, 12);
      s0 = f32x4.add(s0, f32x4.mul(x, b30));
      s1 = f32x4.add(s1, f32x4.mul(x, b31));
    }
    v128.store(c, f32x4.add(s0, t0));
    v128.store(c, f32x4.add(s1, t1), 16);
    a += aStep;
    c += cStep;
    x = v128.load32_splat(a);
    s0 = f32x4.mul(x, b00), s1 = f32x4.mul(x, b01);
    if (k > 1) {
      x = v128.load32_splat(a, 4);
      s0 = f32x4.add(s0, f32x4.mul(x, b10));
      s1 = f32x4.add(s1, f32x4.mul(x, b11));
    }
    if (k > 2) {
      x = v128.load32_splat(a, 8);
      s0 = f32x4.add(s0, f32x4.mul(x, b20));
      s1 = f32x4.add(s1, f32x4.mul(x, b21));
    }
    if (k > 3) {
      x = v128.load32_splat(a, 12);
      s0 = f32x4.add(s0, f32x4.mul(x, b30));
      s1 = f32x4.add(s1, f32x4.mul(x, b31));
    }
    v128.store(c, f32x4.add(s0, t0));
    v128.store(c, f32x4.add(s1, t1), 16);
    a += aStep;
    c += cStep;
  }
}

/** Rows by fours as `tile4x8` does them, each with a start of its own. */
export function thinTiles(
  c: usize, cStep: usize, a: usize, aStep: usize, b: usize, k: i32, rows: i32, start: usize, sStep: usize,
): void {
  for (let i = 0; i < rows; i += 4) {
    let s00 = f32x4.splat(0), s01 = s00, s10 = s00, s11 = s00, s20 = s00, s21 = s00, s30 = s00, s31 = s00;
    const a1 = a + aStep;
    const a2 = a1 + aStep;
    const a3 = a2 + aStep;
    let b0 = v128.load(b), b1 = v128.load(b, 16);
    let x = v128.load32_splat(a);
    s00 = f32x4.add(s00, f32x4.mul(x, b0));
    s01 = f32x4.add(s01, f32x4.mul(x, b1));
    x = v128.load32_splat(a1);
    s10 = f32x4.add(s10, f32x4.mul(x, b0));
    s11 = f32x4.add(s11, f32x4.mul(x, b1));
    x = v128.load32_splat(a2);
    s20 = f32x4.add(s20, f32x4.mul(x, b0));
    s21 = f32x4.add(s21, f32x4.mul(x, b1));
    x = v128.load32_splat(a3);
    s30 = f32x4.add(s30, f32x4.mul(x, b0));
    s31 = f32x4.add(s31, f32x4.mul(x, b1));
    if (k > 1) {
      b0 = v128.load(b, 32), b1 = v128.load(b, 48);
      x = v128.load32_splat(a, 4);
      s00 = f32x4.add(s00, f32x4.mul(x, b0));
      s01 = f32x4.add(s01, f32x4.mul(x, b1));
      x = v128.load32_splat(a1, 4);
      s10 = f32x4.add(s10, f32x4.mul(x, b0));
      s11 = f32x4.add(s11, f32x4.mul(x, b1));
      x = v128.load32_splat(a2, 4);
      s20 = f32x4.add(s20, f32x4.mul(x, b0));
      s21 = f32x4.add(s21, f32x4.mul(x, b1));
      x = v128.load32_splat(a3, 4);
      s30 = f32x4.add(s30, f32x4.mul(x, b0));
      s31 = f32x4.add(s31, f32x4.mul(x, b1));
    }
    if (k > 2) {
      b0 = v128.load(b, 64), b1 = v128.load(b, 80);
      x = v128.load32_splat(a, 8);
      s00 = f32x4.add(s00, f32x4.mul(x, b0));
      s01 = f32x4.add(s01, f32x4.mul(x, b1));
      x = v128.load32_splat(a1, 8);
      s10 = f32x4.add(s10, f32x4.mul(x, b0));
      s11 = f32x4.add(s11, f32x4.mul(x, b1));
      x = v128.load32_splat(a2, 8);
      s20 = f32x4.add(s20, f32x4.mul(x, b0));
      s21 = f32x4.add(s21, f32x4.mul(x, b1));
      x = v128.load32_splat(a3, 8);
      s30 = f32x4.add(s30, f32x4.mul(x, b0));
      s31 = f32x4.add(s31, f32x4.mul(x, b1));
    }
    if (k > 3) {
      b0 = v128.load(b, 96), b1 = v128.load(b, 112);
      x = v128.load32_splat(a, 12);
      s00 = f32x4.add(s00, f32x4.mul(x, b0));
      s01 = f32x4.add(s01, f32x4.mul(x, b1));
      x = v128.load32_splat(a1, 12);
      s10 = f32x4.add(s10, f32x4.mul(x, b0));
      s11 = f32x4.add(s11, f32x4.mul(x, b1));
      x = v128.load32_splat(a2, 12);
      s20 = f32x4.add(s20, f32x4.mul(x, b0));
      s21 = f32x4.add(s21, f32x4.mul(x, b1));
      x = v128.load32_splat(a3, 12);
      s30 = f32x4.add(s30, f32x4.mul(x, b0));
      s31 = f32x4.add(s31, f32x4.mul(x, b1));
    }
    if (start) {
      s00 = f32x4.add(s00, v128.load(start));
      s01 = f32x4.add(s01, v128.load(start, 16));
      start += sStep;
      s10 = f32x4.add(s10, v128.load(start));
      s11 = f32x4.add(s11, v128.load(start, 16));
      start += sStep;
      s20 = f32x4.add(s20, v128.load(start));
      s21 = f32x4.add(s21, v128.load(start, 16));
      start += sStep;
      s30 = f32x4.add(s30, v128.load(start));
      s31 = f32x4.add(s31, v128.load(start, 16));
      start += sStep;
    }
    v128.store(c, s00);
    v128.store(c, s01, 16);
    c += cStep;
    v128.store(c, s10);
    v128.store(c, s11, 16);
    c += cStep;
    v128.store(c, s20);
    v128.store(c, s21, 16);
    c += cStep;
    v128.store(c, s30);
    v128.store(c, s31, 16);
    c += cStep;
    a = a3 + aStep;
  }
}
