import type { SeriesRows } from "../clean/series-rows.ts";
import type { NumberColumn } from "../contracts/index.ts";
import { mean, valuesAt, valuesWhere } from "../statistics/index.ts";
import { writtenTime } from "./finding.ts";
import type { SeriesColumnFacts, SeriesFacts } from "./inspection.ts";
import { deviationOf } from "./number-facts.ts";
import type { Survey } from "./survey.ts";

/** Series that are described one by one. */
const MOST_SERIES = 1000;
/** Descriptions of a column within a series, over all series. */
const MOST_COLUMNS = 20_000;

/** Each series in brief, a thousand at most; columns within a series only where there are not very many of them. */
export function seriesFacts({ table, series }: Survey): SeriesFacts[] {
  if (!table.series) return [];
  const numbers = table.columns.filter((column) => column.kind === "number");
  const shown = series.slice(0, MOST_SERIES);
  const detailed = numbers.length * shown.length <= MOST_COLUMNS;
  return shown.map((one) => ({
    name: one.series,
    rows: one.rows.length,
    ...(table.time
      ? {
          first: writtenTime(table, table.time.values[one.rows[0]!]!),
          last: writtenTime(table, table.time.values[one.rows.at(-1)!]!),
        }
      : {}),
    ...(detailed ? { columns: numbers.map((column) => columnFacts(one, column)) } : {}),
  }));
}

function columnFacts({ rows }: SeriesRows, { name, values }: NumberColumn): SeriesColumnFacts {
  const known = valuesWhere(valuesAt(values, rows), (value) => !Number.isNaN(value));
  const base = { name, known: known.length, missing: rows.length - known.length };
  if (known.length === 0) return base;
  const average = mean(known);
  return {
    ...base,
    min: known.reduce((a, b) => Math.min(a, b)) + 0,
    max: known.reduce((a, b) => Math.max(a, b)) + 0,
    mean: average,
    ...(known.length > 1 ? { deviation: deviationOf(known, average) } : {}),
  };
}
