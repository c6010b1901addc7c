// Products with matrices most of whose numbers are zero. Columns go four by four, as one vector does: a row of four zeros is
// left out, and everything else is multiplied as `multiply` does it. To leave out a zero changes no bit of a finite sum.

/** Bytes of `count` words, rounded up to whole vectors. */
// @ts-ignore: decorator
@inline
function bytesOf(count: i32): usize {
  return <usize>((count + 3) & ~3) << 2;
}

/**
 * Packs B (K rows of N floats, N a multiple of 4) without its rows of four zeros: N/4 numbers of how many there are up to the end
 * of each four columns, K·N/4 places for the byte at which the row's factor stands, K·N places for the rows themselves.
 */
export function packSparse(to: usize, b: usize, ldb: i32, k: i32, n: i32): void {
  const groups = n >> 2;
  const step = <usize>ldb << 2;
  let factor = to + bytesOf(groups);
  let kept = factor + bytesOf(groups * k);
  let count = 0;
  for (let j = 0; j < groups; j++) {
    let row = b + (<usize>j << 4);
    for (let i = 0; i < k; i++) {
      const four = v128.load(row);
      if (v128.any_true(f32x4.ne(four, f32x4.splat(0)))) {
        store<i32>(factor, i << 2);
        v128.store(kept, four);
        factor += 4;
        kept += 16;
        count++;
      }
      row += step;
    }
    store<i32>(to + (<usize>j << 2), count);
  }
}

/** C = A · B + start with B as `packSparse` leaves it; everything else as in `multiply`, and so is every bit of finite sums. */
export function multiplySparse(
  c: usize, ldc: i32, a: usize, lda: i32, packed: usize, m: i32, k: i32, n: i32, start: usize, lds: i32,
): void {
  const groups = n >> 2;
  const cStep = <usize>ldc << 2;
  const aStep = <usize>lda << 2;
  const sStep = <usize>lds << 2;
  const factors = packed + bytesOf(groups);
  const rows = factors + bytesOf(groups * k);
  let from = 0;
  for (let j = 0; j < groups; j++) {
    const to = load<i32>(packed + (<usize>j << 2));
    const column = <usize>j << 4;
    let i = 0;
    for (; i + 4 <= m; i += 4) {
      const a0 = a + <usize>i * aStep;
      const a1 = a0 + aStep;
      const a2 = a1 + aStep;
      const a3 = a2 + aStep;
      let s0 = f32x4.splat(0), s1 = s0, s2 = s0, s3 = s0;
      for (let p = from; p < to; p++) {
        const at = <usize>load<u32>(factors + (<usize>p << 2));
        const four = v128.load(rows + (<usize>p << 4));
        s0 = f32x4.add(s0, f32x4.mul(v128.load32_splat(a0 + at), four));
        s1 = f32x4.add(s1, f32x4.mul(v128.load32_splat(a1 + at), four));
        s2 = f32x4.add(s2, f32x4.mul(v128.load32_splat(a2 + at), four));
        s3 = f32x4.add(s3, f32x4.mul(v128.load32_splat(a3 + at), four));
      }
      const y = c + <usize>i * cStep + column;
      const before: usize = start == 0 ? 0 : start + <usize>i * sStep + column;
      finish(y, s0, before, 0);
      finish(y + cStep, s1, before, sStep);
      finish(y + (cStep << 1), s2, before, sStep << 1);
      finish(y + (cStep << 1) + cStep, s3, before, (sStep << 1) + sStep);
    }
    for (; i < m; i++) {
      const row = a + <usize>i * aStep;
      let s = f32x4.splat(0);
      for (let p = from; p < to; p++) {
        const at = <usize>load<u32>(factors + (<usize>p << 2));
        s = f32x4.add(s, f32x4.mul(v128.load32_splat(row + at), v128.load(rows + (<usize>p << 4))));
      }
      finish(c + <usize>i * cStep + column, s, start == 0 ? 0 : start + column, <usize>i * sStep);
    }
    from = to;
  }
}

/** Writes four finished sums, added to what they start from, where there is something. */
// @ts-ignore: decorator
@inline
function finish(y: usize, s: v128, start: usize, further: usize): void {
  v128.store(y, start == 0 ? s : f32x4.add(s, v128.load(start + further)));
}
