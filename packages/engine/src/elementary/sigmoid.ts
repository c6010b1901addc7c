import { exp } from "./exp.ts";

/**
 * 1 / (1 + e^−x), the same bits on every JavaScript engine; within 2 ulp of the exact value.
 * NaN gives NaN. e is only ever raised to a number ≤ 0, so nothing overflows.
 */
export function sigmoid(x: number): number {
  if (x >= 0) return 1 / (1 + exp(-x));
  const small = exp(x);
  return small / (1 + small);
}
