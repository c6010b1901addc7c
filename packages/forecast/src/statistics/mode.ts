/** The most frequent of values in any order, the smallest of equals, as pandas' `mode().iloc[0]`; no values give NaN. */
export function mode(values: ArrayLike<number>): number {
  const ascending = Float64Array.from(values).sort();
  let best = Number.NaN;
  let most = 0;
  for (let from = 0, to = 0; from < ascending.length; from = to) {
    while (to < ascending.length && ascending[to] === ascending[from]) to++;
    // A value that equals nothing, not even itself, is no value.
    if (to === from) break;
    if (to - from > most) {
      most = to - from;
      best = ascending[from]!;
    }
  }
  return best;
}
