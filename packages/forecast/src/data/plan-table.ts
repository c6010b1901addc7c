import type { Note } from "../contracts/outcome.ts";
import { Problem } from "../contracts/problem.ts";
import { CellRules } from "./cell.ts";
import { chooseBuilder } from "./choose-builder.ts";
import { findColumn, inventNames, uniqueNames } from "./column-names.ts";
import { findDecimalMark } from "./decimal-mark.ts";
import { dressNotes, undress } from "./dress.ts";
import { findTime, givenTime, type TimePlace, unreadTime } from "./find-time.ts";
import { cellKind, hasHeader } from "./has-header.ts";
import { notCsv } from "./not-csv.ts";
import type { ReadTableOptions } from "./read-options.ts";
import type { Row } from "./rows.ts";
import { withoutRemarks, withTime } from "./sample-rows.ts";
import { looksLikeSeriesInRows } from "./series-in-rows.ts";
import { TableBuilder } from "./table-builder.ts";
import { titleNotes, titleRows } from "./title-rows.ts";

/**
 * Decides from the first rows whether there is a header, what the columns are called, what they hold and which hold the time;
 * the builder that it answers has taken in these rows. Throws `file_empty`, `no_rows`, `not_csv`, `time_missing` and
 * `series_column_missing`.
 */
export function planTable(
  sample: readonly Row[],
  separator: string,
  options: ReadTableOptions,
  nameOf: (cell: string) => string,
): TableBuilder {
  const written = sample.filter(({ cells }) => cells.some((cell) => cell !== ""));
  const titles = titleRows(written, options);
  const filled = written.slice(titles.length);
  const [first] = filled;
  if (!first) throw fileEmpty();
  const rules = new CellRules(
    options.decimal ??
      findDecimalMark(
        filled.map(({ cells }) => cells),
        separator,
        options.like?.decimal,
      ),
    options.missing,
  );
  const below = filled.slice(1).map(({ cells }) => cells);
  const header = hasHeader(first.cells, below, rules);
  const kinds = below.map((cells) => cells.map((cell) => cellKind(cell, rules)));
  if (!kinds.some((row) => row.includes("number") || row.includes("time"))) {
    refuseWithoutNumbers(first, below, rules, header);
  }
  const width = widthOf(first.cells, below);
  const rows = withoutRemarks(header ? below : filled.map(({ cells }) => cells), width);
  const { names, notes } = header ? uniqueNames(first.cells.slice(0, width).map(nameOf)) : namesFor(width, rows, rules);
  const found = placeOf(names, rows, rules, options);
  const readings = withTime(rows, found, rules);
  // A sum or a unit hides the clock beside its date.
  const place = readings === rows ? found : (placeOf(names, readings, rules, options) ?? found);
  const id = options.series === undefined ? undefined : findColumn(names, options.series, "series");
  const timesRepeat =
    place !== undefined && repeats(readings.map((cells) => place.columns.map((at) => cells[at]).join(" ")));
  const chosen = names.map((name, column) => {
    const cells = readings.map((row) => row[column] ?? "");
    return chooseBuilder(name, cells, rules, { isSeries: column === id, timesRepeat });
  });
  const builders = chosen.map(({ builder }) => builder);
  const isText = builders.map((builder) => builder.isText);
  const inRows = header && !place && looksLikeSeriesInRows(names, isText, rows);
  const isMarked = filled.some(({ cells }) =>
    cells.some((cell) => /[.,]/.test(cell) && rules.isNumber(undress(cell)?.text ?? cell)),
  );
  const decimal = isMarked ? rules.decimal : undefined;
  const builder = new TableBuilder({ names, header, rules, decimal, place, builders, inRows, notes: planNotes() });
  for (const record of header ? sample.slice(sample.indexOf(first) + 1) : sample) builder.add(record);
  return builder;

  function planNotes(): Note[] {
    const before = options.decimal === undefined ? options.like?.decimal : undefined;
    const isOther = before !== undefined && decimal !== undefined && decimal !== before;
    const unread = place || inRows ? undefined : unreadTime(names);
    return [
      ...titleNotes(titles),
      ...(header ? notes : [{ code: "no_header", facts: { columns: names.slice(0, 20).join(", ") } }]),
      ...((options.decimal ?? decimal) === "," ? [{ code: "decimal_comma", facts: { separator } }] : []),
      ...(isOther ? [{ code: "decimal_differs", facts: { decimal, before } }] : []),
      ...dressNotes(chosen.flatMap(({ dress }, column) => (dress ? [{ name: names[column]!, dress }] : []))),
      ...(place?.notes ?? []),
      ...(unread === undefined ? [] : [{ code: "time_not_read", facts: { column: unread } }]),
    ];
  }
}

function namesFor(width: number, rows: readonly (readonly string[])[], rules: CellRules) {
  const place = findTime(new Array<string>(width).fill(""), rows, rules);
  return { names: inventNames(width, place?.columns[0]), notes: [] };
}

function placeOf(
  names: readonly string[],
  rows: readonly (readonly string[])[],
  rules: CellRules,
  { time }: ReadTableOptions,
): TimePlace | undefined {
  if (time === undefined) return findTime(names, rows, rules);
  const columns = [time].flat().map((name) => findColumn(names, name, "time"));
  return givenTime(columns, names, rows, rules);
}

/** True where fewer than two thirds of these are different. */
function repeats(times: readonly string[]): boolean {
  return new Set(times).size * 3 < times.length * 2;
}

/** A trailing separator in every row makes a last column with neither name nor values: not one. */
function widthOf(first: readonly string[], below: readonly (readonly string[])[]): number {
  let width = first.length;
  while (width > 1 && first[width - 1] === "" && below.every((cells) => (cells[width - 1] ?? "") === "")) width--;
  return width;
}

function fileEmpty(): Problem {
  return new Problem("data", "file_empty", "The file is empty.", {
    found: "no text at all",
    needed: "a header and at least 2 rows of readings",
    hint: "Check that the file was saved or downloaded completely.",
  });
}

/** The first rows hold neither a number nor a time: a header alone, prose, or missing readings that may end further down. */
function refuseWithoutNumbers(
  first: Row,
  below: readonly (readonly string[])[],
  rules: CellRules,
  header: boolean,
): void {
  if (below.length === 0 && !header) return;
  if (below.length === 0 && first.cells.length > 1) {
    throw new Problem("data", "no_rows", "The file has a header but no rows.", {
      found: `a header of ${first.cells.length} columns`,
      needed: "at least 2 rows of readings",
      hint: "Check that the file was saved or downloaded completely.",
      row: first.line,
    });
  }
  if (below.every((cells) => cells.every((cell) => cell === "" || cellKind(cell, rules) === "text"))) {
    throw notCsv(
      `text without any number, beginning with "${first.cells.join(", ").slice(0, 60)}"`,
      "Give a table whose columns hold numbers; in a text file commas, semicolons or tabs separate them.",
    );
  }
}
