import { generator, seed } from "@gatecast/engine";
import { expect, test } from "vitest";
import { airPassengers, frameFrom } from "../data/index.ts";
import { foldCutoffs } from "./folds.ts";
import { readFitOptions } from "./options.ts";
import { settleSizes } from "./sizes.ts";

const settle = (options: object) => settleSizes(airPassengers(), readFitOptions({ target: "passengers", ...options }));

test("parts that nobody asked for grow until they hold one window", () => {
  expect(settle({}).rows).toEqual({ train: 92, validation: 23, test: 29 });
  expect(settle({ horizon: 24 }).rows).toEqual({ train: 91, validation: 24, test: 29 });
  expect(() => settle({ horizon: 24, split: { validation: 20 } })).toThrow("too few");
});

test("what is asked for stands", () => {
  const sizes = settle({ horizon: 6, lookback: 18, split: { validation: 24, test: 36 } });
  expect(sizes).toMatchObject({
    horizon: 6,
    lookbacks: [18],
    season: 12,
    rows: { train: 84, validation: 24, test: 36 },
  });
});

test("without a season the horizon is twelve and look-backs are two and three times that", () => {
  const noise = Float64Array.from({ length: 400 }, generator(seed(2)));
  const frame = frameFrom({ start: "2024-01-01", step: "month", columns: { y: noise } });
  const sizes = settleSizes(frame, readFitOptions({ target: "y" }));
  expect(sizes.found).toBe(1);
  // Seasonal naive and MASE still use what the field uses for months.
  expect(sizes.season).toBe(12);
  expect(sizes.horizon).toBe(12);
  expect(sizes.lookbacks).toEqual([24, 36]);
});

test("a short validation part is helped out by earlier ones, a long one is not", () => {
  expect(foldCutoffs({ train: 84, validation: 12, test: 36 })).toEqual([84, 72, 60]);
  expect(foldCutoffs({ train: 84, validation: 24, test: 36 })).toEqual([84, 60]);
  expect(foldCutoffs({ train: 28_047, validation: 7012, test: 8765 })).toEqual([28_047]);
});

test("the usual season of a step is that of the conventions, as far as the training part holds two of them", () => {
  const season = (step: object, rows: number) => {
    const y = Float64Array.from({ length: rows }, generator(seed(4)));
    const frame = frameFrom({ start: "2024-01-01", step: step as never, columns: { y } });
    return settleSizes(frame, readFitOptions({ target: "y", horizon: 1, lookback: 2 })).season;
  };
  expect(season({ unit: "hour", count: 1 }, 300)).toBe(24);
  expect(season({ unit: "minute", count: 15 }, 400)).toBe(96);
  expect(season({ unit: "minute", count: 7 }, 400)).toBe(1);
  expect(season({ unit: "day", count: 1 }, 100)).toBe(7);
  expect(season({ unit: "week", count: 1 }, 100)).toBe(1);
  expect(season({ unit: "quarter", count: 1 }, 60)).toBe(4);
  expect(season({ unit: "year", count: 1 }, 60)).toBe(1);
});

test("more inputs than the linear path can solve for are refused before anything is computed", () => {
  const y = Float64Array.from({ length: 9000 }, generator(seed(4)));
  const frame = frameFrom({ columns: { y, wind: y } });
  const settle = (lookback: number) =>
    settleSizes(frame, readFitOptions({ target: "y", past: ["wind"], horizon: 1, lookback }));
  expect(settle(1250).lookbacks).toEqual([1250]);
  expect(() => settle(1251)).toThrow(expect.objectContaining({ kind: "usage", code: "too_large" }));
});

test("a dilation is tried in look-backs alone that it can go back in; a note tells those that were asked for and are not tried", () => {
  const asked = (options: object) => settle({ horizon: 3, ...options });
  const some = asked({ lookback: [7, 14, 20], units: [4], dilations: [14] });
  expect(some.lookbacks).toEqual([20]);
  expect(some.notes).toContainEqual({ code: "lookbacks_within_dilation", facts: { lookbacks: "7, 14", dilation: 14 } });
  // Nobody asked for the natural ones.
  const natural = asked({ units: [4], dilations: [24] });
  expect([asked({}).lookbacks, natural.lookbacks]).toEqual([[24, 36], [36]]);
  expect(natural.notes.map(({ code }) => code)).not.toContain("lookbacks_within_dilation");
  // None is left: the network is refused for what it is.
  expect(asked({ lookback: [7, 14], units: [4], dilations: [14] }).lookbacks).toEqual([7, 14]);
  expect(asked({ lookback: [7, 14], units: [4], dilations: [14], window_as: "features" }).lookbacks).toEqual([7, 14]);
  expect(asked({ lookback: [1, 2], units: [4] }).lookbacks).toEqual([1, 2]);
});
