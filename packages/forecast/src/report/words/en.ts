import type { Catalogue } from "./catalogue.ts";

const count = (n: number, one: string): string => `${n} ${one}${n === 1 ? "" : "s"}`;

/** English. */
export const en: Catalogue = {
  htmlLang: "en",
  models: {
    persistence: "persistence",
    seasonal_naive: "seasonal naive",
    drift: "drift",
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
    constant: "the training part repeats itself exactly from season to season",
    too_short: "the training part is shorter than one season",
  },
  notes: {
    blank_lines: "Blank lines in the file were skipped: {rows}, the first at line {row}.",
    no_header: "The file has no header row; its columns are called {columns}.",
    names_repeated: "Columns that shared a name were renamed: {columns}, the first of them {first}.",
    no_time: "The file has no time column; its {rows} rows count as evenly spaced, in the order of the file.",
    time_ambiguous:
      "Times can be read in two ways: they were read as {read_as} ({step}), but could be {or} ({or_step}).",
    time_offsets_differ: "Times carry different offsets; forecasts write them as {written_as}.",
    mase_undefined: "MASE is not defined: {reason} (model: {model}).",
    forecasts_missing: "Forecasts that are no numbers: {rows} (model: {model}). Its scores are not defined.",
    r2_steps_left_out: "Steps ahead left out of R² because their actual values do not vary: {steps} (model: {model}).",
    header_missing: "The file has no header row; columns were named by their position.",
    footer_dropped: "Lines at the end of the file that hold no readings were left out.",
    names_made_unique: "Columns with the same or an empty name were renamed so that each name is unique.",
    text_columns: "Columns of text were ignored: {columns}.",
    text_columns_ignored: "Columns of text were ignored.",
    season_found: "The training part repeats with period {period} (strength {strength}).",
    season_not_found: "No season was found in the training part.",
    season_used: "Seasonal naive and MASE use a season of {period} rows.",
    start_kept:
      "In {epochs} epochs the recurrent path found nothing on validation rows that its linear start does not know: the network kept that start.",
    nothing_chosen:
      "Too few complete windows to choose on validation rows: the plainest preparation and a look-back of {lookback} were taken.",
    ridge_impossible: "Ridge had no complete windows to learn from: its row repeats each window's own level.",
    recursive:
      "The horizon of {horizon} is longer than the trained one of {trained}: later rows are forecast from earlier forecasts.",
    beyond_needs_future: "No forecast beyond the end: the file does not hold {columns} for the next {rows} rows.",
    beyond_shortened:
      "The forecast beyond the end stops after {horizon} of {wanted} rows: more would need values that are not known.",
    lookback_chosen: "Look-back chosen: the {lookback} latest rows are the input of each forecast.",
    horizon_chosen: "Horizon chosen: {horizon} steps ahead.",
    preparation_chosen:
      "Validation chose the preparation {preparation} with the window normalisation {normalisation} and a look-back of {lookback}.",
    missing_filled: "Missing readings filled in column {column}: {count}.",
    targets_missing: "Readings missing in the target, neither trained on nor scored: {count}.",
    metric_undefined: "{metric} is not defined here: {reason}.",
    mape_rows_left_out: "Rows left out of MAPE because their actual value is 0: {rows} (model: {model}).",
  },
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
  steps: (n) => count(n, "step"),
  rows: (n) => count(n, "row"),
  extent: (windows, steps) => `${count(windows, "window")} of ${count(steps, "step")}`,
  betweenSentences: " ",
  betweenItems: ", ",
  labels: {
    actual: "actual",
    best: "best in its column",
    bestEpoch: "best epoch {epoch}",
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
