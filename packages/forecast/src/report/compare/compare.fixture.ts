import type { CellRun, ComparedCell, CompareOutcome, PairTest } from "../../compare/outcome.ts";
import type { Score } from "../../contracts/index.ts";
import { meanScore, overMetrics } from "../../evaluate/index.ts";
import { spreadOf } from "../../statistics/index.ts";
import { outcomeFixture } from "../outcome.fixture.ts";

const score = (model: string, rmse: number): Score => {
  const metrics = { rmse, mae: rmse / 2, bias: 0.1, mape: 1, smape: 1, mase: rmse / 40, r2: 0.9, mda: 0.8 };
  return { model, ...metrics, perStep: [0.9, 1, 1.1].map((times) => ({ ...metrics, rmse: times * rmse })) };
};

/** A cell with one run for each RMSE. */
export function cellOf(cell: string, rmses: readonly number[], failure: ComparedCell["failure"] = null): ComparedCell {
  const runs = rmses.map(
    (rmse, i): CellRun => ({
      ...{ seed: i + 1, score: score(cell, rmse), epochs: 20, bestEpoch: 10, seconds: 1.5 },
      weightsSha256: "0".repeat(64),
    }),
  );
  const scores = runs.map((run) => run.score);
  const trial = {
    learningRate: 0.001,
    epochs: 20,
    bestEpoch: 10,
    error: 12.5,
    promise: 0.9,
    seconds: 1,
    failure: null,
  };
  return {
    ...{ cell, units: failure?.code === "network_impossible" ? [] : [32], parameters: 4901 },
    ...{ trials: [trial], learningRate: 0.001, runs, failure },
    mean: meanScore(cell, scores),
    deviation: overMetrics(scores, (values) => spreadOf(values).deviation),
  };
}

/** A test of two models; `told` is whatever it says. */
export function pairOf(first: string, second: string, told: Partial<PairTest> = {}): PairTest {
  return {
    ...{ first, second, against: second === "ridge" ? "baseline" : "cell", change: -0.12, interval: [-0.2, -0.04] },
    ...{ statistic: -3, p: 0.004, adjusted: 0.012, reason: null, better: first, because: null, closerIn: null },
    ...told,
  };
}

/** A comparison of lstm and gru beside ridge, of which anything may be told otherwise. */
export function compareFixture(told: Partial<CompareOutcome> = {}): CompareOutcome {
  const { frame, target, rows } = outcomeFixture();
  return {
    ...{ frame, target, rows, past: [], future: [], lookback: 24, horizon: 3, season: 12, seeds: [1, 2, 3] },
    ...{ budget: 4901, windows: 40, points: 120, origins: 40, independent: 14, seconds: 12 },
    ...{ series: null, measure: "rmse", baseline: { model: "ridge", on: "validation" }, validation: [45, 21] },
    cells: [cellOf("lstm", [16, 17, 18]), cellOf("gru", [13, 14, 15])],
    baselines: [score("persistence", 50), score("ridge", 20)],
    tests: [
      pairOf("lstm", "ridge", { better: null, because: "chance", adjusted: 0.21, p: 0.07 }),
      pairOf("gru", "ridge"),
      pairOf("gru", "lstm", { better: null, because: "seeds" }),
    ],
    verdict: "cells_better",
    notes: [{ code: "compare_start_kept", facts: { model: "lstm", runs: 1, of: 3 } }],
    configuration: { target, cells: ["lstm", "gru"], seeds: [1, 2, 3] },
    ...told,
  };
}
