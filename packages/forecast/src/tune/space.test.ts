import { seed } from "@gatecast/engine";
import { FAMILY } from "@gatecast/nn";
import { expect, test } from "vitest";
import { airPassengers } from "../data/index.ts";
import { type FitOptions, readFitOptions } from "../fit/index.ts";
import { dailyTable, withValues } from "../fit/series.fixture.ts";
import { settleSizes } from "../fit/sizes.ts";
import { differences, draws, spaceOf } from "./space.ts";

/** The space of a table, had `fit` chosen a plain preparation and the first look-back. */
function setUp(options: FitOptions, frame = airPassengers()) {
  const settings = readFitOptions(options);
  const sizes = settleSizes(frame, settings);
  const preparation = { target: [{ kind: "standard" } as const], covariates: [], window: "last" as const };
  const first = { ...settings, ridge_strength: 3, preparation, calendar: [], lookback: sizes.lookbacks[0]! };
  return { first, sizes, space: spaceOf(frame, options, first, sizes) };
}

test("what was asked for is not varied, and everything else is", () => {
  const { space } = setUp({ target: "passengers" });
  expect(Object.keys(space)).toEqual([
    ...["lookback", "preparation", "calendar", "cell", "units", "dense", "dropout", "learning_rate"],
  ]);
  // So few rows leave batches no choice; more do.
  expect(setUp({ target: "y" }, dailyTable(800)).space.batch).toEqual([8, 16, 32]);
  expect(space.cell!.length).toBeGreaterThan(2);
  for (const cell of space.cell!) expect(FAMILY).toHaveProperty(cell);
  expect(Object.keys(setUp({ target: "passengers", cell: "gru", lookback: 24, epochs: 9 }).space)).toEqual([
    ...["preparation", "calendar", "units", "dense", "dropout", "learning_rate"],
  ]);
  expect(setUp({ target: "passengers", lookback: [12, 36] }).space.lookback).toEqual([12, 36]);
});

test("look-backs leave half of the training part, logarithms and lags are offered where they can be", () => {
  const { space } = setUp({ target: "passengers" });
  // 92 training rows, 12 ahead: two seasons back, and a half and a quarter of that.
  expect(space.lookback).toEqual([6, 12, 24]);
  expect(space.preparation?.length).toBe(3 * 2 * 3);
  expect(space.calendar).toEqual([[], ["month"]]);
  const kinds = (asked: ReturnType<typeof setUp>) =>
    new Set(asked.space.preparation?.flatMap(({ target }) => target.map(({ kind }) => kind)));
  expect(kinds(setUp({ target: "passengers" }))).toContain("log");
  const negative = withValues(dailyTable(), "y", (value, row) => (row === 50 ? -1 : value));
  expect(kinds(setUp({ target: "y" }, negative))).not.toContain("log");
  // A test row has no say.
  const later = withValues(dailyTable(), "y", (value, row) => (row === 150 ? -1 : value));
  expect(kinds(setUp({ target: "y" }, later))).toContain("log");
});

test("how ridge treats the season is offered beside the seasonal difference", () => {
  const frame = airPassengers();
  const { first, sizes } = setUp({ target: "passengers" });
  const anomalies = { ...first.preparation, target: [{ kind: "seasonal_mean" as const, season: 12 }] };
  const { preparation } = spaceOf(frame, { target: "passengers" }, { ...first, preparation: anomalies }, sizes);
  const seasonal = preparation?.map(({ target }) => target.find((step) => "lag" in step || "season" in step)?.kind);
  expect(seasonal?.length).toBe(3 * 3 * 3);
  expect(new Set(seasonal)).toEqual(new Set([undefined, "difference", "seasonal_mean"]));
});

test("draws repeat nothing, follow the seed, and end when the space is spent", () => {
  const { space, first } = setUp({ target: "passengers" });
  const take = (from: number, count: number) => {
    const drawn = draws(space, first, seed(from));
    return Array.from({ length: count }, () => drawn.next().value);
  };
  const some = take(3, 200);
  expect(new Set(some.map((drawn) => JSON.stringify(drawn))).size).toBe(200);
  expect(take(3, 50)).toEqual(some.slice(0, 50));
  expect(take(4, 50)).not.toEqual(some.slice(0, 50));
  // Half of them keep the inputs that ridge prefers, and all cells are met.
  const kept = some.filter((drawn) => drawn?.preparation === first.preparation).length;
  expect(Math.abs(kept - 100)).toBeLessThan(30);
  expect(new Set(some.map((drawn) => drawn?.cell)).size).toBe(space.cell!.length);

  const tiny = { cell: ["lstm", "gru"], dropout: [0, 0.1, 0.2] };
  const all = [...draws(tiny, first, seed(1))].map((drawn) => `${drawn.cell} ${drawn.dropout}`).sort();
  expect(all).toEqual(["gru 0", "gru 0.1", "gru 0.2", "lstm 0.1", "lstm 0.2"]);
  expect([...draws({}, first, seed(1))]).toEqual([]);
  // What gives no sequence is never stacked.
  const stacks = { cell: ["gru", "attention"], units: [[8], [8, 8]] };
  const met = [...draws(stacks, first, seed(1))].map((drawn) => `${drawn.cell} ${drawn.units}`).sort();
  expect(met).toEqual(["attention 8", "gru 8", "gru 8,8"]);
  // Nor is drawn what cannot be with what was asked for.
  const cells = { cell: ["lstm", "gru", "tcn", "bert-lstm"] };
  const others = (asked: Partial<FitOptions>) =>
    [...draws(cells, setUp({ target: "passengers", ...asked }).first, seed(1))].map(({ cell }) => cell).sort();
  expect(others({})).toEqual(["bert-lstm", "gru", "tcn"]);
  expect(others({ variational: 0.5, dilations: [2] })).toEqual(["bert-lstm", "gru", "tcn"]);
  expect(others({ sparsity: 0.5 })).toEqual(["bert-lstm", "gru"]);
});

test("a trial tells where it differs from the first, and nothing else", () => {
  const { first } = setUp({ target: "passengers" });
  const drawn = { cell: "gru", units: [32], dropout: 0.1 };
  expect(differences(drawn, 3, first)).toEqual({ cell: "gru", dropout: 0.1 });
  expect(differences(drawn, 10, first)).toEqual({ cell: "gru", dropout: 0.1, ridge_strength: 10 });
});
