import type { NoteCode } from "./note-code.ts";

/** Remarks as sentences, English; facts that a sentence does not mention follow it in brackets. */
export const notesEn: Readonly<Record<NoteCode, string>> = {
  attribution_incomplete:
    "The contributions miss {residual} of the difference, {percent} % of it: the cell has steps in its equations, or the forecast bends too sharply on the way from the baseline.",
  baseline_last:
    "Too few earlier windows for a mean to compare with ({windows} of {needed}): compared is with a window that stands still at its last values. More rows before the window give a mean.",
  importance_cut_short:
    "Interrupted: importance is told of {inputs} of {of:input:inputs}, those that had been exchanged between windows by then.",
  importance_of_fewer:
    "So that it does not take too long, each input was exchanged {repeats:time:times}, between {windows} of {of:window:windows}. More draws are made with --repeats.",
  importance_of_seen_rows:
    "The table holds too few windows that the model was not fitted on: inputs were exchanged on rows that it has seen, where errors are smaller than on new ones.",
  importance_impossible:
    "No input could be exchanged between windows: the table holds too few that can be scored ({windows}).",
  blank_lines: "Blank lines in the file were skipped: {rows}, the first at line {row}.",
  no_header: "The file has no header row; its columns are called {columns}.",
  names_repeated: "Columns that shared a name were renamed: {columns}, the first of them {first}.",
  no_time: "The file has no time column; its {rows:row:rows} count as evenly spaced, in the order of the file.",
  time_ambiguous: "Times can be read in two ways: they were read as {read_as} ({step}), but could be {or} ({or_step}).",
  dates_differ:
    "Dates are written as {read_as}, in the model's own data as {before}: month and day were read as this file has them.",
  dates_uneven:
    "Dates were read as {read_as} ({step}), as in the model's own data; read as {or} ({or_step}) they would be more even.",
  decimal_differs:
    "Decimals stand behind “{decimal}”, in the model's own data behind “{before}”: numbers were read as this file has them.",
  time_offsets_differ: "Times carry different offsets; forecasts write them as {written_as}.",
  mase_undefined: "MASE is not defined: {reason} (model: {model}).",
  forecasts_missing: "Forecasts that are no numbers: {rows} (model: {model}). Its scores are not defined.",
  r2_steps_left_out: "Steps ahead left out of R² because their actual values do not vary: {steps} (model: {model}).",
  sheet_chosen: "Read from the sheet “{sheet}”. The workbook also holds {others}; --sheet takes another.",
  formulas_unsaved:
    "Cells hold formulas whose values were not saved with them: {cells}, the first in row {row}. They count as missing. Open the workbook in a spreadsheet and save it again.",
  cells_in_error:
    "Cells of column {columns} hold errors such as #DIV/0!: {cells}, the first in row {row}. They count as missing.",
  cells_merged:
    "Merged cells count as holding what they show in every row and column that they cover: {merges:merge:merges}, the first in row {row}.",
  header_joined:
    "The header stands in {rows} rows, from row {row}, under merged cells: names were joined, outer before inner.",
  title_dropped: "Passed over above the header: {rows:row:rows}, first in row {row} (“{text}”).",
  footer_dropped:
    "Lines at the end of the file that hold no readings were left out: {rows}, the first at line {row} (“{text}”).",
  rows_without_time: "Rows without a time were left out: {rows}, at line {lines} (the first is “{text}”).",
  text_columns: "Columns of text were ignored: {columns}.",
  season_found: "The training part repeats with period {period} (strength {strength}).",
  season_not_found: "No season was found in the training part.",
  never_learnt:
    "No gradient reaches {parts} of {model}: those weights stay as they were drawn. On the way from there to the output stands what has no slope (greater, floor, stopGradient, a product with 0).",
  sees_signs:
    "{model} normalises what its inputs say over the units: of a single column it sees little more than the sign, not how large a reading is. A further input (--past, --future, --calendar) helps, or another cell.",
  memory_mapped:
    "{model} is given the memory of the layer below where both layers have as many units. Without it, with a linear map of the input in its place: layer {layers}. Equal --units hand it on.",
  both_ends_anyway: "{model} reads windows from both ends as it is: two directions change nothing.",
  lookbacks_within_dilation:
    "Look-backs of {lookbacks} rows were not tried: a dilation of {dilation} has no step to go back to in them.",
  season_used: "Seasonal naive and MASE use a season of {period:row:rows}.",
  holidays_used:
    "Public holidays of {place} are known in advance until {until}; {days} of them lie in the table. Working days moved to weekends are not known.",
  start_kept:
    "In {epochs:epoch:epochs} the recurrent path found nothing on validation rows that its linear start does not know: the network kept that start.",
  untrained_kept:
    "In {epochs:epoch:epochs} training found nothing better on validation rows than the weights as they were drawn: what is scored and forecasts here is an untrained network. Try more --epochs, another --learning-rate, or the linear path.",
  nothing_chosen:
    "Too few complete windows to choose on validation rows: the plainest preparation and a look-back of {lookback} were taken.",
  ridge_impossible: "Ridge had no complete windows to learn from: its row repeats each window's own level.",
  recursive:
    "The horizon of {horizon} is longer than the trained one of {trained}: later rows are forecast from earlier forecasts.",
  weights_pruned: "Of the recurrent weights {share} % are zero.",
  weights_pruned_early:
    "Of the recurrent weights {share} % are zero, not {wanted} %: validation kept epoch {epoch} (0 is the start), and pruning goes from epoch {start} to epoch {end}.",
  band_flat:
    "All {passes} passes agree, so the band has no width: the network kept its linear start, which masks of dropout do not touch.",
  band_made:
    "The band is to hold {level} % of later readings: it is as wide as the errors of {windows:validation window:validation windows} say. Passes disagree on {share} % of its variance; the rest is noise.",
  band_few_errors:
    "{errors:error:errors} on validation rows are too few for a level of {level} %: the band is as wide as the largest of them.",
  band_ends: "The band stops after {rows:row:rows}: passes that go on from what they said themselves grow without end.",
  band_passes_only:
    "The model file, of an earlier version, holds no errors of validation rows: the band holds {level} % of its {passes} passes and is no prediction interval. Fit again for one.",
  beyond_needs_future: "No forecast beyond the end: the file does not hold {columns} for the next {rows:row:rows}.",
  beyond_shortened:
    "The forecast beyond the end stops after {horizon} of {wanted:row:rows}: more would need values that are not known.",
  lookback_chosen: "Look-back chosen: the input of each forecast is the latest {lookback:row:rows}.",
  horizon_chosen: "Horizon chosen: {horizon:step:steps} ahead.",
  preparation_chosen:
    "Validation chose: look-back {lookback}; preparation: {preparation}; normalisation of each window: {normalisation}; ridge strength {strength}, with an RMSE of {validation_rmse}.",
  threads_used:
    "Threads: {threads}; together they did {share} % of the parts of steps that can be shared, and one alone the rest, which is faster alone.",
  threads_missing: "Fewer threads than asked for: {threads}. Reason: {reason}.",
  fast_math_used:
    "Fused multiply-add was asked for: the same run on another machine may end with slightly different weights.",
  fast_math_missing:
    "Fused multiply-add is not to be had in this runtime (Node 22 and current browsers have it): the exact products were used.",
  test_forecasts_shortened:
    "All {windows} test windows are scored; the forecasts of the latest {kept} are kept to be looked at.",
  targets_missing: "Readings missing in the target, neither trained on nor scored: {count}.",
  mape_rows_left_out: "Rows left out of MAPE because their actual value is 0: {rows} (model: {model}).",
  clean_from_all:
    "These steps learnt their numbers from all {rows:row:rows}, not from a past alone: {steps}. Do not score a model on such a table.",
  clean_missing: "Cells read as missing ({values}): {cells}, in {columns}.",
  clean_sorted: "Rows that were put in their place: {rows}.",
  clean_duplicates: "Repeated rows taken out: {rows}; of each, kept is {keep}.",
  clean_outliers: "Outliers ({by}) replaced by {replace}: {cells}, in {columns}.",
  clean_filled: "Missing cells filled by {by}: {cells}, in {columns}.",
  clean_later:
    "Of these, cells filled with the help of later readings: {cells}, in {columns}. Forecasts must not be judged by them.",
  clean_left: "Missing cells that {by} could not fill: {cells}, in {columns}.",
  clean_regular:
    "One row every {step}: {added:row:rows} added, {joined} put together with others; {rows:row:rows} now.",
  clean_sums_incomplete:
    "Sums over intervals of {step} that hold fewer readings than usual are missing: {cells}, in {columns}; a part of one is not its whole.",
  clean_sums_uneven:
    "How many readings an interval of {step} holds varies too much to tell which sums lack some: they are of what was read, in {columns}.",
  clean_encoded: "The words of column {column} became {as}: {words:different word:different words}.",
  clean_unseen: "Words of column {column} that the past did not know: {rows:row:rows}, the first word is {first}.",
  clean_dropped: "Columns taken out: {columns}.",
  clean_impossible: "The step “{step}” could not be applied to {column}: {reason}.",
  decimal_comma: "Numbers are written with a decimal comma; “{separator}” parts the cells.",
  graph_nodes_by_number:
    "Nodes of the graph were taken for columns by the numbers in their names: the first is {first}, the last {last}.",
  graph_nodes_by_place:
    "Nodes of the graph were taken for columns in the table's order: the first is {first}, the last {last}.",
  graph_both_ways:
    "{model} hears along every edge both ways: of {uneven:pair:pairs} of nodes whose two weights differ, their mean counts.",
  graph_read:
    "The graph: {nodes:node:nodes}, {edges:pair:pairs} of them with an edge; with one in one direction only: {one_way}; nodes without any: {alone}.",
  graph_unread:
    "The graph is read by a few cells only, not by {model}: its nodes are inputs, its edges count for nothing.",
  encoding: "The text is encoded in {encoding}.",
  numbers_grouped: "Separators of thousands in numbers were taken out, as in {first}.",
  signs_dropped: "Signs beside numbers were taken off ({signs}), as in “{first}”; columns: {columns}.",
  months_in_columns:
    "Each row is a year, with a column for each part of it: {years:year:years}. They were turned into a table of {rows:row:rows}, whose values stand in column y.",
  months_in_rows:
    "Each column is a year, with a row for each part of it: {years:year:years}. They were turned into a table of {rows:row:rows}, whose values stand in column y; what else stands there was left out.",
  sums_left_out: "Columns beside the parts of the year were left out: {columns}.",
  series_found: "The file holds {series} series, named by column {column}.",
  series_in_rows:
    "Each row of the file is a series of its own: {series} series. They were turned into a table of {rows:row:rows}.",
  series_with_meta_rows:
    "Each column is a series of its own, with lines that describe it above its readings: {series} series. They were turned into a table of {rows:row:rows}.",
  series_in_columns: "Each column is a series of its own: {series} series.",
  text_in_numbers:
    "Words in the number column {column} were read as missing: {words} ({cells:cell:cells}, lines {rows}).",
  time_not_read: "Column {column} looks like a time but could not be read as one.",
  time_skipped_by_clock: "Times that the clocks of {zone} skipped: {rows:row:rows}, the first at line {row}.",
  time_zone: "Times were read as clock times of {zone}; repeated hours in autumn: {repeated_hours}.",
  columns_as_series: "Each of {series} columns of numbers is a series of the panel.",
  columns_beside_series:
    "Columns that stand beside those of the series are none, and can be inputs of all (--past, --future): {columns}.",
  columns_shared:
    "Prepared over all series together, because they stand still within each and differ between series: {columns}.",
  panel_preparation_chosen:
    "Validation chose for all series: look-back {lookback}; preparation: {preparation}; normalisation of each window: {normalisation}; ridge strength {strength}, with a mean scaled error (MASE) of {validation_mase} on a sample of the series.",
  learnt_among: "Learnt from {series:series:series} together, this one among them; ridge too.",
  others_left_out:
    "Series not learnt from, because they do not have {rows:known row:known rows} before the validation part of this one, or no reading there: {count} of {of} others, the first {first}.",
  series_only_trained:
    "Series too short to be tested: {count} of {of}, the first {first}. All their rows were trained on. A look-back and a horizon take {rows:row:rows}, and validation and test their own.",
  series_left_out:
    "Series left out, because they do not have {rows:known row:known rows} or no reading before their test part: {count} of {of}, the first {first}.",
  series_not_forecast:
    "Series that could not be forecast, because rows before the forecast or columns known in advance are missing: {count} of {of}, the first {first}.",
  series_of_one_row: "Series of a single row, which have no step, were left out: {count}, the first {first}.",
  series_unseen:
    "Series that the model was not fitted on: {count}, the first {first}. They were prepared on their own rows.",
  series_without_mase:
    "Series without a MASE, because their training part repeats itself exactly or is shorter than a season: {count} of {of}. The mean is over the others.",
  recipe_other_file:
    "The file {file} is not the one that the recipe was written for (SHA-256 {sha256}): scores may differ.",
  recipe_simulated:
    "No recorded drive was at hand: this drive is made up by a seeded simulator, and its scores say nothing of real ones.",
  tuned:
    "Trial {trial} of {trials} is best on the validation rows: RMSE {rmse} over {windows:window:windows}; the defaults have {first}, ridge at its best {ridge}.",
  tuned_default_stands:
    "None of {trials:trial:trials} is better than the defaults on the validation rows: RMSE {rmse} over {windows:window:windows}; ridge at its best has {ridge}.",
  tuned_within_chance:
    "None of {trials:trial:trials} beats the defaults on the validation rows by more than chance: RMSE {rmse} over {windows:window:windows}, the lowest {lowest} in trial {trial}; ridge at its best has {ridge}.",
  tune_out_of_time: "The time ran out after {seconds} s; the best trial had trained {epochs:epoch:epochs}.",
  tune_space_exhausted: "Every combination was tried: {trials:trial:trials}.",
  compare_failed: "{model} is not compared: {message}",
  compare_few_windows:
    "The test part has room for {independent:window:windows} that do not overlap in time, and a test needs {needed}: as it is, no model can be called better. With --test {test} one could, or with a shorter --horizon.",
  compare_budget_missed:
    "Units are whole numbers: {model} has {parameters:parameter:parameters}, not about {budget} as aimed at.",
  compare_start_kept:
    "In {runs} of {of:run:runs} of {model} validation found nothing beyond the linear start, and the network forecasts as ridge does. What the cells do without it, --no-linear-path compares.",
  compare_untrained:
    "In {runs} of {of:run:runs} of {model} training found nothing better on validation rows than the weights as they were drawn: what was scored there is an untrained network. Try more --epochs or another --learning-rate.",
};
