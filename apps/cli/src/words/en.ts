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
  summary: (f) =>
    `Look-back ${f.lookback}, horizon ${f.horizon}, season m = ${f.season}. Rows: ${f.train} to train, ${f.validation} to validate, ${f.test} to test. ` +
    `Best epoch ${f.bestEpoch}; ${f.epochs} trained in ${f.seconds} s.`,
  written: (folder) => `Written to ${folder}:`,
  files: {
    model: "the model",
    history: "losses by epoch",
    test_forecast: "forecasts of the test part",
    forecast: "the forecast beyond the end",
    report: "the report, to be opened in a browser",
    charts: "the report's charts",
  },
  forecastLater: (command) => `Forecast from newer data: ${command}`,
  scoredRows: (first, last) => `Scored on the rows from ${first} to ${last}, none of which the model was fitted on.`,
  writtenTo: (file) => `Written to ${file}.`,
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
