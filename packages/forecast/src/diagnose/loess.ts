/**
 * A local line through equally spaced values, read at one place: weighted least squares with tricube weights over the
 * positions `left` to `right`. Cleveland (1979), as in the STL paper's published program. Places count from 1; `at` may lie one
 * beyond either end of the two values or more.
 * @param window wider than the values: the weights then fall off as slowly as a window of that width asks for
 */
export function localLine(values: Float64Array, at: number, left: number, right: number, window: number): number {
  const n = values.length;
  const reach = Math.max(at - left, right - at) + (window > n ? Math.floor((window - n) / 2) : 0);
  let total = 0;
  let center = 0;
  let level = 0;
  for (let place = left; place <= right; place++) {
    const weight = tricube(Math.abs(place - at), reach);
    total += weight;
    center += weight * place;
    level += weight * values[place - 1]!;
  }
  center /= total;
  level /= total;
  let spread = 0;
  let slope = 0;
  for (let place = left; place <= right; place++) {
    const weight = tricube(Math.abs(place - at), reach) / total;
    spread += weight * (place - center) * (place - center);
    slope += weight * (place - center) * values[place - 1]!;
  }
  // Places too close together give a level, and no line.
  return Math.sqrt(spread) > 0.001 * (n - 1) ? level + ((at - center) * slope) / spread : level;
}

/** Every value replaced by its local line over the `window` (odd) nearest values; two values or more. */
export function loess(values: Float64Array, window: number): Float64Array {
  const n = values.length;
  const half = (window - 1) / 2;
  const kernel = window < n ? inner(window) : null;
  return values.map((_, i) => {
    if (kernel !== null && i >= half && i + half < n) {
      let sum = 0;
      for (let k = 0; k < window; k++) sum += kernel[k]! * values[i - half + k]!;
      return sum;
    }
    const left = window >= n ? 1 : Math.max(1, Math.min(i + 1 - half, n - window + 1));
    return localLine(values, i + 1, left, Math.min(n, left + window - 1), window);
  });
}

/** The weights in the middle of a series, where places lie evenly on both sides: the line's slope then says nothing. */
function inner(window: number): Float64Array {
  const half = (window - 1) / 2;
  const weights = Float64Array.from({ length: window }, (_, k) => tricube(Math.abs(k - half), half));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

/** (1 − d³)³ for a distance as a share of the reach, flattened at both ends as the published program does. */
function tricube(distance: number, reach: number): number {
  if (distance > 0.999 * reach) return 0;
  if (distance <= 0.001 * reach) return 1;
  const share = distance / reach;
  const rest = 1 - share * share * share;
  return rest * rest * rest;
}
