import type { CategoryColumn, NumberColumn, Table, TableTime } from "../../contracts/table.ts";

/** A column of a table on its way out. */
export type ColumnOut =
  | (NumberColumn & { readonly kind: "number" })
  | (CategoryColumn & { readonly kind: "text" })
  | (TableTime & { readonly kind: "time" });

/** The columns in the order in which every format writes them: the series' id, the time, then all others. */
export function columnsOut({ series, time, columns }: Table): ColumnOut[] {
  return [...(series ? [series] : []), ...(time ? [{ ...time, kind: "time" as const }] : []), ...columns];
}
