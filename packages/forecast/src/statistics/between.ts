/**
 * The number that lies the share `way`, 0 to 1, of the way from one number to another, with numpy's rounding of its quantiles on
 * either half of the way. Finite where both are, however far apart.
 */
export function between(from: number, to: number, way: number): number {
  const apart = to - from;
  if (!Number.isFinite(apart)) return from * (1 - way) + to * way;
  return way < 0.5 ? from + apart * way : to - apart * (1 - way);
}
