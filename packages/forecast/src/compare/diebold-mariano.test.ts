import { generator, seed, split } from "@gatecast/engine";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type DieboldMariano, dieboldMariano } from "./diebold-mariano.ts";

const rows = (n: number, from = 0): number[] => Array.from({ length: n }, (_, i) => from + i);
const tested = (differences: readonly number[], horizon: number): DieboldMariano =>
  dieboldMariano(differences, rows(differences.length), horizon);

test("four differences, by hand", () => {
  // Mean 5/2, variance 5/4; over 4, times (4 − 1)·4/16: t = √15, and for three degrees p has a closed form.
  const one = tested([1, 2, 3, 4], 1);
  expect(one.mean).toBe(2.5);
  expect(one.statistic).toBeCloseTo(Math.sqrt(15), 14);
  const closed = (t: number): number => 1 - (2 / Math.PI) * (Math.atan(t) + t / (1 + t * t));
  expect(one.p).toBeCloseTo(closed(Math.sqrt(5)), 14);
  // Two rows ahead: 2 · 5/16 more variance, and (4 − 2)·3/16 of it is left: t = √5.
  const two = tested([1, 2, 3, 4], 2);
  expect(two.statistic).toBeCloseTo(Math.sqrt(5), 14);
  expect(two.p).toBeCloseTo(closed(Math.sqrt(5 / 3)), 14);
  // The interval touches 0 where p is 0.05: here it does not reach out so far as to let it in.
  expect(one.interval![0]).toBeCloseTo(2.5 - 3.182446305284264 * (2.5 / Math.sqrt(15)), 12);
});

const UNEVEN = [3, -1, 4, 1, -5, 9, 2, -6, 5, 3, -5, 8, 9, 7, -9, 3, 2, 3, 8, 4, 6, -2, 6, 4];
const SLOW = [2, 5, 4, 6, 3, 1, -2, -4, -1, 0, -3, 1, 4, 7, 5, 6, 2, -1, -2, 1, 3, 2, 5, 4, 1, -1];

/** Worked out apart from this code: the textbook's sums in Python, Student's t of scipy 1.17. */
test("longer series, by an independent calculation", () => {
  for (const [differences, horizon, statistic, p, low, high] of [
    [UNEVEN, 1, 2.4495662326873235, 0.022336920434623382, 0.3822719102593468, 4.53439475640732],
    // Neighbours that differ: weights of 1 would leave a variance of 0.12, and t = 31.
    [UNEVEN, 3, 3.0727935012057195, 0.005383286837918904, 0.8033409113071308, 4.113325755359536],
    [SLOW, 1, 3.1351796656389856, 0.004353673042655475, 0.6333924015261785, 3.0589152907815143],
    [SLOW, 2, 2.0082920254045526, 0.05553175177177983, -0.04710917155977534, 3.7394168638674676],
    [SLOW, 4, 1.8286805891769475, 0.07940308557490111, -0.2330638384276531, 3.9253715307353456],
    [SLOW, 8, 2.206544534838087, 0.036754470887061026, 0.12299577685767127, 3.5693119154500215],
  ] as const) {
    const found = tested(differences, horizon);
    const asked = `${differences.length} origins, ${horizon} ahead`;
    expect(found.statistic, asked).toBeCloseTo(statistic, 10);
    expect(found.p, asked).toBeCloseTo(p, 10);
    expect(found.interval![0], asked).toBeCloseTo(low, 9);
    expect(found.interval![1], asked).toBeCloseTo(high, 9);
  }
});

test("origins with gaps between them depend on each other only where they lie near", () => {
  const origins = [...rows(9), ...rows(8, 12), ...rows(9, 21)];
  const found = dieboldMariano(SLOW, origins, 4);
  expect(found.statistic).toBeCloseTo(2.0014563542244064, 10);
  expect(found.p).toBeCloseTo(0.056309123439024, 10);
  // Origins as far apart as they forecast are independent: but for what the correction takes off, the plain t test.
  const apart = origins.map((_, i) => 4 * i);
  const ratio = dieboldMariano(SLOW, apart, 4).statistic! / tested(SLOW, 1).statistic!;
  expect(ratio).toBeCloseTo(Math.sqrt((22 * 23) / (25 * 26)), 12);
});

test("who is called first turns the sign and nothing else; the unit of the losses does not matter", () => {
  const differences = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 3, maxLength: 40 });
  fc.assert(
    fc.property(differences, fc.integer({ min: 1, max: 6 }), fc.constantFrom(0.25, 4, 1024), (some, horizon, unit) => {
      const one = tested(some, horizon);
      const turned = tested(
        some.map((difference) => -difference),
        horizon,
      );
      const scaled = tested(
        some.map((difference) => unit * difference),
        horizon,
      );
      expect([turned.p, scaled.p, turned.reason]).toEqual([one.p, one.p, one.reason]);
      expect(turned.mean + one.mean).toBe(0);
      if (one.statistic === null) return;
      expect(turned.statistic! + one.statistic).toBe(0);
      expect(scaled.statistic).toBe(one.statistic);
      // 95 % and p tell the same story.
      const [low, high] = one.interval!;
      if (Math.abs(one.p! - 0.05) > 1e-9) expect(low > 0 || high < 0).toBe(one.p! < 0.05);
    }),
  );
});

test("where there is nothing to be told there is no answer, and a reason", () => {
  const none = { interval: null, statistic: null, p: null };
  expect(tested([0, 0, 0, 0], 2)).toEqual({ ...none, origins: 4, mean: 0, reason: "same" });
  expect(tested([0.1, 0.1, 0.1, 0.1, 0.1], 1)).toMatchObject({ ...none, reason: "no_variance" });
  expect(tested([1, 2, 4], 3)).toMatchObject({ ...none, reason: "too_short" });
  expect(tested([1], 1)).toMatchObject({ ...none, origins: 1, reason: "too_short" });
  expect(tested([], 1)).toMatchObject({ ...none, origins: 0, reason: "too_short" });
  expect(tested([1, 2, 4, 3], 3).reason).toBe(null);
});

/** Squared errors of two models that err alike: of six rows ahead, each window's error shares draws with its neighbours'. */
function nullDifferences(n: number, horizon: number, from: number): number[] {
  const own = split(seed(7), from);
  const normals = (name: string): number[] => {
    const random = generator(split(own, name));
    return Array.from({ length: n + horizon }, () => Array.from({ length: 12 }, random).reduce((a, b) => a + b) - 6);
  };
  const [common, first, second] = ["common", "first", "second"].map(normals) as [number[], number[], number[]];
  const loss = (draws: readonly number[], w: number): number =>
    rows(horizon).reduce((sum, k) => sum + (common[w + k]! + draws[w + k]! / 2) ** 2 / horizon, 0);
  return rows(n).map((w) => loss(first, w) - loss(second, w));
}

test("of models that are equally good, about one pair in twenty is told apart, whatever overlaps", () => {
  const horizon = 6;
  const told = rows(300).filter((set) => tested(nullDifferences(120, horizon, set), horizon).p! < 0.05).length / 300;
  expect(told).toBeGreaterThan(0.01);
  expect(told).toBeLessThan(0.12);
  // Overlap that is not looked at finds differences everywhere.
  const blind = rows(300).filter((set) => tested(nullDifferences(120, horizon, set), 1).p! < 0.05).length / 300;
  expect(blind).toBeGreaterThan(0.2);
});
