/**
 * P-values of several tests, adjusted for their number (Holm 1979): among those below 0.05, one is wrong in 5 % of all cases at
 * most, however the tests hang together. What is null is no test, and does not count.
 */
export function holm(pValues: readonly (number | null)[]): (number | null)[] {
  const tests = pValues.flatMap((p, at) => (p === null ? [] : [{ p, at }])).sort((a, b) => a.p - b.p);
  const adjusted: (number | null)[] = pValues.map(() => null);
  let largest = 0;
  tests.forEach(({ p, at }, rank) => {
    largest = Math.max(largest, Math.min(1, (tests.length - rank) * p));
    adjusted[at] = largest;
  });
  return adjusted;
}
