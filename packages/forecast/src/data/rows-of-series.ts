import { Problem } from "../contracts/problem.ts";
import type { CategoryColumn, Table } from "../contracts/table.ts";
import { listNames } from "./column-names.ts";
import { nearestName } from "./nearest.ts";

/**
 * Rows of one series of a table, in the file's order; undefined where all rows are its. Throws `series_many` where none of
 * several is named and `series_unknown` with the nearest id.
 */
export function rowsOfSeries(
  { id, rows, series, columns }: Table,
  wanted: string | undefined,
): Uint32Array | undefined {
  if (wanted === undefined) {
    if (series && series.categories.length > 1) throw seriesMany(series);
    return undefined;
  }
  const code = series ? series.categories.indexOf(wanted) : -1;
  if (!series && wanted === id) return undefined;
  if (!series || code < 0) {
    throw seriesUnknown(
      wanted,
      series?.categories ?? [id],
      columns.map(({ name }) => name),
    );
  }
  if (series.categories.length === 1) return undefined;
  const found = new Uint32Array(rows);
  let count = 0;
  for (let row = 0; row < rows; row++) if (series.codes[row] === code) found[count++] = row;
  return found.slice(0, count);
}

function seriesMany({ name, categories }: CategoryColumn): Problem {
  return new Problem("data", "series_many", `The file holds ${categories.length} series.`, {
    found: `${categories.length} series in column "${name}": ${listNames(categories)}`,
    needed: "the id of one series",
    hint: `Name one of them: --series "${categories[0]}".`,
    column: name,
    option: "--series",
  });
}

/** The problem of a series that is not there, with the nearest that is; a column that bears the name is a target. */
export function seriesUnknown(wanted: string, categories: readonly string[], columns: readonly string[] = []): Problem {
  const near = nearestName(wanted, categories);
  const isColumn = columns.includes(wanted);
  return new Problem("data", "series_unknown", `There is no series "${wanted}".`, {
    found: `the series ${listNames(categories)}`,
    needed: `a series called "${wanted}"`,
    hint: isColumn
      ? `It is a column: name it by --target ${wanted}, without --series.`
      : near === undefined
        ? "Name one of the series of the file."
        : `Did you mean "${near}"?`,
    option: "--series",
  });
}
