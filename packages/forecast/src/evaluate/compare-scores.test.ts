import { expect, test } from "vitest";
import type { Score } from "../contracts/index.ts";
import { compareScores } from "./compare-scores.ts";

const NAN = Number.NaN;
const score = (model: string, rmse: number): Score => ({
  model,
  rmse,
  mae: 0,
  bias: 0,
  mape: 0,
  smape: 0,
  mase: 0,
  r2: 0,
  mda: 0,
  perStep: [],
});
const against = (network: number, ...baselines: number[]) =>
  compareScores([score("lstm", network), ...baselines.map((rmse, i) => score(`b${i}`, rmse))]);

test("the network wins when it beats the best baseline by more than 1 %", () => {
  expect(against(80, 120, 100, 110)).toEqual({ bestBaseline: "b1", skill: 1 - 80 / 100, verdict: "network_wins" });
});

test("the network loses when a baseline is better by more than 1 %", () => {
  expect(against(150, 100, 200)).toEqual({ bestBaseline: "b0", skill: -0.5, verdict: "baseline_wins" });
});

test("within 1 % either way is a tie, the bounds included", () => {
  for (const network of [99, 99.5, 100, 100.9, 101])
    expect(against(network, 100).verdict, `${network}`).toBe("network_ties");
  expect(against(98.99, 100).verdict).toBe("network_wins");
  expect(against(101.01, 100).verdict).toBe("baseline_wins");
});

test("baselines without an RMSE are passed over, and the first of equals is named", () => {
  expect(against(50, NAN, 100, 100)).toMatchObject({ bestBaseline: "b1", verdict: "network_wins" });
});

test("a network without an RMSE loses to a baseline that has one", () => {
  expect(against(NAN, 100)).toEqual({ bestBaseline: "b0", skill: NAN, verdict: "baseline_wins" });
  expect(against(Number.POSITIVE_INFINITY, 100).verdict).toBe("baseline_wins");
});

test("perfect forecasts on both sides are a tie of skill 0; against a perfect baseline the network loses", () => {
  expect(against(0, 0)).toMatchObject({ skill: 0, verdict: "network_ties" });
  expect(against(1, 0)).toMatchObject({ skill: Number.NEGATIVE_INFINITY, verdict: "baseline_wins" });
});

test("where there is nothing to compare, nothing is claimed", () => {
  expect(against(NAN, NAN, NAN)).toEqual({ bestBaseline: "", skill: NAN, verdict: "not_scored" });
  expect(against(1)).toMatchObject({ verdict: "not_scored" });
  expect(compareScores([])).toMatchObject({ verdict: "not_scored" });
});
