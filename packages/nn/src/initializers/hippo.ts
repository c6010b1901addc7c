/** A complex number. */
export type Complex = readonly [re: number, im: number];

/** HiPPO-LegS on its own axes: one of every two conjugate states, the one whose frequency is above 0. */
export interface LegendreStates {
  /** Im Λ; all of Re Λ is −½. */
  readonly frequency: readonly number[];
  readonly lowRank: readonly Complex[];
  readonly input: readonly Complex[];
}

/**
 * The matrix and inputs of HiPPO-LegS (Gu, Dao, Ermon, Rudra & Ré 2020), which keep the past as coefficients of Legendre's
 * polynomials: A_nk = −√(2n+1) √(2k+1) below the diagonal, −(n+1) on it, B_n = √(2n+1). A + P Pᵀ with P_n = √(n+½) is −½ and a
 * skew-symmetric matrix, so that on its axes A is diagonal but for a product (Gu, Goel & Ré 2021). `states` is even.
 */
export function legendreStates(states: number): LegendreStates {
  const root = (n: number) => Math.sqrt(2 * n + 1);
  const indices = Array.from({ length: states }, (_, n) => n);
  // −i times the skew-symmetric part is Hermitian.
  const matrix = indices.map((n) =>
    indices.map((k): Complex => [0, n === k ? 0 : (Math.sign(n - k) * root(n) * root(k)) / 2]),
  );
  const { values, vectors } = eigen(matrix);
  const order = indices.filter((k) => values[k]! > 0).sort((a, b) => values[a]! - values[b]!);
  const along = (k: number, row: (n: number) => number): Complex => [
    indices.reduce((sum, n) => sum + vectors[n]![k]![0] * row(n), 0),
    indices.reduce((sum, n) => sum - vectors[n]![k]![1] * row(n), 0),
  ];
  return {
    frequency: order.map((k) => values[k]!),
    lowRank: order.map((k) => along(k, (n) => Math.sqrt(n + 0.5))),
    input: order.map((k) => along(k, root)),
  };
}

/** Values and, column by column, vectors of a Hermitian matrix, by Jacobi's rotations. */
function eigen(hermitian: readonly (readonly Complex[])[]): { values: number[]; vectors: Complex[][] } {
  const n = hermitian.length;
  const a = hermitian.map((row) => [...row]);
  const vectors = a.map((row, i) => row.map((_, j): Complex => [i === j ? 1 : 0, 0]));
  // Each sweep squares what is left; it ends where nothing of it can be seen.
  for (let sweep = 0, rest = 1; rest > 1e-28 && sweep < 60; sweep++) {
    rest = 0;
    for (let p = 0; p < n; p++) {
      for (let q = p + 1; q < n; q++) {
        const [re, im] = a[p]![q]!;
        const size = Math.sqrt(re * re + im * im);
        if (size === 0) continue;
        rest += size * size;
        const tau = (a[q]![q]![0] - a[p]![p]![0]) / (2 * size);
        const tangent = (tau < 0 ? -1 : 1) / (Math.abs(tau) + Math.sqrt(1 + tau * tau));
        const cosine = 1 / Math.sqrt(1 + tangent * tangent);
        const sine = [(cosine * tangent * re) / size, (cosine * tangent * im) / size] as const;
        for (const rows of [a, vectors]) for (const row of rows) rotate(row, p, q, cosine, sine);
        // From the left by the same rotation, conjugated: the rows of the matrix.
        const [above, below] = [a[p]!, a[q]!];
        for (let j = 0; j < n; j++) {
          const pair: Complex[] = [conjugate(above[j]!), conjugate(below[j]!)];
          rotate(pair, 0, 1, cosine, sine);
          above[j] = conjugate(pair[0]!);
          below[j] = conjugate(pair[1]!);
        }
      }
    }
  }
  return { values: a.map((row, i) => row[i]![0]), vectors };
}

const conjugate = ([re, im]: Complex): Complex => [re, -im];

/** (x_p, x_q) ← (c · x_p − s̄ · x_q, s · x_p + c · x_q) */
function rotate(row: Complex[], p: number, q: number, c: number, [sr, si]: Complex): void {
  const [[pr, pi], [qr, qi]] = [row[p]!, row[q]!];
  row[p] = [c * pr - (sr * qr + si * qi), c * pi - (sr * qi - si * qr)];
  row[q] = [sr * pr - si * pi + c * qr, sr * pi + si * pr + c * qi];
}
