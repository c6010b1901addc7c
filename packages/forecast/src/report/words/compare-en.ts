import type { CompareWords } from "./compare-words.ts";

/** A comparison of cells, English. */
export const compareEn: CompareWords = {
  kind: "Gatecast comparison of cells",
  title: "{target} · {id}",
  labels: {
    cells_better: "A cell is better than every baseline",
    cells_ahead: "A cell is ahead, which may be chance",
    level: "Level with a baseline",
    baseline_ahead: "A baseline is ahead",
    baseline_better: "A baseline is better",
    not_scored: "Not scored",
  },
  verdicts: {
    cells_better:
      "Better than the best baseline, {baseline} (RMSE {baselineRmse}), beyond chance and the spread over the seeds: {cells}. Of these, {cell} has the lowest RMSE: {rmse} over {seeds}, {percent} % less (adjusted p {p}).",
    cells_ahead:
      "No cell is shown to be better than the best baseline, {baseline} (RMSE {baselineRmse}). Of the cells, {cell} has the lowest RMSE: {rmse} over {seeds}, {percent} % less; but {because}.",
    level:
      "The best cell and the best baseline are level: RMSE {rmse} for {cell} over {seeds}, {baselineRmse} for {baseline}. Prefer the simpler one.",
    baseline_ahead:
      "A simple rule is ahead: {baseline} has RMSE {baselineRmse}; the best cell, {cell}, has {rmse} over {seeds}, {percent} % more. No cell is worth its keep here, although it is not shown that {baseline} is better than each of them: {because}.",
    baseline_better:
      "A simple rule is better than every cell: {baseline} has RMSE {baselineRmse}; the best cell, {cell}, has {rmse} over {seeds}, {percent} % more (adjusted p {p}). Use {baseline}.",
    not_scored:
      "Nothing was scored: no window of the test part has a known reading. Give it more rows, a shorter horizon or a larger test part.",
  },
  same: "The best cell, {cell}, forecasts as {baseline} does: RMSE {rmse} over {seeds}. Prefer the simpler one.",
  because: {
    same: "the two forecast alike",
    too_few: "the test part holds {independent:window:windows} without overlap, and a test needs {needed}",
    no_test: "their difference is the same in every window, of which a test can say nothing",
    chance: "the test does not tell it from chance (adjusted p {p})",
    one_seed: "one seed does not tell what another would give",
    seeds: "the seeds scatter too widely",
    small: "less than 1 % is no difference that matters",
  },
  undecided: {
    same: "forecast alike",
    too_few: "open: too few windows",
    no_test: "open: no test",
    chance: "open: may be chance",
    one_seed: "open: one seed",
    seeds: "open: seeds scatter",
    small: "level: within 1 %",
  },
  better: "{model} is better",
  amongCells: "Among the cells, beside {first}: {parts}.",
  betterCells: "better {cells}",
  worseCells: "worse {cells}",
  openCells: "no difference shown for {cells}",
  openAll: "no difference shown for any other",
  betweenParts: "; ",
  fewWindows:
    "Beware: the test part holds {windows:window:windows}, of which only {independent} do not overlap. With fewer than {needed} the test finds differences where there are none, so nothing is called better. Use a longer test part or a shorter horizon.",
  oneSeed: "One seed does not tell what another would give, so no cell is called better or worse.",
  failed: "Not compared, because it failed: {cell}. {message}",
  headingScores: "Scores on the test part",
  headingTests: "What the tests say",
  headingTraining: "How each cell was trained",
  scoresHint: "Mean ± standard deviation over the seeds; rules without chance have one value.",
  testsHint:
    "Diebold and Mariano's test of the mean squared error, with the small-sample correction of Harvey, Leybourne and Newbold; p adjusted for the number of tests (Holm). Better is called what has an adjusted p below 0.05, lies farther apart than the seeds scatter, and differs by more than 1 %. The baseline is the one with the lowest RMSE on these very rows, which favours it a little.",
  trainingHint:
    "All cells have the same preparation, look-back and learning rates to choose from. Units are chosen so that the parameters, the linear path included, come near the same number.",
  units: "units",
  parameters: "parameters",
  learningRate: "learning rate",
  validationRmse: "validation RMSE",
  epochs: "best epoch",
  seconds: "seconds",
  pair: "compared",
  against: "{first} – {second}",
  change: "squared error %",
  interval: "95 % interval",
  pValue: "p",
  adjusted: "adjusted p",
  conclusion: "conclusion",
  seeds: "Seeds",
  budget: "Parameters aimed at",
  independent: "Windows without overlap",
  changeAxis: "difference of the mean squared error, %",
  titleChange: "How far the cells lie from {model}",
  captionChange: "Dots are differences, lines their 95 % intervals, one by one. Below 0 the cell is better.",
  captionScores: "Bars are means, dots single seeds. Lower is better.",
  titleSteps: "Error by step ahead",
  captionSteps: "RMSE over all windows at that distance, the mean over the seeds.",
};
