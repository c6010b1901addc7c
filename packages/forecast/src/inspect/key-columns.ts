import type { Table, TableColumn } from "../contracts/index.ts";
import { isClockName } from "../data/find-time.ts";

/** Columns that together tell the rows of a time apart, and how many series they name. */
export interface KeyColumns {
  readonly names: readonly string[];
  readonly series: number;
}

/** Columns that are looked at, and how many of them may be needed together. */
const MOST_COLUMNS = 8;
const MOST_TOGETHER = 3;
/** Rows for each time from which on they are those of several series. */
const REPEATS = 1.5;
/** Share of rows that may share key and time. */
const COPIES = 0.02;
/** Share of all series at all times that must be there: what differs by chance names as many series as rows. */
const FILLED = 0.5;

/**
 * The fewest columns of words or whole numbers by which rows with the same time differ, as a shop and an article do: each of the series
 * that they name is there at most times. Undefined where there are none.
 */
export function keyColumns(table: Table): KeyColumns | undefined {
  const { time, series, rows } = table;
  if (!time) return undefined;
  const times = codesOf(Array.from(time.values));
  if (rows < REPEATS * times.size) return undefined;
  const isFull = ({ size }: Codes): boolean => FILLED * size * times.size <= rows;
  const candidates = table.columns.flatMap((column) => {
    const codes = isClockName(column.name) ? undefined : columnCodes(column);
    return codes && codes.size > 1 && isFull(codes) ? [{ name: column.name, codes }] : [];
  });
  const start: Codes = series ? codesOf(Array.from(series.codes)) : { of: new Int32Array(rows), size: 1 };
  for (let together = 1; together <= MOST_TOGETHER; together++) {
    for (const chosen of combinations(candidates.slice(0, MOST_COLUMNS), together)) {
      const key = chosen.reduce((all, { codes }) => joined(all, codes), start);
      if (!isFull(key)) continue;
      const cells = joined(key, times).size;
      if (rows - cells > COPIES * rows || cells < FILLED * key.size * times.size) continue;
      return { names: chosen.map(({ name }) => name), series: key.size };
    }
  }
  return undefined;
}

/** Rows as numbers from 0 on, the same for what is the same. */
interface Codes {
  readonly of: Int32Array;
  readonly size: number;
}

function codesOf(values: readonly number[]): Codes {
  const places = new Map<number, number>();
  const of = Int32Array.from(values, (value) => {
    const place = places.get(value) ?? places.size;
    places.set(value, place);
    return place;
  });
  return { of, size: places.size };
}

function columnCodes(column: TableColumn): Codes | undefined {
  if (column.kind === "text") return column.codes.includes(-1) ? undefined : codesOf(Array.from(column.codes));
  return column.values.every(Number.isInteger) ? codesOf(Array.from(column.values)) : undefined;
}

function joined(a: Codes, b: Codes): Codes {
  return codesOf(Array.from(a.of, (code, row) => code * b.size + b.of[row]!));
}

/** All choices of so many, in the order of the list. */
function combinations<Item>(items: readonly Item[], count: number): Item[][] {
  if (count === 0) return [[]];
  return items.flatMap((item, i) => combinations(items.slice(i + 1), count - 1).map((rest) => [item, ...rest]));
}
