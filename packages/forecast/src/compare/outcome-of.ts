import type { Frame, Note } from "../contracts/index.ts";
import { columnOf } from "../data/index.ts";
import { meanScore, overMetrics } from "../evaluate/index.ts";
import type { Choice } from "../fit/choose.ts";
import type { FitSettings } from "../fit/options.ts";
import { missingOf } from "../fit/outcome.ts";
import type { Sizes } from "../fit/sizes.ts";
import { spreadOf } from "../statistics/index.ts";
import { bestRate } from "./cell-contest.ts";
import { independentWindows } from "./origin-losses.ts";
import type { ComparedCell, CompareOutcome } from "./outcome.ts";
import { pairTests, type Scored } from "./pair-tests.ts";
import type { CellProgress } from "./progress.ts";
import type { ScoredBaselines } from "./score-baselines.ts";
import { compareVerdict, lowest } from "./verdict.ts";

/** What a comparison has come to, before it is looked at. */
export interface Compared {
  readonly frame: Frame;
  readonly settings: FitSettings;
  readonly sizes: Sizes;
  readonly choice: Choice;
  readonly budget: number;
  readonly rates: readonly number[];
  readonly seeds: readonly number[];
  readonly cells: readonly CellProgress[];
  readonly baselines: ScoredBaselines;
}

/** Share of the budget that a cell's parameters may lie beside it before a note says so. */
const NEAR = 0.1;

/** Means, tests and verdict of what was trained and scored. */
export function outcomeOf(made: Compared): CompareOutcome {
  const { frame, settings, sizes, choice, budget, seeds, baselines } = made;
  const { horizon, lookback } = choice.task;
  const cells = made.cells.map((progress) => comparedCell(progress, settings, made.rates));
  const { origins } = baselines;
  const independent = independentWindows(origins, horizon);
  const best = lowest(baselines.scores);
  const rule = baselines.scores.findIndex(({ model }) => model === best?.model);
  const scored = made.cells.filter(({ runs }) => runs.length > 0).map(scoredCell);
  const tests = pairTests(
    scored,
    best && { model: best.model, isRule: true, scores: [best.rmse], losses: baselines.losses[rule]! },
    { origins, horizon, independent },
  );
  const means = cells.filter(({ failure }) => failure === null).map(({ mean }) => mean);
  return {
    frame,
    ...{ target: settings.target, past: settings.past, future: settings.future, lookback, horizon },
    ...{ season: sizes.season, rows: sizes.rows, seeds, budget, cells },
    baselines: baselines.scores,
    bestBaseline: best?.model ?? "",
    tests,
    verdict: compareVerdict(means, baselines.scores, tests),
    windows: origins.length,
    points: baselines.points,
    independent,
    seconds: cells.reduce((sum, { trials, runs }) => sum + secondsOf(trials) + secondsOf(runs), 0),
    notes: notesOf(made, cells),
    configuration: configurationOf(made),
  };
}

function comparedCell(
  { cell, units, parameters, trials, runs, failure }: CellProgress,
  settings: FitSettings,
  rates: readonly number[],
): ComparedCell {
  const scores = runs.map(({ score }) => score);
  const isTried = trials.some(({ rmse }) => rmse !== null);
  return {
    ...{ cell, units, parameters, trials, runs, failure },
    learningRate: rates.length === 0 ? settings.learning_rate : isTried ? bestRate(trials) : null,
    mean: meanScore(cell, scores),
    deviation: overMetrics(scores, (values) => spreadOf(values).deviation),
  };
}

function scoredCell({ cell, runs, losses }: CellProgress): Scored {
  return {
    model: cell,
    isRule: false,
    scores: runs.map(({ score }) => score.rmse),
    losses: losses.map((loss) => loss / runs.length),
  };
}

const secondsOf = (some: readonly { readonly seconds: number }[]): number =>
  some.reduce((sum, { seconds }) => sum + seconds, 0);

function notesOf(
  { frame, settings, sizes, choice, budget, baselines }: Compared,
  cells: readonly ComparedCell[],
): Note[] {
  const missing = missingOf(columnOf(frame, settings.target));
  const scored = cells.filter(({ failure }) => failure === null);
  const sized = cells.filter(({ units }) => units.length > 0);
  return [
    ...sizes.notes,
    ...choice.notes,
    ...cells.flatMap(({ cell: model, failure }) =>
      failure === null ? [] : [{ code: "compare_failed", facts: { model, message: failure.message } }],
    ),
    ...sized
      .filter(({ parameters }) => Math.abs(parameters - budget) > NEAR * budget)
      .map(({ cell: model, parameters }) => ({ code: "compare_budget_missed", facts: { model, parameters, budget } })),
    ...scored.flatMap(({ cell: model, runs }) => {
      const kept = runs.filter(({ bestEpoch }) => bestEpoch === 0).length;
      const isTold = kept > 0 && settings.linear_path && settings.epochs > 0;
      return isTold ? [{ code: "compare_start_kept", facts: { model, runs: kept, of: runs.length } }] : [];
    }),
    ...(missing > 0 ? [{ code: "targets_missing", facts: { count: missing } }] : []),
    ...(sizes.season > 1 ? [{ code: "season_used", facts: { period: sizes.season } }] : []),
    ...rowNotes(scored, baselines),
  ];
}

/** What is undefined on these rows for one model is so for all of them: cells are named beside the baselines. */
function rowNotes(cells: readonly ComparedCell[], { scores, notes }: ScoredBaselines): Note[] {
  const first = scores[0]!.model;
  const ofRows = notes.filter(({ code, facts }) => facts.model === first && code !== "forecasts_missing");
  const ofCells = cells.flatMap(({ cell: model }) =>
    ofRows.map(({ code, facts }) => ({ code, facts: { ...facts, model } })),
  );
  return [...ofCells, ...notes];
}

/** Everything that was asked for and chosen for all, enough to repeat the comparison. */
function configurationOf({ settings, sizes, choice, budget, rates, seeds, cells }: Compared): Record<string, unknown> {
  const { cell: _, equations: __, learning_rate, seed: ___, beyond: ____, ...shared } = settings;
  return {
    ...shared,
    ...{ cells: cells.map(({ cell }) => cell), parameters: budget, seeds },
    learning_rates: rates.length === 0 ? [learning_rate] : rates,
    calendar: choice.task.calendar,
    lookback: choice.task.lookback,
    horizon: choice.task.horizon,
    split: { ...sizes.rows },
    preparation: choice.preparation,
    ridge_strength: choice.strength,
  };
}
