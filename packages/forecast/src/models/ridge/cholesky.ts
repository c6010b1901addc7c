/**
 * Solves A · X = B for a symmetric positive definite A `[n, n]` by Cholesky's factorisation; B and X are `[n, m]`,
 * row-major. Returns null where A is not positive definite. Golub & Van Loan, Matrix Computations, algorithm 4.2.
 */
export function solveCholesky(A: Float64Array, n: number, B: Float64Array, m: number): Float64Array | null {
  const L = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = A[i * n + j]!;
      for (let k = 0; k < j; k++) sum -= L[i * n + k]! * L[j * n + k]!;
      if (i === j) {
        if (!(sum > 0)) return null;
        L[i * n + i] = Math.sqrt(sum);
      } else {
        L[i * n + j] = sum / L[j * n + j]!;
      }
    }
  }
  const X = B.slice();
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) subtractRow(X, i, k, L[i * n + k]!, m);
    divideRow(X, i, L[i * n + i]!, m);
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) subtractRow(X, i, k, L[k * n + i]!, m);
    divideRow(X, i, L[i * n + i]!, m);
  }
  return X;
}

function subtractRow(X: Float64Array, row: number, other: number, factor: number, m: number): void {
  for (let c = 0; c < m; c++) X[row * m + c]! -= factor * X[other * m + c]!;
}

function divideRow(X: Float64Array, row: number, by: number, m: number): void {
  for (let c = 0; c < m; c++) X[row * m + c]! /= by;
}
