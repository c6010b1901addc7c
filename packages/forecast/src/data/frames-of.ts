import type { Frame } from "../contracts/frame.ts";
import type { Note } from "../contracts/outcome.ts";
import { Problem } from "../contracts/problem.ts";
import type { Table } from "../contracts/table.ts";
import { frameOfRows, notesOf, textColumnsOf } from "./frame-of.ts";
import { isNumbered } from "./series-names.ts";
import type { TextColumn } from "./text-column.ts";

/** The sound frames of all series of a table. */
export interface FramesTable {
  /** In the order in which the series first appear. Series of a single row have no step and are left out, with a note. */
  readonly frames: readonly Frame[];
  readonly notes: readonly Note[];
  readonly textColumns: readonly TextColumn[];
}

/** The name that values take which stand in a column of their series' own. */
export const VALUE = "y";

/**
 * A frame for each series of a table, each in order and with a step, as `frameOf` wants it. A wide table, one column a series, is
 * read as one where `target` is `y` and no column is called that: every column that is named by a number is then a series, and the
 * others, such as a day, are inputs that all of them may have.
 * @throws what `frameOf` throws; messages name the series.
 */
export function framesOf(
  table: Table,
  options: { readonly target?: string; readonly file?: string } = {},
): FramesTable {
  const { target, file } = options;
  if (isPanelOfColumns(table, target)) return framesOfColumns(table, file);
  const textColumns = textColumnsOf(table);
  const frames: Frame[] = [];
  const single: string[] = [];
  for (const [id, rows] of rowsBySeries(table)) {
    if (rows !== undefined && rows.length < 2) single.push(id);
    else frames.push(naming(id, file, () => frameOfRows(table, rows, id, file, textColumns)));
  }
  const notes = notesOf(table, table.rows);
  if (single.length > 0) {
    notes.push({ code: "series_of_one_row", facts: { count: single.length, first: single.slice(0, 5).join(", ") } });
  }
  return { frames, notes, textColumns };
}

/** True where a table holds several series: one below the other, or, with the target `y`, side by side. */
export function holdsPanel(table: Table, target: string): boolean {
  return (table.series?.categories.length ?? 1) > 1 || isPanelOfColumns(table, target);
}

function isPanelOfColumns({ layout, columns }: Table, target: string | undefined): boolean {
  return layout === "wide" && target === VALUE && !columns.some(({ name }) => name === VALUE);
}

function framesOfColumns(table: Table, file: string | undefined): FramesTable {
  const whole = naming(table.id, file, () => frameOfRows(table, undefined, table.id, file, []));
  // What counts the days among a hundred sensors is no sensor.
  const beside = whole.columns.filter(({ name }) => !isNumbered(name));
  const series = whole.columns.filter(({ name }) => isNumbered(name));
  const frames = series.map((column): Frame => {
    return { ...whole, id: column.name, columns: [{ ...column, name: VALUE }, ...beside] };
  });
  const notes: Note[] = [{ code: "columns_as_series", facts: { series: series.length } }];
  if (beside.length > 0) {
    notes.push({ code: "columns_beside_series", facts: { columns: beside.map(({ name }) => name).join(", ") } });
  }
  return { frames, notes: [...notesOf(table, table.rows), ...notes], textColumns: [] };
}

/** The rows of each series in the file's order; all rows where there is one series. */
function rowsBySeries({ id, rows, series }: Table): [string, Uint32Array | undefined][] {
  if (series === undefined || series.categories.length < 2) return [[series?.categories[0] ?? id, undefined]];
  // Counted first: each series' rows are a stretch of one array.
  const ends = new Uint32Array(series.categories.length + 1);
  for (const code of series.codes) ends[code + 1]!++;
  for (let code = 0; code < series.categories.length; code++) ends[code + 1]! += ends[code]!;
  const next = ends.slice(0, -1);
  const order = new Uint32Array(rows);
  series.codes.forEach((code, row) => {
    order[next[code]!++] = row;
  });
  return series.categories
    .map((name, code): [string, Uint32Array] => [name, order.subarray(ends[code], ends[code + 1])])
    .filter(([, own]) => own.length > 0);
}

/** A problem of one series of many says of which. */
function naming(id: string, file: string | undefined, make: () => Frame): Frame {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const { message, details } = error;
    const named = new Problem(error.kind, error.code, `Series "${id}": ${message}`, details);
    throw file === undefined ? named : named.with({ file });
  }
}
