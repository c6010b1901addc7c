// Linear systems in float64. Each sum runs over even and odd k in two lanes, then adds the lanes, then an odd rest: the same
// bits on every machine, and however many rows there are.

/** Columns that are factored together. */
const BLOCK: i32 = 16;

// @ts-ignore: decorator
@inline
function lanes(s: v128): f64 {
  return f64x2.extract_lane(s, 0) + f64x2.extract_lane(s, 1);
}

/** C[i, j] = (or, with a sign of 1 or −1, += or −=) Σ_k A[i, k] · B[j, k]: M rows of A, N of B, K doubles each; strides in doubles. */
export function rowProducts(
  c: usize,
  ldc: i32,
  a: usize,
  lda: i32,
  b: usize,
  ldb: i32,
  m: i32,
  n: i32,
  k: i32,
  sign: i32,
): void {
  const stepA = <usize>lda << 3;
  const stepB = <usize>ldb << 3;
  const stepC = <usize>ldc << 3;
  const even = <usize>(k & ~1) << 3;
  const isOdd = (k & 1) != 0;
  let i = 0;
  for (; i < m; i += 2) {
    // A last, single row is taken twice: it costs time and changes nothing.
    const a0 = a + <usize>i * stepA;
    const a1 = i + 1 < m ? a0 + stepA : a0;
    const c0 = c + <usize>i * stepC;
    const c1 = i + 1 < m ? c0 + stepC : c0;
    for (let j = 0; j < n; j += 4) {
      const left = n - j;
      const b0 = b + <usize>j * stepB;
      const b1 = left > 1 ? b0 + stepB : b0;
      const b2 = left > 2 ? b1 + stepB : b0;
      const b3 = left > 3 ? b2 + stepB : b0;
      let s00 = f64x2.splat(0), s01 = s00, s02 = s00, s03 = s00;
      let s10 = s00, s11 = s00, s12 = s00, s13 = s00;
      for (let at: usize = 0; at < even; at += 16) {
        const x0 = v128.load(a0 + at);
        const x1 = v128.load(a1 + at);
        let y = v128.load(b0 + at);
        s00 = f64x2.add(s00, f64x2.mul(x0, y));
        s10 = f64x2.add(s10, f64x2.mul(x1, y));
        y = v128.load(b1 + at);
        s01 = f64x2.add(s01, f64x2.mul(x0, y));
        s11 = f64x2.add(s11, f64x2.mul(x1, y));
        y = v128.load(b2 + at);
        s02 = f64x2.add(s02, f64x2.mul(x0, y));
        s12 = f64x2.add(s12, f64x2.mul(x1, y));
        y = v128.load(b3 + at);
        s03 = f64x2.add(s03, f64x2.mul(x0, y));
        s13 = f64x2.add(s13, f64x2.mul(x1, y));
      }
      const at = <usize>j << 3;
      put(c0 + at, lanes(s00), a0, b0, even, isOdd, sign);
      if (left > 1) put(c0 + at + 8, lanes(s01), a0, b1, even, isOdd, sign);
      if (left > 2) put(c0 + at + 16, lanes(s02), a0, b2, even, isOdd, sign);
      if (left > 3) put(c0 + at + 24, lanes(s03), a0, b3, even, isOdd, sign);
      if (c1 == c0) continue;
      put(c1 + at, lanes(s10), a1, b0, even, isOdd, sign);
      if (left > 1) put(c1 + at + 8, lanes(s11), a1, b1, even, isOdd, sign);
      if (left > 2) put(c1 + at + 16, lanes(s12), a1, b2, even, isOdd, sign);
      if (left > 3) put(c1 + at + 24, lanes(s13), a1, b3, even, isOdd, sign);
    }
  }
}

// @ts-ignore: decorator
@inline
function put(c: usize, sum: f64, a: usize, b: usize, rest: usize, isOdd: bool, sign: i32): void {
  if (isOdd) sum += load<f64>(a + rest) * load<f64>(b + rest);
  store<f64>(c, sign == 0 ? sum : load<f64>(c) + <f64>sign * sum);
}

/**
 * Cholesky's factorisation in place: the first N of M rows of A hold a symmetric matrix on and below the diagonal and become
 * L; the rows behind them hold right-hand sides Bᵀ and become (L⁻¹ · B)ᵀ. N columns, row stride lda in doubles. False where
 * the matrix is not positive definite. Golub & Van Loan, Matrix Computations, algorithm 4.2.3, in blocks.
 */
export function factor(a: usize, lda: i32, n: i32, m: i32): bool {
  const step = <usize>lda << 3;
  for (let first = 0; first < n; first += BLOCK) {
    const end = min(first + BLOCK, n);
    const rows = a + <usize>first * step;
    const column = <usize>first << 3;
    rowProducts(rows + column, lda, rows, lda, rows, lda, m - first, end - first, first, -1);
    for (let i = first; i < m; i++) {
      const own = a + <usize>i * step;
      for (let j = first; j < end && j <= i; j++) {
        const other = a + <usize>j * step;
        let sum = load<f64>(own + (<usize>j << 3));
        for (let k = column; k < <usize>j << 3; k += 8) sum -= load<f64>(own + k) * load<f64>(other + k);
        if (i != j) sum /= load<f64>(other + (<usize>j << 3));
        else {
          if (!(sum > 0)) return false;
          sum = Math.sqrt(sum);
        }
        store<f64>(own + (<usize>j << 3), sum);
      }
    }
  }
  return true;
}

/** Solves Lᵀ · X = Z in place, where `factor` left L and, as M rows of N doubles at z, Zᵀ; both with row stride lda in doubles. */
export function substitute(l: usize, lda: i32, n: i32, z: usize, m: i32): void {
  const step = <usize>lda << 3;
  for (let i = n - 1; i >= 0; i--) {
    const row = l + <usize>i * step;
    const here = <usize>i << 3;
    const even = <usize>(i & ~1) << 3;
    const pivot = load<f64>(row + here);
    for (let r = 0; r < m; r++) {
      const own = z + <usize>r * step;
      const x = load<f64>(own + here) / pivot;
      store<f64>(own + here, x);
      const factors = f64x2.splat(x);
      for (let at: usize = 0; at < even; at += 16) {
        v128.store(own + at, f64x2.sub(v128.load(own + at), f64x2.mul(factors, v128.load(row + at))));
      }
      if (even < here) store<f64>(own + even, load<f64>(own + even) - x * load<f64>(row + even));
    }
  }
}
