import type { Column, Frame } from "../contracts/frame.ts";
import type { Note } from "../contracts/outcome.ts";
import { Problem } from "../contracts/problem.ts";
import type { CategoryColumn, NumberColumn, Table } from "../contracts/table.ts";
import type { TimeAxis } from "../contracts/time-axis.ts";
import { fillBy } from "../statistics/index.ts";
import { listNames } from "./column-names.ts";
import { inferAxis, tooFewRows } from "./infer-axis.ts";
import { rowsOfSeries } from "./rows-of-series.ts";
import { type TextColumn, textColumnOf } from "./text-column.ts";

/** What `frameOf` may be told. */
export interface FrameOptions {
  /** The id of the series to take; needed where the table holds several. */
  readonly series?: string;
  /** The file's name, for messages. */
  readonly file?: string;
}

/** A sound frame, what was decided on the way there from the file, and the columns that are not numbers. */
export interface FrameTable {
  readonly frame: Frame;
  readonly notes: readonly Note[];
  readonly textColumns: readonly TextColumn[];
}

/**
 * The sound frame of one series of a table: its rows must be in order and one step apart, which `clean` can see to. Values are
 * shared with the table where it holds one series. Throws `series_many`, `series_unknown`, `no_rows`, `too_few_rows`,
 * `no_numbers`, `times_backwards`, `times_repeated`, `times_skip` and `times_irregular`; those of the time name the first row at
 * fault and the step of cleaning that cures it.
 */
export function frameOf(table: Table, options: FrameOptions = {}): FrameTable {
  try {
    return soundFrame(table, options);
  } catch (error) {
    if (error instanceof Problem && options.file !== undefined) throw error.with({ file: options.file });
    throw error;
  }
}

function soundFrame(table: Table, { series, file }: FrameOptions): FrameTable {
  const rows = rowsOfSeries(table, series);
  const textColumns = textColumnsOf(table, rows);
  const isOneOfMany = series !== undefined && table.series && table.series.categories.length > 1;
  const frame = frameOfRows(table, rows, isOneOfMany ? series : table.id, file, textColumns);
  // Taken as one series, columns are what belongs to it.
  const notes = notesOf(table, frame.time.length).filter(({ code }) => code !== "series_in_columns");
  return { frame, notes, textColumns };
}

/** The columns of words among these rows, all by default. */
export function textColumnsOf({ columns, lines }: Table, rows?: Uint32Array): TextColumn[] {
  return columns
    .filter((column): column is CategoryColumn => column.kind === "text")
    .map((column) => textColumnOf(column, lines, rows));
}

/** What a reader of frames should know of their table. */
export function notesOf({ notes, time, columns }: Table, rows: number): Note[] {
  const texts = columns.filter(({ kind }) => kind === "text").map(({ name }) => name);
  return [
    ...notes,
    ...(time ? [] : [{ code: "no_time", facts: { rows } }]),
    ...(texts.length > 0 ? [{ code: "text_columns", facts: { columns: listNames(texts) } }] : []),
  ];
}

/** The frame of some rows of a table, all by default: those of one series. */
export function frameOfRows(
  table: Table,
  rows: Uint32Array | undefined,
  id: string,
  file: string | undefined,
  textColumns: readonly TextColumn[],
): Frame {
  const length = rows?.length ?? table.rows;
  if (length < 2) throw tooFewRows(length);
  const pick = (values: Float64Array): Float64Array =>
    rows ? fillBy(new Float64Array(rows.length), (i) => values[rows[i]!]!) : values;
  const pickMarks = (marks: Uint8Array): Uint8Array =>
    rows ? fillBy(new Uint8Array(rows.length), (i) => marks[rows[i]!]!) : marks;
  const numbers = table.columns.filter((column): column is NumberColumn => column.kind === "number");
  if (numbers.length === 0) throw noNumbers(textColumns);
  const columns = numbers.map(({ name, values, filled }): Column => {
    return { name, values: pick(values), ...(filled ? { filled: pickMarks(filled) } : {}) };
  });
  const { time } = table;
  const zones = table.notes.find(({ code }) => code === "time_offsets_differ")?.facts.zones;
  const source = {
    line: (index: number) => table.lines[rows?.[index] ?? index]!,
    ...(zones === undefined ? {} : { zones: String(zones) }),
    ...(file === undefined ? {} : { file }),
  };
  const axis: TimeAxis = time
    ? inferAxis(
        { times: pick(time.values), format: time.format, zone: time.zone },
        { ...source, column: time.columns.length > 1 ? time.columns.join(", ") : time.name },
      )
    : { kind: "count", start: 1, length };
  return { id, time: axis, timeName: time?.name ?? "ds", columns };
}

function noNumbers([first]: readonly TextColumn[]): Problem {
  return new Problem("data", "no_numbers", "No column of the file holds numbers only.", {
    found: first
      ? `text in every column, such as "${first.value}" in column "${first.name}", row ${first.row}`
      : "a column of times and nothing else",
    needed: "at least one column of numbers",
    hint: 'Write numbers without units, or encode words as numbers: the step "encode" of table.clean does.',
    ...(first ? { row: first.row, column: first.name } : {}),
  });
}
