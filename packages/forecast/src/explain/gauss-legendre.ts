import { elementary } from "@gatecast/engine";

/** A point of [0, 1] and what the integrand there counts for. */
export interface QuadratureNode {
  readonly at: number;
  readonly weight: number;
}

/**
 * Gauss and Legendre's quadrature over [0, 1]: exact for polynomials up to degree 2n − 1. The nodes are the roots of the n-th
 * Legendre polynomial, found by Newton's method from Tricomi's guess.
 */
export function gaussLegendre(n: number): QuadratureNode[] {
  return Array.from({ length: n }, (_, i) => {
    let x = elementary.cos((Math.PI * (n - i - 0.25)) / (n + 0.5));
    let slope = 0;
    for (let turn = 0; turn < 100; turn++) {
      let [before, value] = [1, x];
      for (let k = 2; k <= n; k++) [before, value] = [value, ((2 * k - 1) * x * value - (k - 1) * before) / k];
      slope = (n * (x * value - before)) / (x * x - 1);
      const change = value / slope;
      x -= change;
      if (Math.abs(change) < 1e-15) break;
    }
    return { at: (1 + x) / 2, weight: 1 / ((1 - x * x) * slope * slope) };
  });
}
