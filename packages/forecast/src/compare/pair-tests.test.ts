import { generator, seed } from "@gatecast/engine";
import { expect, test } from "vitest";
import type { Score } from "../contracts/index.ts";
import { chooseBaseline } from "./choose-baseline.ts";
import type { PairTest } from "./outcome.ts";
import { type Contender, pairTests } from "./pair-tests.ts";
import { seedsApart } from "./seeds-apart.ts";
import { compareVerdict } from "./verdict.ts";

const random = generator(seed(3));
const NOISE = Array.from({ length: 60 }, () => random() - 0.5);
const rows = (n: number) => Array.from({ length: n }, (_, i) => i);

/** Losses around a level, with a share of noise of its own. */
const losses = (level: number, own = 0.2, turn = 1, n = 40): number[] =>
  rows(n).map((w) => level * (1 + own * NOISE[(w * turn) % NOISE.length]!));
const network = (model: string, level: number, scores: readonly number[], turn = 7): Contender => ({
  model,
  isRule: false,
  scores,
  losses: losses(level, 0.2, turn),
  perSeries: [],
});
const ridge: Contender = { model: "ridge", isRule: true, scores: [10], losses: losses(100), perSeries: [] };
const tested = (
  cells: readonly Contender[],
  { independent = 40, bar = ridge }: { independent?: number; bar?: Contender } = {},
) => pairTests(cells, bar, { origins: rows(40), weights: null, horizon: 1, independent });
const said = (tests: readonly PairTest[]) => tests.map(({ better, because }) => better ?? because);

test("better is called what the test and the seeds both bear out, whichever of the two it is", () => {
  expect(said(tested([network("lstm", 50, [7, 7.1, 7.2])]))).toEqual(["lstm"]);
  expect(said(tested([network("lstm", 200, [14, 14.1, 14.2])]))).toEqual(["ridge"]);
});

test("each reason why nobody is called better, in the order in which it is asked", () => {
  const same = { ...network("lstm", 100, [10, 10, 10]), losses: ridge.losses.map((loss) => loss * (1 + 1e-6)) };
  expect(said(tested([same], { independent: 2 }))).toEqual(["same"]);
  const better = network("lstm", 50, [7, 7.1, 7.2]);
  expect(said(tested([better], { independent: 9 }))).toEqual(["too_few"]);
  expect(said(tested([better], { independent: 10 }))).toEqual(["lstm"]);
  const steady = { ...better, losses: ridge.losses.map((loss) => loss - 4) };
  expect(said(tested([steady]))).toEqual(["no_test"]);
  expect(said(tested([network("lstm", 99, [9, 9.1, 9.2])]))).toEqual(["chance"]);
  expect(said(tested([network("lstm", 50, [7])]))).toEqual(["one_seed"]);
  expect(said(tested([network("lstm", 50, [5, 7, 12])]))).toEqual(["seeds"]);
  const little = {
    ...network("lstm", 0, [9.94, 9.95, 9.96]),
    losses: ridge.losses.map((loss, w) => loss - 1 - NOISE[w]!),
  };
  expect(said(tested([little]))).toEqual(["small"]);
});

test("every cell meets the best baseline, the others the first cell, and p grows with their number", () => {
  const cells = [
    network("lstm", 92, [9.6, 9.61]),
    network("gru", 91, [9.5, 9.51], 11),
    network("rnn", 300, [17, 17.1], 13),
  ];
  const tests = tested(cells);
  expect(tests.map(({ first, second, against }) => [first, second, against])).toEqual([
    ["lstm", "ridge", "baseline"],
    ["gru", "ridge", "baseline"],
    ["rnn", "ridge", "baseline"],
    ["gru", "lstm", "cell"],
    ["rnn", "lstm", "cell"],
  ]);
  const alone = tested(cells.slice(0, 1))[0]!;
  expect(alone.adjusted).toBe(alone.p);
  expect(tests[0]!.p).toBe(alone.p);
  expect(tests[0]!.adjusted).toBeGreaterThan(alone.p!);
  // The third is three times as bad: the change is a share of the other's loss, inside its interval.
  const { change, interval } = tests[2]!;
  expect(change).toBeCloseTo(2, 1);
  expect(interval![0]).toBeLessThan(change);
  expect(interval![1]).toBeGreaterThan(change);
  expect(pairTests(cells, undefined, { origins: rows(40), weights: null, horizon: 1, independent: 40 })).toHaveLength(
    2,
  );
  expect(pairTests([], ridge, { origins: [], weights: null, horizon: 1, independent: 0 })).toEqual([]);
});

