import type { Catalogue } from "./catalogue.ts";
import { cleaningEn } from "./cleaning-en.ts";
import { compareEn } from "./compare-en.ts";
import { diagnosisEn } from "./diagnosis-en.ts";
import { explanationEn } from "./explanation-en.ts";
import { inspectionEn } from "./inspection-en.ts";
import { memberLabelsEn } from "./members-en.ts";
import { notesEn } from "./notes-en.ts";
import { panelEn } from "./panel-en.ts";
import { picturesEn } from "./pictures-en.ts";
import { recipesEn } from "./recipes-en.ts";

const count = (n: number, one: string): string => `${n} ${one}${n === 1 ? "" : "s"}`;

/** English. */
export const en: Catalogue = {
  htmlLang: "en",
  models: {
    persistence: "persistence",
    seasonal_naive: "seasonal naive",
    drift: "drift",
    climatology: "climatology",
    ridge: "ridge",
  },
  network: "network ({model})",
  metrics: {
    rmse: "RMSE",
    mae: "MAE",
    bias: "bias",
    mape: "MAPE %",
    smape: "sMAPE %",
    mase: "MASE",
    r2: "R²",
    mda: "MDA",
  },
  metricMeanings: {
    rmse: "root of the mean squared error, in the data's unit; large misses weigh most. The verdict is based on it.",
    mae: "mean absolute error, in the data's unit.",
    mase: "MAE divided by the seasonal naive's mean error on the training part; below 1 is better than that.",
    smape: "mean of |error| relative to the mean of |actual| and |forecast|, in percent.",
    mape: "mean of |error| / |actual|, in percent; rows with actual 0 are left out.",
    r2: "share of the variance explained; 1 is perfect, below 0 is worse than the mean.",
    mda: "share of steps whose direction, up or down, was right.",
    bias: "mean of forecast minus actual; near 0 is best.",
  },
  verdicts: {
    network_wins:
      "The {network} beats every baseline: RMSE {rmse}, {percent} % below the best of them, {baseline} ({baselineRmse}), over {extent}.",
    network_ties:
      "The {network} and the best baseline, {baseline}, are level: RMSE {rmse} against {baselineRmse}, over {extent}. Prefer the simpler one.",
    baseline_wins:
      "A simple rule is better here: {baseline} has RMSE {baselineRmse}; the {network} has {rmse}, {percent} % more, over {extent}. Use {baseline}, or give the network more data, more inputs or a longer look-back.",
    not_scored:
      "Nothing was scored: no window of the test part has a known reading, so it is not known whether the {network} is worth its keep. Give it more rows, a shorter horizon or a larger test part.",
  },
  verdictsWithoutPercent: {
    network_wins:
      "The {network} beats every baseline: RMSE {rmse} against {baselineRmse} for the best of them, {baseline}, over {extent}.",
    network_ties:
      "The {network} and the best baseline, {baseline}, are level: RMSE {rmse} against {baselineRmse}, over {extent}. Prefer the simpler one.",
    baseline_wins:
      "A simple rule is better here: {baseline} has RMSE {baselineRmse}; the {network} has {rmse}, over {extent}. Use {baseline}, or give the network more data, more inputs or a longer look-back.",
    not_scored:
      "Nothing was scored: no window of the test part has a known reading, so it is not known whether the {network} is worth its keep. Give it more rows, a shorter horizon or a larger test part.",
  },
  verdictLabels: {
    network_wins: "The network is worth its keep",
    network_ties: "Level with a baseline",
    baseline_wins: "A baseline is better",
    not_scored: "Not scored",
  },
  copiesLastValue: "Beware: its forecasts hardly differ from the last known value; it copies rather than foresees.",
  reasons: {
    no_reading: "its past holds no reading",
    text: "it holds words where numbers are needed",
    no_spread: "its past hardly varies, so nothing in it is unusual",
    no_time: "the table has no time",
    constant: "the training part repeats itself exactly from season to season",
    too_short: "the training part is shorter than one season",
  },
  notes: notesEn,
  choices: {
    forward_fill: "last known value",
    log: "logarithm",
    box_cox: "Box–Cox",
    min_max: "scaled to 0 … 1",
    standard: "mean 0 and spread 1",
    robust: "median 0 and quartile range 1",
    difference: "difference over {lag} rows",
    seasonal_mean: "deviation from the seasonal mean",
    seasonal_waves: "deviation from the season as {lag} waves",
    last: "less its last value",
    mean_spread: "by its own mean and spread",
    none: "none",
    hour: "hour of the day",
    weekday: "day of the week",
    month: "month",
    day_of_year: "day of the year",
  },
  inspection: inspectionEn,
  cleaning: cleaningEn,
  compare: compareEn,
  diagnosis: diagnosisEn,
  explanation: explanationEn,
  panel: panelEn,
  members: memberLabelsEn,
  recipes: recipesEn,
  pictures: picturesEn,
  charts: {
    data: {
      title: "The data and its parts",
      caption: "Everything that was fitted or chosen saw only the part before the test.",
    },
    losses: { title: "Loss by epoch", caption: "In the network's own scale. The marked epoch's weights were kept." },
    forecast: { title: "Truth and forecast on the test part", caption: "" },
    errors: { title: "Error by step ahead", caption: "Each point is the RMSE over all windows at that distance." },
    beyond: { title: "Forecast beyond the end", caption: "" },
  },
  units: {
    second: "second",
    minute: "minute",
    hour: "hour",
    day: "day",
    week: "week",
    month: "month",
    quarter: "quarter",
    year: "year",
  },
  step: (n, unit) => `${n} ${unit}${n === "1" ? "" : "s"}`,
  steps: (n) => count(n, "step"),
  rows: (n) => count(n, "row"),
  seeds: (n) => count(n, "seed"),
  extent: (windows, steps) => `${count(windows, "window")} of ${count(steps, "step")}`,
  whyRefused: (message) => message,
  betweenSentences: " ",
  betweenItems: ", ",
  named: "{name}: {text}",
  inBrackets: " ({text})",
  labels: {
    actual: "actual",
    band: "{level} % band",
    best: "best in its column",
    bestEpoch: "best epoch {epoch}",
    rowByDate: "rows side by side, by their dates",
    lastEpochKept: "last epoch {epoch}, kept whichever was best",
    configuration: "Configuration (JSON)",
    configurationHint: "The same data, this configuration and this seed give the same weights to the last bit.",
    dataEnds: "end of the data",
    epoch: "epoch",
    forecastBeyond: "The forecast in numbers",
    horizon: "Horizon",
    lookback: "Look-back",
    loss: "loss",
    meanings: "What the columns mean",
    model: "model",
    noNotes: "Nothing out of the ordinary.",
    notScored: "There was nothing to score.",
    notes: "Choices and remarks",
    nothingToDraw: "There is nothing to draw.",
    parameters: "Parameters",
    period: "Data",
    points: "Points scored",
    reproduce: "Repeat this run",
    row: "row",
    scores: "Scores on the test part",
    season: "Season m",
    seasonUsed: "MASE and the seasonal naive use the season m = {season}.",
    seconds: "Training time",
    seed: "Seed",
    skill: "Skill",
    splitRows: "Training / validation / test",
    stepsAhead: "steps ahead",
    test: "test",
    training: "training",
    trainingLoss: "training",
    trainingLossRefit: "training, refit with validation",
    windowsApart: "{extent}, none overlapping another: each test row is drawn once at most.",
    newestRows: "Drawn are the newest {drawn} of {scored} rows.",
    kind: "Gatecast forecast report",
    undefinedMetric: "not defined on these rows; the remarks say why",
    untitled: "{target} · {id}",
    validation: "validation",
    validationLoss: "validation",
    weights: "Weights (SHA-256)",
    windows: "Windows scored",
  },
};
