import { generator, seed } from "@gatecast/engine";
import fc from "fast-check";
import { expect, test } from "vitest";
import { madeOfPast, pastOf } from "../contracts/past.ts";
import { mean, quantile, standardDeviation } from "../statistics/index.ts";
import { knownQuantiles, knownRange, meanOfKnown } from "./known.ts";

/** The same values in pieces of three. */
const inPieces = (values: Float64Array) =>
  madeOfPast(pastOf(values, values.length), 3, (from, to) => values.subarray(from, to));

test("quantiles of many values are those of the sorted values, to the last bit, however they lie", () => {
  const random = generator(seed(1));
  const draws: Record<string, (i: number) => number> = {
    even: () => random(),
    // Nearly all in one bin of the first count, which must be counted again.
    "close together with one far away": (i) => (i === 7 ? 1e300 : 5 + random() * 1e-9),
    "few different values": () => Math.floor(random() * 3),
    "all the same": () => 4.25,
    "of all sizes": () => (random() - 0.5) * 10 ** (600 * random() - 300),
    "too far apart to be counted in bins": (i) => (i % 2 === 0 ? 1.7e308 : -1.7e308),
    "with gaps": (i) => (i % 5 === 0 ? Number.NaN : random()),
  };
  // As many as are copied, and more.
  const cases = Object.entries(draws).flatMap(([name, draw]) =>
    [20_001, 200_001].map((length) => ({ name, draw, length })),
  );
  for (const { name, draw, length } of cases) {
    const values = Float64Array.from({ length }, (_, i) => draw(i));
    const sorted = values.filter((value) => !Number.isNaN(value)).sort();
    const expected = [0, 0.25, 0.5, 0.9, 1].map((q) => quantile(sorted, q));
    expect(knownQuantiles(pastOf(values, values.length), [0, 0.25, 0.5, 0.9, 1]), name).toEqual(expected);
  }
});

test("range, mean and deviation do not depend on the pieces, and leave gaps out", () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { nil: Number.NaN })), (list) => {
      const values = Float64Array.from(list);
      const known = values.filter((value) => !Number.isNaN(value));
      fc.pre(known.length > 0);
      const past = inPieces(values);
      expect(knownRange(past)).toEqual({ low: Math.min(...known), high: Math.max(...known) });
      const center = meanOfKnown(past, (value) => value);
      expect(center).toBe(mean(known));
      const variance = meanOfKnown(past, (value) => (value - center) * (value - center));
      expect(Math.sqrt(variance)).toBe(standardDeviation(known));
      expect(knownQuantiles(past, [0.3])).toEqual([quantile(known.sort(), 0.3)]);
    }),
  );
});

test("a past without a known value teaches nothing", () => {
  const past = pastOf(Float64Array.of(Number.NaN, Number.NaN), 2);
  const refused = expect.objectContaining({ kind: "data", code: "past_unknown" });
  expect(() => knownRange(past)).toThrow(refused);
  expect(() => knownQuantiles(past, [0.5])).toThrow(refused);
  expect(() => meanOfKnown(past, (value) => value)).toThrow(refused);
});