test("seeds are apart where Welch's t says so, by hand", () => {
  const trained = (...scores: number[]) => ({ isRule: false, scores });
  const rule = (score: number) => ({ isRule: true, scores: [score] });
  // 1, 2, 3 against a rule: standard error 1/√3; two degrees of freedom call 4.3027 of them far.
  expect(seedsApart(trained(1, 2, 3), rule(2 + 4.31 / Math.sqrt(3)))).toBe(true);
  expect(seedsApart(trained(1, 2, 3), rule(2 + 4.29 / Math.sqrt(3)))).toBe(false);
  // Two networks: √(1/3 + 1/3).
  expect(seedsApart(trained(1, 2, 3), trained(4.52, 5.52, 6.52))).toBe(true);
  expect(seedsApart(trained(1, 2, 3), trained(4.5, 5.5, 6.5))).toBe(false);
  expect(seedsApart(trained(4.52, 5.52, 6.52), trained(1, 2, 3))).toBe(true);
  // Without spread any distance is one, without distance none.
  expect(seedsApart(trained(2, 2), rule(3))).toBe(true);
  expect(seedsApart(trained(2, 2), trained(2, 2))).toBe(false);
  expect(seedsApart(trained(2), rule(3))).toBe(null);
});

test("the verdict claims what tests have shown, and names a baseline that is ahead", () => {
  const score = (model: string, rmse: number) => ({ model, rmse }) as Score;
  const pair = (first: string, better: string | null) =>
    ({ first, second: "ridge", against: "baseline", better }) as PairTest;
  const bar = score("ridge", 10);
  const verdict = (lstm: number, gru: number, ...better: (string | null)[]) =>
    compareVerdict(
      [score("lstm", lstm), score("gru", gru)],
      bar,
      [pair("lstm", better[0]!), pair("gru", better[1]!)],
      "rmse",
    );
  expect(verdict(8, 11, "lstm", null)).toBe("cells_better");
  expect(verdict(8, 11, null, "ridge")).toBe("cells_ahead");
  expect(verdict(9.95, 20, null, "ridge")).toBe("level");
  expect(verdict(10.05, 20, null, "ridge")).toBe("level");
  expect(verdict(12, 20, null, "ridge")).toBe("baseline_ahead");
  expect(verdict(12, 20, "ridge", "ridge")).toBe("baseline_better");
  expect(compareVerdict([score("lstm", Number.NaN)], bar, [], "rmse")).toBe("not_scored");
  expect(compareVerdict([score("lstm", 1)], undefined, [], "rmse")).toBe("not_scored");
});

test("the baseline to beat is the best on validation rows, whatever the test rows say, if it can be scored there", () => {
  const score = (model: string, rmse: number) => ({ model, rmse }) as Score;
  const scores = [score("drift", 5), score("ridge", 10), score("climatology", Number.NaN)];
  expect(chooseBaseline(scores, [9, 8, 1], "rmse")).toEqual({ model: "ridge", on: "validation" });
  expect(chooseBaseline(scores, [8, 8, 1], "rmse")).toEqual({ model: "drift", on: "validation" });
  expect(chooseBaseline(scores, [Number.NaN, 8, 1], "rmse")).toEqual({ model: "ridge", on: "validation" });
  // Nothing was measured there: the one that test rows prefer, and it is said.
  expect(chooseBaseline(scores, [], "rmse")).toEqual({ model: "drift", on: "test" });
  expect(chooseBaseline([], [], "rmse")).toEqual({ model: "", on: "test" });
});

test("origins with more series count for more: mean and statistic are those of a ratio of sums, by hand", () => {
  const [one, other] = [network("lstm", 80, [8, 8.1], 7), ridge];
  // Half of the origins hold three series, the others one.
  const weights = rows(40).map((w) => (w < 20 ? 1.5 : 0.5));
  const even = { origins: rows(40), horizon: 1, independent: 40 };
  const [weighted] = pairTests([one], other, { ...even, weights });
  const mean = (values: readonly number[]) => values.reduce((sum, value, w) => sum + (weights[w]! * value) / 40, 0);
  const differences = one.losses.map((loss, w) => loss - other.losses[w]!);
  const centre = mean(differences);
  expect(weighted!.change).toBeCloseTo(centre / mean(other.losses), 12);
  // Weighted residuals, no lag, corrected for 40 origins.
  const variance = differences.reduce((sum, d, w) => sum + (weights[w]! * (d - centre)) ** 2 / 40, 0);
  expect(weighted!.statistic).toBeCloseTo(centre / Math.sqrt(variance / 39), 10);
  const [plain] = pairTests([one], other, { ...even, weights: null });
  const [ones] = pairTests([one], other, { ...even, weights: rows(40).map(() => 1) });
  expect(ones!.statistic).toBeCloseTo(plain!.statistic!, 10);
});

test("of several series it is counted in how many the first is closer", () => {
  const first = { ...network("lstm", 80, [8, 8.1]), perSeries: [0.9, 1.2, 0.5, Number.NaN, 1] };
  const second = { ...ridge, perSeries: [1, 1, 1, 1, 1 + 1e-6] };
  expect(tested([first], { bar: second })[0]!.closerIn).toBe(2);
  expect(tested([network("lstm", 80, [8, 8.1])])[0]!.closerIn).toBeNull();
});
