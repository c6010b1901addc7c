import type { Table, TableColumn } from "../../contracts/index.ts";
import { fillBy } from "../../statistics/index.ts";
import type { MissingData } from "../charts/missing-chart.ts";
import type { RowPlaces } from "../table-series.ts";

const MOST_BINS = 160;
const MOST_COLUMNS = 40;

/**
 * Shares of missing readings by column and bin of time, for the columns with most missing, in the table's order. A bin holds
 * about two rows of each series or more, so that an uneven month leaves none empty.
 */
export function missingData(table: Table, { span, at }: RowPlaces): MissingData {
  const columns = worstColumns(table);
  const distinct = distinctOf(at, 2 * MOST_BINS);
  const bins = Math.max(1, Math.floor(distinct / 2));
  const width = (span.max - span.min) / bins || 1;
  // A row without a time lies in none.
  const binOf = fillBy(new Int16Array(at.length), (row) =>
    Number.isNaN(at[row]) ? -1 : Math.min(bins - 1, Math.floor((at[row]! - span.min) / width)),
  );
  const rows = new Float64Array(bins);
  for (const bin of binOf) if (bin >= 0) rows[bin] = (rows[bin] ?? 0) + 1;
  const shares = new Float64Array(columns.length * bins);
  columns.forEach((column, index) => {
    const missing = new Float64Array(bins);
    binOf.forEach((bin, row) => {
      if (bin >= 0 && isMissing(column, row)) missing[bin] = (missing[bin] ?? 0) + 1;
    });
    for (let bin = 0; bin < bins; bin++) shares[index * bins + bin] = (missing[bin] ?? 0) / rows[bin]!;
  });
  return { columns: columns.map(({ name }) => name), span, bins, shares };
}

/** How many different values there are, counted up to `most`. */
function distinctOf(values: Float64Array, most: number): number {
  const seen = new Set<number>();
  for (let i = 0; i < values.length && seen.size < most; i++) seen.add(values[i]!);
  return seen.size;
}

function worstColumns({ columns, rows }: Table): readonly TableColumn[] {
  if (columns.length <= MOST_COLUMNS) return columns;
  const counted = columns.map((column, index) => {
    let count = 0;
    for (let row = 0; row < rows; row++) if (isMissing(column, row)) count++;
    return { column, index, count };
  });
  const worst = counted.sort((a, b) => b.count - a.count || a.index - b.index).slice(0, MOST_COLUMNS);
  return worst.sort((a, b) => a.index - b.index).map(({ column }) => column);
}

const isMissing = (column: TableColumn, row: number): boolean =>
  column.kind === "number" ? Number.isNaN(column.values[row]) : (column.codes[row] ?? -1) < 0;
