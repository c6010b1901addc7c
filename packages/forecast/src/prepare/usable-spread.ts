/**
 * What values are divided by: their spread, or 1 where the training part does not vary. A spread that float32 would turn
 * into infinities counts as none.
 */
export function usableSpread(spread: number): number {
  return spread > 1e-18 ? spread : 1;
}
