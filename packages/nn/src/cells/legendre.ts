/**
 * The memory of an LMU as a discrete system: m_t = Ā·m_{t−1} + B̄·u_t keeps the last θ inputs as weights of `order` Legendre
 * polynomials. A and B as in Voelker, Kajić & Eliasmith 2019, made discrete by holding the input for a step (zero-order
 * hold).
 */
export interface DelaySystem {
  /** Ā `[order][order]`: what m_{t−1}[from] adds to m_t[to] stands at [to][from]. */
  readonly A: readonly Float64Array[];
  /** B̄ `[order]`. */
  readonly B: Float64Array;
}

export function delaySystem(order: number, theta: number): DelaySystem {
  // [[A, B], [0, 0]]: its exponential holds Ā and B̄ side by side, without a division by A.
  const n = order + 1;
  const whole = matrix(n, (i, j) => {
    if (i === order) return 0;
    const scale = (2 * i + 1) / theta;
    if (j === order) return i % 2 === 0 ? scale : -scale;
    return i < j || (i - j + 1) % 2 !== 0 ? -scale : scale;
  });
  const exponential = matrixExponential(whole);
  return {
    A: exponential.slice(0, order).map((row) => row.slice(0, order)),
    B: Float64Array.from({ length: order }, (_, i) => exponential[i]![order]!),
  };
}

/** eᴹ by its Taylor series on a small part of M, squared as often as M was halved. */
function matrixExponential(M: readonly Float64Array[]): Float64Array[] {
  const n = M.length;
  const norm = Math.max(...M.map((row) => row.reduce((sum, value) => sum + Math.abs(value), 0)));
  let halvings = 0;
  let part = 1;
  while (norm * part > 0.5) {
    part /= 2;
    halvings++;
  }
  const small = matrix(n, (i, j) => M[i]![j]! * part);
  let term = matrix(n, (i, j) => (i === j ? 1 : 0));
  let sum = term;
  for (let k = 1; k <= 16; k++) {
    const next = product(term, small);
    term = matrix(n, (i, j) => next[i]![j]! / k);
    const [before, more] = [sum, term];
    sum = matrix(n, (i, j) => before[i]![j]! + more[i]![j]!);
  }
  for (let k = 0; k < halvings; k++) sum = product(sum, sum);
  return sum;
}

const matrix = (n: number, value: (i: number, j: number) => number): Float64Array[] =>
  Array.from({ length: n }, (_, i) => Float64Array.from({ length: n }, (_, j) => value(i, j)));

function product(a: readonly Float64Array[], b: readonly Float64Array[]): Float64Array[] {
  const n = a.length;
  return a.map((row) => {
    const out = new Float64Array(n);
    for (let k = 0; k < n; k++) {
      const factor = row[k]!;
      if (factor === 0) continue;
      for (let j = 0; j < n; j++) out[j]! += factor * b[k]![j]!;
    }
    return out;
  });
}
