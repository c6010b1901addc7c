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
  if (k == 4) rowsFrom(c, cStep, a, aStep, b, 4, rows, t0, t1);
  else if (k == 3) rowsFrom(c, cStep, a, aStep, b, 3, rows, t0, t1);
  else if (k == 2) rowsFrom(c, cStep, a, aStep, b, 2, rows, t0, t1);
  else rowsFrom(c, cStep, a, aStep, b, 1, rows, t0, t1);
}

// @ts-ignore: decorator
@inline
function rowsFrom(
  c: usize, cStep: usize, a: usize, aStep: usize, b: usize, k: i32, rows: i32, t0: v128, t1: v128,
): void {
  const b00 = v128.load(b), b01 = v128.load(b, 16);
  const b10 = k > 1 ? v128.load(b, 32) : b00, b11 = k > 1 ? v128.load(b, 48) : b00;
  const b20 = k > 2 ? v128.load(b, 64) : b00, b21 = k > 2 ? v128.load(b, 80) : b00;
  const b30 = k > 3 ? v128.load(b, 96) : b00, b31 = k > 3 ? v128.load(b, 112) : b00;
  for (let i = 0; i < rows; i += k > 2 ? 2 : 1) {
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
    if (k > 2) {
      x = v128.load32_splat(a);
      s0 = f32x4.mul(x, b00), s1 = f32x4.mul(x, b01);
      x = v128.load32_splat(a, 4);
      s0 = f32x4.add(s0, f32x4.mul(x, b10));
      s1 = f32x4.add(s1, f32x4.mul(x, b11));
      x = v128.load32_splat(a, 8);
      s0 = f32x4.add(s0, f32x4.mul(x, b20));
      s1 = f32x4.add(s1, f32x4.mul(x, b21));
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
}
