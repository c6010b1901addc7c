import type { Note } from "../contracts/index.ts";
import { meanScore, overMetrics } from "../evaluate/index.ts";
import { spreadOf } from "../statistics/index.ts";
import { bestRate, type Terms } from "./cell-contest.ts";
import { chooseBaseline } from "./choose-baseline.ts";
import type { ScoredBaselines } from "./ground.ts";
import type { ComparedCell, CompareMeasure, CompareOutcome } from "./outcome.ts";
import { type Contender, pairTests } from "./pair-tests.ts";
import type { CellProgress } from "./progress.ts";
import { compareVerdict } from "./verdict.ts";

/** What a comparison has come to, before it is looked at. */
export interface Compared extends Terms {
  readonly budget: number;
  readonly cells: readonly CellProgress[];
  readonly baselines: ScoredBaselines;
  /** Of cells that are left without something that their equations live by. */
  readonly notes: readonly Note[];
}

/** Share of the budget that a cell's parameters may lie beside it before a note says so. */
const NEAR = 0.1;

/** Means, tests and verdict of what was trained and scored. */
export function outcomeOf(made: Compared): CompareOutcome {
  const { ground, budget, seeds, baselines } = made;
  const { settings, choice, test, measure, season, rows, series } = ground;
  const { horizon, lookback } = choice.task;
  const cells = made.cells.map((progress) => comparedCell(progress, made));
  const scores = baselines.models.map(({ score }) => score);
  const baseline = chooseBaseline(scores, baselines.validation, measure);
  const bar = baselines.models.find(({ score }) => score.model === baseline.model);
  const contenders = made.cells.filter(({ runs }) => runs.length > 0).map((one) => contenderOf(one, measure));
  const tests = pairTests(
    contenders,
    bar && { ...bar, model: baseline.model, isRule: true, scores: [bar.score[measure]] },
    test,
  );
  const means = cells.filter(({ failure }) => failure === null).map(({ mean }) => mean);
  return {
    ...{ frame: ground.frames[0]!, series, measure },
    ...{ target: settings.target, past: settings.past, future: settings.future, lookback, horizon },
    ...{ season, rows, seeds, budget, cells },
    baselines: scores,
    validation: baselines.validation,
    baseline,
    tests,
    verdict: compareVerdict(means, bar?.score, tests, measure),
    ...{ windows: test.windows, points: test.points },
    ...{ origins: test.origins.length, independent: test.independent },
    seconds: cells.reduce((sum, { trials, runs }) => sum + secondsOf(trials) + secondsOf(runs), 0),
    notes: notesOf(made, cells),
    configuration: configurationOf(made),
  };
}

function comparedCell(
  { cell, units, parameters, trials, runs, failure }: CellProgress,
  { ground, rates }: Pick<Compared, "ground" | "rates">,
): ComparedCell {
  const scores = runs.map(({ score }) => score);
  const learningRateOf = () => {
    // What could not be sized was not trained.
    if (units.length === 0) return null;
    if (rates.length === 0) return ground.settings.learning_rate;
    return trials.some(({ error }) => error !== null) ? bestRate(trials) : null;
  };
  return {
    ...{ cell, units, parameters, trials, runs, failure },
    learningRate: learningRateOf(),
    mean: meanScore(cell, scores),
    deviation: overMetrics(scores, (values) => spreadOf(values).deviation),
  };
}

function contenderOf({ cell, runs, losses, perSeries }: CellProgress, measure: CompareMeasure): Contender {
  return {
    model: cell,
    isRule: false,
    scores: runs.map(({ score }) => score[measure]),
    losses: losses.map((loss) => loss / runs.length),
    perSeries: perSeries.map((mase) => mase / runs.length),
  };
}

const secondsOf = (some: readonly { readonly seconds: number }[]): number =>
  some.reduce((sum, { seconds }) => sum + seconds, 0);

function notesOf({ ground, budget, baselines, notes }: Compared, cells: readonly ComparedCell[]): Note[] {
  const { settings, season } = ground;
  const scored = cells.filter(({ failure }) => failure === null);
  const sized = cells.filter(({ units }) => units.length > 0);
  return [
    ...ground.notes,
    ...cells.flatMap(({ cell: model, failure }) =>
      failure === null ? [] : [{ code: "compare_failed", facts: { model, message: failure.message } }],
    ),
    ...sized
      .filter(({ parameters }) => Math.abs(parameters - budget) > NEAR * budget)
      .map(({ cell: model, parameters }) => ({ code: "compare_budget_missed", facts: { model, parameters, budget } })),
    ...notes,
    ...scored.flatMap(({ cell: model, runs }) => {
      const kept = runs.filter(({ bestEpoch }) => bestEpoch === 0).length;
      if (kept === 0 || settings.epochs === 0) return [];
      const code = settings.linear_path ? "compare_start_kept" : "compare_untrained";
      return [{ code, facts: { model, runs: kept, of: runs.length } }];
    }),
    ...(season > 1 ? [{ code: "season_used", facts: { period: season } }] : []),
    ...rowNotes(scored, baselines),
  ];
}

/** What is undefined on these rows for one model is so for all of them: cells are named beside the baselines. */
function rowNotes(cells: readonly ComparedCell[], { models, notes }: ScoredBaselines): Note[] {
  const first = models[0]!.score.model;
  const ofRows = notes.filter(({ code, facts }) => facts.model === first && code !== "forecasts_missing");
  const ofCells = cells.flatMap(({ cell: model }) =>
    ofRows.map(({ code, facts }) => ({ code, facts: { ...facts, model } })),
  );
  return [...ofCells, ...notes];
}

/** Everything that was asked for and chosen for all, enough to repeat the comparison: without a learning rate the same are tried. */
function configurationOf({ ground, budget, rates, seeds, cells }: Compared): Record<string, unknown> {
  const { cell: _, equations: __, learning_rate, beyond: ___, ...shared } = ground.settings;
  return {
    ...shared,
    ...(rates.length === 0 ? { learning_rate } : {}),
    ...{ cells: cells.map(({ cell }) => cell), parameters: budget, seeds: seeds.length },
  };
}
