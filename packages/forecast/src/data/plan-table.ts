import type { Note } from "../contracts/outcome.ts";
import { Problem } from "../contracts/problem.ts";
import { findTimeColumn, inventNames, uniqueNames } from "./column-names.ts";
import type { CsvRecord } from "./csv-records.ts";
import { findTime, givenTime, type TimePlace, unreadTime } from "./find-time.ts";
import { cellKind, hasHeader } from "./has-header.ts";
import { notCsv } from "./not-csv.ts";
import { TableBuilder } from "./table-builder.ts";
import { type TimeReader, timeColumn } from "./time-column.ts";
import { timeParts } from "./time-parts.ts";

/** What the first rows told about a table, with those rows already taken in. */
export interface TablePlan {
  readonly builder: TableBuilder;
  readonly time: TimeReader | undefined;
  readonly timeName: string;
  readonly notes: readonly Note[];
}

/**
 * Decides from the first rows whether there is a header, what the columns are called and which hold the time. Throws
 * `file_empty`, `no_rows`, `not_csv` and `time_missing`.
 */
export function planTable(sample: readonly CsvRecord[], given: string | readonly string[] | undefined): TablePlan {
  const filled = sample.filter(({ cells }) => cells.some((cell) => cell !== ""));
  const [first] = filled;
  if (!first) throw fileEmpty();
  const below = filled.slice(1).map(({ cells }) => cells);
  const header = hasHeader(first.cells, below);
  if (!below.some((cells) => cells.some((cell) => cellKind(cell) === "number" || cellKind(cell) === "time"))) {
    refuseWithoutNumbers(first, below, header);
  }
  const width = widthOf(first.cells, below);
  const rows = header ? below : filled.map(({ cells }) => cells);
  const { names, notes } = header
    ? uniqueNames(first.cells.slice(0, width))
    : { names: inventNames(width, timeOnly(findTime(new Array<string>(width).fill(""), rows))), notes: [] };
  const place =
    given === undefined ? findTime(names, rows) : givenTime([given].flat().map((name) => findTimeColumn(names, name)));
  const time = readerOf(place);
  const timeColumns = place.kind === "column" ? [place.column] : place.kind === "parts" ? place.columns : [];
  const unread = place.kind === "none" ? unreadTime(names) : undefined;
  const planNotes = header ? notes : [{ code: "no_header", facts: { columns: names.slice(0, 20).join(", ") } }];
  const builder = new TableBuilder(names, time, timeColumns);
  for (const record of header ? sample.slice(sample.indexOf(first) + 1) : sample) builder.add(record);
  return {
    builder,
    time,
    timeName: place.kind === "column" ? names[place.column]! : "ds",
    notes: [...planNotes, ...(unread === undefined ? [] : [{ code: "time_not_read", facts: { column: unread } }])],
  };
}

/** A trailing separator in every row makes a last column with neither name nor values: not one. */
function widthOf(first: readonly string[], below: readonly (readonly string[])[]): number {
  let width = first.length;
  while (width > 1 && first[width - 1] === "" && below.every((cells) => (cells[width - 1] ?? "") === "")) width--;
  return width;
}

function readerOf(place: TimePlace): TimeReader | undefined {
  if (place.kind === "column") return timeColumn(place.column, place.readText);
  return place.kind === "parts" ? timeParts(place.columns) : undefined;
}

function timeOnly(place: TimePlace): number | undefined {
  return place.kind === "column" ? place.column : undefined;
}

function fileEmpty(): Problem {
  return new Problem("data", "file_empty", "The file is empty.", {
    found: "no text at all",
    needed: "a header and at least 2 rows of readings",
    hint: "Check that the file was saved or downloaded completely.",
  });
}

/** The first rows hold neither a number nor a time: a header alone, prose, or missing readings that may end further down. */
function refuseWithoutNumbers(first: CsvRecord, below: readonly (readonly string[])[], header: boolean): void {
  if (below.length === 0 && !header) return;
  if (below.length === 0 && first.cells.length > 1) {
    throw new Problem("data", "no_rows", "The file has a header but no rows.", {
      found: `a header of ${first.cells.length} columns`,
      needed: "at least 2 rows of readings",
      hint: "Check that the file was saved or downloaded completely.",
      row: first.line,
    });
  }
  const allText = below.every((cells) => cells.every((cell) => cell === "" || cellKind(cell) === "text"));
  if (allText) {
    throw notCsv(
      `text without any number, beginning with "${first.cells.join(", ").slice(0, 60)}"`,
      "Give a table whose columns hold numbers, separated by commas, semicolons or tabs.",
    );
  }
}
