import type { Frame } from "../contracts/frame.ts";
import type { Note } from "../contracts/outcome.ts";
import { Problem } from "../contracts/problem.ts";
import type { TimeAxis } from "../contracts/time-axis.ts";
import type { TextColumn } from "./column-builder.ts";
import { listNames } from "./column-names.ts";
import { inferAxis, type TimeSource, tooFewRows } from "./infer-axis.ts";
import type { TablePlan } from "./plan-table.ts";
import { describeStep } from "./time-at.ts";
import type { TimeReading } from "./time-column.ts";

/** A sound frame, what was decided on the way, and the columns that are not numbers. */
export interface CsvTable {
  readonly frame: Frame;
  readonly notes: readonly Note[];
  readonly textColumns: readonly TextColumn[];
}

/** Makes the frame of a table whose rows are all taken in. Throws what `inferAxis` throws, and `no_numbers`. */
export function assemble({ builder, time, timeName, notes: planNotes }: TablePlan, id: string): CsvTable {
  const length = builder.lines.length;
  if (length < 2) throw tooFewRows(length);
  const textColumns = builder.columns.flatMap(({ text }) => text ?? []);
  const columns = builder.columns
    .filter(({ text }) => !text)
    .map(({ name, values }) => ({ name, values: values.toArray() }));
  if (columns.length === 0) throw noNumbers(textColumns);
  const source: TimeSource = {
    column: timeName,
    line: (index) => builder.lines.at(index),
    ...(builder.several === undefined ? {} : { several: builder.several }),
  };
  const found = time?.finish();
  const { axis, notes } = found ? chooseAxis(found.readings, source) : countAxis(length);
  const textNote =
    textColumns.length > 0 ? [note("text_columns", { columns: listNames(textColumns.map((c) => c.name)) })] : [];
  return {
    frame: { id, time: axis, timeName, columns },
    notes: [...planNotes, ...builder.notes, ...(found?.notes ?? []), ...notes, ...textNote],
    textColumns,
  };
}

/**
 * Takes the reading of the times whose steps are even. `01/02/2020` may begin with its day or its month: where both give a
 * sound axis the day is taken to come first, and a note says so.
 */
function chooseAxis(readings: readonly TimeReading[], source: TimeSource): { axis: TimeAxis; notes: Note[] } {
  const sound: { reading: TimeReading; axis: TimeAxis }[] = [];
  let problem: Problem | undefined;
  for (const reading of readings) {
    try {
      sound.push({ reading, axis: inferAxis(reading, source) });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      problem ??= error;
    }
  }
  const [first, second] = sound;
  if (!first) throw problem ?? new Error("internal: a time column without a reading");
  if (!second || second.axis.kind === "count" || first.axis.kind === "count") return { axis: first.axis, notes: [] };
  const facts = {
    read_as: first.axis.format,
    step: describeStep(first.axis.step),
    or: second.axis.format,
    or_step: describeStep(second.axis.step),
  };
  return { axis: first.axis, notes: [note("time_ambiguous", facts)] };
}

function countAxis(length: number): { axis: TimeAxis; notes: Note[] } {
  return { axis: { kind: "count", start: 1, length }, notes: [note("no_time", { rows: length })] };
}

function note(code: string, facts: Note["facts"]): Note {
  return { code, facts };
}

function noNumbers(textColumns: readonly TextColumn[]): Problem {
  const [first] = textColumns;
  return new Problem("data", "no_numbers", "No column of the file holds numbers only.", {
    found: first
      ? `text in every column, such as "${first.value}" in column "${first.name}", row ${first.row}`
      : "a column of times and nothing else",
    needed: "at least one column of numbers",
    hint: "Write numbers with a decimal point and without units or thousands separators.",
    ...(first ? { row: first.row, column: first.name } : {}),
  });
}
