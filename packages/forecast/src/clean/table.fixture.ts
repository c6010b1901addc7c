import type { CategoryColumn, Table, TableColumn } from "../contracts/index.ts";

/** A small table as plain lists; null stands for a missing cell. Times are ISO texts in UTC, or hours since 2020. */
export interface TableLists {
  readonly time?: readonly (string | number)[];
  readonly format?: string;
  readonly zone?: string;
  readonly series?: readonly string[];
  readonly columns: Readonly<Record<string, readonly (number | string | null)[]>>;
}

const HOUR = 3_600_000;

export function tableOf({ time, format = "YYYY-MM-DD HH:mm", zone, series, columns }: TableLists): Table {
  const lists = Object.values(columns);
  const rows = (time ?? lists[0] ?? []).length;
  return {
    id: "table",
    layout: series ? "long" : "single",
    rows,
    lines: Uint32Array.from({ length: rows }, (_, row) => row + 2),
    ...(time
      ? {
          time: {
            name: "ds",
            columns: ["ds"],
            values: Float64Array.from(time, instant),
            format,
            ...(zone === undefined ? {} : { zone }),
          },
        }
      : {}),
    ...(series ? { series: words("unique_id", series) } : {}),
    columns: Object.entries(columns).map(([name, cells]): TableColumn => {
      const isText = cells.some((cell) => typeof cell === "string");
      if (isText) return words(name, cells as (string | null)[]);
      return { kind: "number", name, values: Float64Array.from(cells, (cell) => (cell === null ? NaN : Number(cell))) };
    }),
    notes: [],
  };
}

function instant(time: string | number): number {
  return typeof time === "number" ? Date.UTC(2020, 0, 1) + time * HOUR : Date.parse(`${time}Z`);
}

function words(name: string, cells: readonly (string | null)[]): CategoryColumn {
  const categories = [...new Set(cells)].filter((cell) => cell !== null);
  const codes = Int32Array.from(cells, (cell) => (cell === null ? -1 : categories.indexOf(cell)));
  return { kind: "text", name, codes, categories };
}

/** A column's cells: numbers, words, null where missing. */
export function cellsOf(table: Table, name: string): (number | string | null)[] {
  const column = table.columns.find((candidate) => candidate.name === name);
  if (!column) throw new Error(`no column ${name}`);
  if (column.kind === "text") return Array.from(column.codes, (code) => column.categories[code] ?? null);
  return Array.from(column.values, (value) => (Number.isNaN(value) ? null : value));
}

/** The marks of a column; zeros where it has none. */
export function marksOf(table: Table, name: string): number[] {
  const column = table.columns.find((candidate) => candidate.name === name);
  return [...((column?.kind === "number" ? column.filled : undefined) ?? new Uint8Array(table.rows))];
}

/** Times as hours since 2020. */
export function hoursOf(table: Table): number[] {
  return Array.from(table.time?.values ?? [], (time) => (time - Date.UTC(2020, 0, 1)) / HOUR);
}

/** Times as ISO texts without the zone. */
export function timesOf(table: Table): string[] {
  return Array.from(table.time?.values ?? [], (time) => new Date(time).toISOString().slice(0, 16));
}
