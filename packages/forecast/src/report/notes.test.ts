import { expect, test } from "vitest";
import { renderNotes } from "./notes.ts";

test("A known note is a sentence with its facts, in both languages", () => {
  const note = { code: "season_found", facts: { period: 24, strength: 0.81239 } };
  expect(renderNotes([note], "en")).toEqual(["The training part repeats with period 24 (strength 0.8124)."]);
  expect(renderNotes([note], "zh")).toEqual(["训练段以 24 为周期重复（强度 0.8124）。"]);
});

test("An unknown code is shown readably with its facts", () => {
  expect(renderNotes([{ code: "moon_was_full", facts: { nights: 3, moon_phase: "full" } }], "en")).toEqual([
    "moon was full (nights: 3, moon phase: full)",
  ]);
});

test("A code that is the name of an object's own machinery is still only a code", () => {
  expect(renderNotes([{ code: "constructor", facts: {} }], "zh")).toEqual(["constructor"]);
});

test("A known code without the facts that its words need falls back to code and facts", () => {
  expect(renderNotes([{ code: "season_found", facts: { m: 24 } }], "en")).toEqual(["season found (m: 24)"]);
});

test("Facts that the sentence does not mention are not lost", () => {
  const [text] = renderNotes([{ code: "no_time", facts: { rows: 3, place: "wind, {code}" } }], "en");
  expect(text).toContain("(place: wind, {code})");
});

test("No notes give no sentences", () => {
  expect(renderNotes([], "en")).toEqual([]);
});

test("What holds for several models is said once, with their names", () => {
  const notes = ["lstm", "seasonal_naive"].map((model) => ({
    code: "mase_undefined",
    facts: { model, reason: "constant" },
  }));
  expect(renderNotes([...notes, ...notes], "en")).toEqual([
    "MASE is not defined: the training part repeats itself exactly from season to season (model: lstm, seasonal naive).",
  ]);
  expect(renderNotes(notes, "zh")).toEqual(["MASE 没有定义：训练段逐季完全重复（模型：lstm、季节朴素法）。"]);
  expect(
    renderNotes(
      [
        { code: "mape_rows_left_out", facts: { model: "a", rows: 1 } },
        { code: "mape_rows_left_out", facts: { model: "b", rows: 2 } },
      ],
      "en",
    ),
  ).toHaveLength(2);
});

test("What a step could not do is said once for all its series, and a column of no name is the table", () => {
  const note = (series: string) => ({
    code: "clean_impossible",
    facts: { step: "fill", column: "Sunshine", series, reason: "no_reading" },
  });
  expect(renderNotes([note("Albury"), note("Nhil")], "en")).toEqual([
    "The step “fill” could not be applied to Sunshine: its past holds no reading. (series: Albury, Nhil)",
  ]);
  expect(renderNotes([note("")], "zh")).toEqual(["步骤“填补”无法用于Sunshine：过去没有任何读数。"]);
  const table = { code: "clean_impossible", facts: { step: "regular", column: "", series: "", reason: "no_time" } };
  expect(renderNotes([table], "en")).toEqual([
    "The step “regular steps” could not be applied to whole table: the table has no time.",
  ]);
});

test("However many stations a step could not be applied to, each is named, in a sentence for each column", () => {
  const stations = Array.from({ length: 2000 }, (_, i) => `S${i}`);
  const notes = ["Sunshine", "Cloud9am"].flatMap((column) =>
    stations.map((series) => ({
      code: "clean_impossible",
      facts: { step: "fill", column, series, reason: "no_reading" },
    })),
  );
  const sentences = renderNotes(notes, "en");
  expect(sentences).toHaveLength(2);
  expect(sentences[1]).toMatch(/ could not be applied to Cloud9am: .*\(series: S0, S1, .*, S1998, S1999\)$/);
  expect(sentences[1]?.split(", ")).toHaveLength(2000);
});

test("Ways and steps of time in a note are put into words", () => {
  const regular = { code: "clean_regular", facts: { step: "10 minutes", added: 3, joined: 0, rows: 12_345 } };
  expect(renderNotes([regular], "zh")).toEqual(["整理为每 10 分钟 一行：新增 3 行，合并 0 行；现共 12,345 行。"]);
  const filled = { code: "clean_filled", facts: { by: "seasonal", cells: 2, columns: "y" } };
  expect(renderNotes([filled], "en")).toEqual(["Missing cells filled by the same point of the season: 2, in y."]);
});

test("What validation chose is told in words, and a calendar only where there is one", () => {
  const note = (calendar: string) => ({
    code: "preparation_chosen",
    facts: {
      ...{ preparation: "log, difference 12, standard", normalisation: "mean_spread", lookback: 24 },
      ...{ calendar, strength: 1, validation_rmse: 12.345 },
    },
  });
  expect(renderNotes([note("")], "en")).toEqual([
    "Validation chose: look-back 24; preparation: logarithm, difference over 12 rows, mean 0 and spread 1; normalisation of each window: by its own mean and spread; ridge strength 1, with an RMSE of 12.35.",
  ]);
  expect(renderNotes([note("hour, weekday")], "en")[0]).toMatch(/ \(calendar: hour of the day, day of the week\)$/);
  expect(renderNotes([note("month")], "zh")[0]).toMatch(/取对数、12 行差分、标准化.*（日历：月份）$/);
});

test("One row is a row, and series in rows or below lines of their own have a sentence", () => {
  const notes = [
    { code: "series_in_rows", facts: { series: 3, rows: 12_000 } },
    { code: "series_with_meta_rows", facts: { series: 3, rows: 1 } },
    { code: "time_skipped_by_clock", facts: { zone: "Europe/Berlin", rows: 1, row: 7 } },
  ];
  expect(renderNotes(notes, "en")).toEqual([
    "Each row of the file is a series of its own: 3 series. They were turned into a table of 12,000 rows.",
    "Each column is a series of its own, with lines that describe it above its readings: 3 series. They were turned into a table of 1 row.",
    "Times that the clocks of Europe/Berlin skipped: 1 row, the first at line 7.",
  ]);
});
