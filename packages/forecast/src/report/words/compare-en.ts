import type { CompareWords } from "./compare-words.ts";

/** A comparison of cells, English. */
export const compareEn: CompareWords = {
  kind: "Gatecast comparison of cells",
  title: "{target} · {id}",
  manySeries: "{series:series:series}",
  labels: {
    cells_better: "A cell is better than the best baseline",
    cells_ahead: "A cell is ahead, which may be chance",
    level: "Level with a baseline",
    baseline_ahead: "A baseline is ahead",
    baseline_better: "A baseline is better",
    not_scored: "Not scored",
  },
  verdicts: {
    cells_better:
      "Better than {baseline} ({metric} {baselineError}), {chosen}, beyond chance and the spread over the seeds: {cells}. Of these, {cell} has the lowest {metric}: {error} over {seeds}, {percent} % less (adjusted p {p}).",
    cells_ahead:
      "No cell is shown to be better than {baseline} ({metric} {baselineError}), {chosen}. Of the cells, {cell} has the lowest {metric}: {error} over {seeds}, {percent} % less; but {because}.",
    level:
      "The best cell, {cell}, and {baseline}, {chosen}, are level: {metric} {error} over {seeds} against {baselineError}. Prefer the simpler one.",
    baseline_ahead:
      "A baseline is ahead: {baseline}, {chosen}, has {metric} {baselineError}; the best cell, {cell}, has {error} over {seeds}, {percent} % more. No cell is worth its keep here, although it is not shown that {baseline} is better than each of them: {because}.",
    baseline_better:
      "A baseline is better than every cell: {baseline}, {chosen}, has {metric} {baselineError}; the best cell, {cell}, has {error} over {seeds}, {percent} % more (adjusted p {p}). Use {baseline}.",
    not_scored:
      "Nothing was scored: no window of the test part has a known reading. Give it more rows, a shorter horizon or a larger test part.",
  },
  ofOne: {
    cells_better:
      "{cell} is better than {baseline} ({metric} {baselineError}), {chosen}, beyond chance and the spread over the seeds: {metric} {error} over {seeds}, {percent} % less (adjusted p {p}).",
    cells_ahead:
      "{cell} is not shown to be better than {baseline} ({metric} {baselineError}), {chosen}. It has {metric} {error} over {seeds}, {percent} % less; but {because}.",
    baseline_better:
      "A baseline is better: {baseline}, {chosen}, has {metric} {baselineError}; {cell} has {error} over {seeds}, {percent} % more (adjusted p {p}). Use {baseline}.",
  },
  chosen: { validation: "the best baseline on validation rows", test: "the best baseline on these test rows" },
  otherBaseline:
    "On the test rows themselves {model} is ahead of them all ({metric} {error}); validation rows did not prefer it.",
  same: "The best cell, {cell}, forecasts as {baseline} does: {metric} {error} over {seeds}. Prefer the simpler one.",
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
  amongCells: "Compared with the first cell, {first}: {parts}.",
  betterCells: "{cells} better",
  worseCells: "{cells} worse",
  openCells: "no difference shown for {cells}",
  openAll: "no difference shown for any other cell",
  betweenParts: "; ",
  fewWindows:
    "Beware: the test part holds {windows:window:windows}, of which only {independent} do not overlap. With fewer than {needed} the test finds differences where there are none, so nothing is called better. Use a test part of {test} rows or more (--test {test}), or a shorter horizon.",
  fewOrigins:
    "Beware: the test windows start from {origins:point:points} of time, which leaves room for {independent:window:windows} without overlap. With fewer than {needed} the test finds differences where there are none, so nothing is called better. Use a test part of {test} rows of each series or more (--test {test}), or a shorter horizon.",
  oneSeed: "One seed does not tell what another would give, so no cell is called better or worse.",
  untrained:
    "Beware: of {cells} every run is an untrained network, for training found nothing better on validation rows than the weights as they were drawn. Such scores say what the preparation does, and nothing of the cell.",
  failed: "Not compared: {cells}.",
  closerIn: "closer in",
  closerInOf: "{count} of {of}",
  headingScores: "Scores on the test part",
  headingTests: "What the tests say",
  headingTraining: "How each cell was trained",
  scoresHint: "Mean ± standard deviation over the seeds; rules without chance have one value.",
  testsHint: {
    rmse: "Diebold and Mariano's test of the mean squared error, with the small-sample correction of Harvey, Leybourne and Newbold; p adjusted for the number of tests (Holm). Better is called what has an adjusted p below 0.05, lies farther apart than the seeds scatter, and differs by more than 1 %.",
    mase: "Diebold and Mariano's test of the mean absolute error in units of each series' own seasonal step (as MASE has it), over the points of time that the forecasts start from: errors of all series at one of them are one value, so that series which move together count once. Small-sample correction of Harvey, Leybourne and Newbold; p adjusted for the number of tests (Holm). Better is called what has an adjusted p below 0.05, lies farther apart than the seeds scatter, and differs by more than 1 %. In how many series the first is closer is a count and no test.",
  },
  chosenHint: {
    validation:
      "The baseline is the one with the lowest error on validation rows, {baseline}: nothing was chosen on test rows.",
    test: "The baseline is the one with the lowest error on these very rows, {baseline}, because validation rows could not be measured; that favours it a little.",
  },
  trainingHint:
    "All cells have the same preparation, look-back and learning rates to choose from. Units are chosen so that the parameters, the linear path included, come near the same number. Best epoch and seconds are means over the seeds; the seconds are those of one training with its refit.",
  units: "units",
  parameters: "parameters",
  learningRate: "learning rate",
  validationError: "validation {metric}",
  epochs: "best epoch",
  seconds: "seconds",
  pair: "compared",
  against: "{first} – {second}",
  change: { rmse: "squared error %", mase: "scaled error %" },
  interval: "95 % interval",
  pValue: "p",
  adjusted: "adjusted p",
  conclusion: "conclusion",
  seeds: "Seeds",
  budget: "Parameters aimed at",
  independent: "Windows without overlap",
  independentOrigins: "Points of time without overlap",
  series: "Series compared",
  seriesOf: "{scored} of {given}",
  changeAxis: { rmse: "difference of the mean squared error, %", mase: "difference of the mean scaled error, %" },
  titleChange: "How far the cells lie from {model}",
  captionChange: "Dots are differences, lines their 95 % intervals, one by one. Below 0 the cell is better.",
  captionScores: "Bars are means, dots single seeds. Lower is better.",
  titleSteps: "Error by step ahead",
  captionSteps: "{metric} over all windows at that distance, the mean over the seeds.",
};
