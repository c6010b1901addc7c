import type { Note } from "../contracts/outcome.ts";
import { pause } from "../contracts/pause.ts";
import type { NumberColumn, Table, TableColumn, TableTime } from "../contracts/table.ts";
import { chooseReading } from "./choose-reading.ts";
import { findSeries } from "./find-series.ts";
import { seriesFromMetaRows } from "./meta-rows.ts";
import { seriesFromMonths } from "./months-in-columns.ts";
import { seriesFromMonthRows } from "./months-in-rows.ts";
import { NumberColumnBuilder } from "./number-column-builder.ts";
import type { ReadTableOptions } from "./read-options.ts";
import { isSidewaysMatrix, seriesFromRows } from "./series-in-rows.ts";
import { isNumbered } from "./series-names.ts";
import type { TableBuilder } from "./table-builder.ts";
import { tableId } from "./table-id.ts";
import { numbersAmong, TextColumnBuilder } from "./text-column-builder.ts";
import { toZone } from "./to-zone.ts";

/** Rows from which on a column's memory matters. */
const LONG = 100_000;

/** Columns of numbers from which on their names may say that each is a series. */
const WIDE = 8;

/** Makes the table of all rows that a builder took in. Throws what the builder throws at the end of its rows. */
export async function finishTable(builder: TableBuilder, options: ReadTableOptions): Promise<Table> {
  const notes = builder.finish();
  const { plan } = builder;
  const lines = builder.lines.take();
  const columns: TableColumn[] = [];
  const ids = new Set<string>();
  for (const place of builder.places) {
    const columnBuilder = plan.builders[place]!;
    if (columnBuilder instanceof TextColumnBuilder && columnBuilder.isId) ids.add(columnBuilder.name);
    const finished = columnBuilder.finish(lines);
    columns.push(finished.column);
    notes.push(...finished.notes);
    // The pieces of a long column are garbage now, which is collected between tasks.
    if (lines.length > LONG) await pause();
  }
  const own = plan.builders.flatMap((column) => (column instanceof NumberColumnBuilder ? [column.rules] : []));
  const first = [plan.rules, ...own].find(({ grouped }) => grouped !== undefined)?.grouped;
  if (first !== undefined) notes.push({ code: "numbers_grouped", facts: { first } });
  const id = options.id ?? tableId(options.file);
  const parts = { rows: lines.length, lines, columns };
  if (!plan.place) {
    const turned = plan.header ? seriesFromMonthRows(parts) : undefined;
    if (turned) return { id, ...turned, notes: [...notes, ...turned.notes] };
    const melted =
      plan.inRows || isSidewaysMatrix(plan.header, parts) ? seriesFromRows(parts) : seriesFromMetaRows(parts);
    if (melted) return { id, ...melted, notes: [...notes, meltedNote(melted)] };
  }
  const found = plan.place?.reader.finish();
  const chosen = found && chooseReading(found.readings, options.like?.time);
  const series = findSeries(columns, chosen?.reading.times, options.series, lines);
  const monthly = seriesFromMonths(parts, chosen?.reading, series);
  if (monthly) return { id, ...monthly, notes: [...notes, ...monthly.notes] };
  // An id that tells no series apart, such as a running number, is a column like any other.
  const others = columns
    .filter(({ name }) => name !== series?.name)
    .map((column) =>
      column.kind === "text" && ids.has(column.name)
        ? (numbersAmong(column, plan.rules, lines)?.column ?? column)
        : column,
    );
  const time: TableTime | undefined = chosen && {
    name: plan.place!.columns.length === 1 ? plan.names[plan.place!.columns[0]!]! : "ds",
    columns: plan.place!.columns.map((place) => plan.names[place]!),
    values: chosen.reading.times,
    format: chosen.reading.format,
  };
  const zoned = time && options.zone !== undefined ? toZone(time, options.zone, series, lines) : undefined;
  const layout = series && series.categories.length > 1 ? "long" : isWide(others) ? "wide" : "single";
  return {
    id,
    layout,
    ...parts,
    ...(time ? { time: zoned?.time ?? time } : {}),
    ...(series ? { series } : {}),
    columns: others,
    notes: [
      ...notes,
      // In a zone all times are written by its clock.
      ...(found?.notes ?? []).filter(({ code }) => !zoned || code !== "time_offsets_differ"),
      ...(chosen?.notes ?? []),
      ...(zoned?.notes ?? []),
      ...layoutNotes(layout, series?.name, series?.categories.length ?? 0, others),
    ],
  };
}

function meltedNote({ layout, series, rows }: Omit<Table, "id" | "notes">): Note {
  const count = series?.categories.length ?? 0;
  return { code: layout === "rows" ? "series_in_rows" : "series_with_meta_rows", facts: { series: count, rows } };
}

function layoutNotes(
  layout: string,
  column: string | undefined,
  series: number,
  columns: readonly TableColumn[],
): Note[] {
  if (layout === "long") return [{ code: "series_found", facts: { column: column!, series } }];
  if (layout === "wide") return [{ code: "series_in_columns", facts: { series: numberedOf(columns).length } }];
  return [];
}

const numberedOf = (columns: readonly TableColumn[]) => numbersOf(columns).filter(({ name }) => isNumbered(name));

/** Many columns of numbers whose names are ids: `s1`, `s2` … or `773869`, `767541` …. */
function isWide(columns: readonly TableColumn[]): boolean {
  const numbers = numbersOf(columns);
  return numbers.length >= WIDE && numberedOf(columns).length >= 0.9 * numbers.length;
}

function numbersOf(columns: readonly TableColumn[]): NumberColumn[] {
  return columns.filter((column): column is NumberColumn => column.kind === "number");
}
