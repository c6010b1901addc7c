import type { Words } from "./catalogue.ts";

/** English. */
export const en: Words = {
  epoch: ({ phase, epoch, epochs, trainLoss, validationLoss, seconds }) =>
    [
      `${phase === "train" ? "training" : "refit on training + validation"}: epoch ${epoch} of ${epochs}`,
      ...(trainLoss === "" ? [] : [`loss ${trainLoss}`]),
      ...(validationLoss === "" ? [] : [`validation ${validationLoss}`]),
      `${seconds} s`,
    ].join(", "),
  reading: ({ file, done, total, rows }) =>
    `reading ${file}: ${total === undefined ? done : `${done} of ${total}`} MB, ${rows.toLocaleString("en")} rows`,
  starting: "training: measuring the linear start …",
  pretraining: ({ phase, part, parts, epoch, epochs, loss }) =>
    `pretraining${phase === "refit" ? " before the refit" : ` on part ${part} of ${parts}`}: epoch ${epoch} of ${epochs}, loss ${loss}`,
  exchanging: ({ inputs, of }) => `exchanging inputs between windows: ${inputs} of ${of}`,
  choosing: (done) =>
    `choosing preparation and look-back${done === undefined ? " …" : `: ${done.tried} of at most ${done.of}`}`,
  summary: (f) =>
    `Look-back ${f.lookback}, horizon ${f.horizon}, season m = ${f.season}. Rows: ${f.train} to train, ${f.validation} to validate, ${f.test} to test. ` +
    `Best epoch ${f.bestEpoch}; ${f.epochs} trained in ${f.seconds} s.`,
  written: (folder) => `Written to ${folder}:`,
  writtenElsewhere: (file, text) => `Written to ${file}: ${text}`,
  files: {
    model: "the model",
    history: "losses by epoch",
    test_forecast: "forecasts of the test part",
    series_scores: "scores series by series",
    forecast: "the forecast beyond the end",
    report: "the report, to be opened in a browser",
    charts: "the page's charts",
    inspection: "what was found, to be opened in a browser",
    configuration: "a configuration for fit",
    trials: "every trial of the search",
    runs: "every run of every cell",
    table: "the table after all steps",
    cleaning: "what each step did, to be opened in a browser",
    diagnosis: "tests and charts, to be opened in a browser",
    explanation: "why it is forecast so, to be opened in a browser",
    attributions: "what each input at each row contributed",
    gates: "what gates and states said, unit by unit",
  },
  forecastLater: (command) => `Forecast from newer data: ${command}`,
  useConfiguration: (command) => `Look at the configuration, change what you know better, and fit: ${command}`,
  proposalHead: (file, command) =>
    `Proposed for ${file} by gatecast inspect. Change what you know better, then: ${command}`,
  proposalReasons: {
    target_given: "The column to forecast, as asked for.",
    target_name: "The column to forecast, by its name; --target names another.",
    target_first: "The column to forecast: the first of numbers that change; --target names another.",
    target_no_numbers: "No target is proposed: no column holds numbers.",
    target_constant: "No target is proposed: every column of numbers is constant.",
    target_unlikely: "No target is proposed: no column of numbers looks like one; --target names it.",
    past_numbers:
      "Columns of numbers that change and are mostly known. Those that are known in advance belong under future.",
    series_longest: "The series with most readings of all in the file.",
    series_column: "Rows of one time are told apart by this column: each of its ids is a series.",
    mixed_series:
      "Rows of one time are different series: join the columns that tell them apart to one in the file, and name it by --series-column.",
    zone_one_of: "The clocks of several zones fit, named in clock_change of the inspection; put in yours.",
  },
  finding: ({ code, column, series, count, firstRows }) =>
    [
      `${code}: ${count}`,
      ...(column === null ? [] : [`in "${column}"`]),
      ...(series === null ? [] : [`of ${series}`]),
      ...(firstRows.length === 0
        ? []
        : [`(${count > 1 ? "lines" : "line"} ${firstRows.join(", ")}${count > firstRows.length ? " …" : ""})`]),
    ].join(" "),
  moreFindings: (count) => `… and ${count} more findings`,
  trialEpoch: ({ trial, rung, epoch, epochs }) => `trial ${trial}, rung ${rung}: epoch ${epoch} of ${epochs}`,
  trialDone: ({ trial, epochs, rmse, settings, failure }) =>
    [
      `trial ${trial}:`,
      failure === null ? `validation RMSE ${rmse?.toPrecision(4) ?? "?"} after ${epochs} epochs` : failure.message,
      Object.keys(settings).length === 0 ? "(as fit would do unasked)" : JSON.stringify(settings),
    ].join(" "),
  trialsHead: (trials) => `${trials} trials; the best:`,
  tunedHead: (file, trial, trials, command) =>
    `Found for ${file} by gatecast tune: trial ${trial} of ${trials}. Repeat it with: ${command}`,
  compareEpoch: ({ cell, phase, learningRate, seed, epoch, epochs, done, of }) =>
    [
      `${cell}, ${phase === "trial" ? `learning rate ${learningRate}` : `seed ${seed}`}`,
      `${phase === "refit" ? "refit, " : ""}epoch ${epoch} of ${epochs} (training ${done + 1} of ${of})`,
    ].join(": "),
  compareTrial: ({ cell, trial: { learningRate, epochs, error, failure }, measure }) =>
    `${cell}, learning rate ${learningRate}: ${
      failure === null
        ? `validation ${measure.toUpperCase()} ${error?.toPrecision(4) ?? "?"} after ${epochs} epochs`
        : failure.message
    }`,
  compareRun: ({ cell, run: { seed, bestEpoch, score }, measure }) =>
    `${cell}, seed ${seed}: test ${measure.toUpperCase()} ${score[measure].toPrecision(4)}, best epoch ${bestEpoch}`,
  compareFailure: ({ cell, failure: { seed, message } }) =>
    `${cell}${seed === null ? "" : `, seed ${seed}`}: left out. ${message}`,
  recipeRun: ({ part, way, seed }) => `${part}, ${way === "as_written" ? "as written" : "done right"}, seed ${seed}`,
  recipeSource: ({ file, url, licence, sha256, atHand }) =>
    atHand ? `${file}: at hand` : `${file}: not there; from ${url} (${licence}; SHA-256 ${sha256})`,
  scoredRows: (first, last) => `Scored on the rows from ${first} to ${last}, none of which the model was fitted on.`,
  scoredSeries: (series) => `Scored on rows of ${series} series, none of which the model was fitted on.`,
  exports: { onnx: "the whole forecaster as an ONNX graph", torch: "the weights by PyTorch's names" },
  ports: {
    rows: (rows, columns) => `the last ${rows} rows, oldest first: ${columns.join(", ")}`,
    future: (horizon, columns) => `the next ${horizon} rows of what is known in advance: ${columns.join(", ")}`,
    time: {
      clock: (rows, horizon) =>
        `milliseconds since 1970 of the ${rows} rows and the ${horizon} that follow, by the clock on the wall`,
      row: (rows, horizon) => `numbers of the ${rows} rows and of the ${horizon} that follow`,
    },
    forecast: (horizon, target) => `the next ${horizon} rows of ${target}, in its own unit`,
  },
  weights: {
    formats: {
      "gatecast-model": "a model of Gatecast",
      "gatecast-panel": "a model of Gatecast, of several series",
      keras: "a model of Keras (.keras)",
      "keras-weights": "weights of Keras (.weights.h5)",
      "keras-h5": "a file of Keras (.h5)",
      torch: "a state_dict of PyTorch (.safetensors)",
    },
    title: (file, format, count) => `${file}: ${format}, ${count.toLocaleString("en")} numbers`,
    both: (kind, more) => `${kind}, ${more}`,
    linear: "linear",
    head: ["layer", "kind", "gates", "inputs", "units", "directions", "shapes"],
    dense: "dense",
    other: "other",
    output: { last: "last state", sequence: "all states" },
    unordered: "The file does not tell in which order its layers follow each other.",
    noCounterpart: (layer, reason) => `${layer} has no counterpart here: ${reason}.`,
  },
  writtenTo: (file) => `Written to ${file}.`,
  aroundCells: "Around any cell:",
  decides: "From the library, for decisions that forecasts serve:",
  interrupted: "Interrupted.",
  saved: (file) => `What was reached is saved in ${file}.`,
  resume: (command) => `Continue with: ${command}`,
  nothingSaved: "Nothing was reached yet that could be saved.",
  failure: {
    found: "found",
    needed: "needed",
    hint: "to do",
    where: "where",
    row: (row) => `row ${row}`,
    column: (name) => `column "${name}"`,
    ours: "This is a fault of Gatecast, not yours. Please report it with this line; GATECAST_DEBUG=1 adds where it happened.",
  },
};
