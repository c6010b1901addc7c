import { type ComparedCell, type CompareOutcome, compareConclusion, type Lang } from "@gatecast/forecast";
import { csvLine } from "./csv.ts";
import { noteRows } from "./note-rows.ts";
import { metricsOf, scoreRows } from "./score-rows.ts";
import { snakeCase } from "./snake-case.ts";

/** The one document that `compare --json` prints. */
export function compareDocument(
  outcome: CompareOutcome,
  files: Readonly<Record<string, string | readonly string[]>>,
  lang: Lang,
): object {
  return {
    command: "compare",
    target: outcome.target,
    unique_id: outcome.series === null ? outcome.frame.id : null,
    series: outcome.series,
    measure: outcome.measure,
    seeds: outcome.seeds,
    lookback: outcome.lookback,
    horizon: outcome.horizon,
    season: outcome.season,
    rows: outcome.rows,
    parameters: outcome.budget,
    cells: outcome.cells.map(cellRow),
    baselines: scoreRows(outcome.baselines),
    baseline_validation: Object.fromEntries(
      outcome.baselines.map(({ model }, m) => [model, outcome.validation[m] ?? null]),
    ),
    best_baseline: outcome.baseline.model,
    best_baseline_on: outcome.baseline.on,
    tests: snakeCase(outcome.tests),
    windows: outcome.windows,
    origins: outcome.origins,
    independent_windows: outcome.independent,
    points: outcome.points,
    verdict: compareConclusion(outcome, lang),
    verdict_code: outcome.verdict,
    seconds: outcome.seconds,
    files,
    notes: noteRows(outcome.notes, lang),
    configuration: outcome.configuration,
  };
}

function cellRow({
  cell,
  units,
  parameters,
  learningRate,
  trials,
  runs,
  mean,
  deviation,
  failure,
}: ComparedCell): object {
  return {
    cell,
    units,
    parameters,
    learning_rate: learningRate,
    mean: scoreRows([mean])[0],
    deviation: metricsOf(deviation),
    runs: runs.map(({ seed, score, epochs, bestEpoch, seconds, weightsSha256 }) => ({
      ...{ seed, ...metricsOf(score), epochs, best_epoch: bestEpoch, seconds },
      weights_sha256: weightsSha256,
    })),
    trials: snakeCase(trials),
    failure,
  };
}

/** Every run, cell by cell; a cell that failed has one line with the reason. */
export function runsCsv({ cells }: Pick<CompareOutcome, "cells">): string {
  const head = "cell,seed,units,parameters,learning_rate,epochs,best_epoch,seconds".split(",");
  const metrics = "rmse,mae,mase,smape,mape,r2,mda,bias".split(",");
  const rows = cells.flatMap(({ cell, units, parameters, learningRate, runs, failure }) => {
    const sized = [units.join(" "), units.length === 0 ? "" : parameters, learningRate ?? ""];
    if (failure !== null) {
      const nothing = ["", "", "", ...metrics.map(() => "")];
      return [[cell, failure.seed ?? "", ...sized, ...nothing, failure.message]];
    }
    return runs.map(({ seed, score, epochs, bestEpoch, seconds }) => [
      ...[cell, seed, ...sized, epochs, bestEpoch, Number(seconds.toFixed(3))],
      ...Object.values(metricsOf(score)),
      "",
    ]);
  });
  return [[...head, ...metrics, "failure"], ...rows].map(csvLine).join("");
}
