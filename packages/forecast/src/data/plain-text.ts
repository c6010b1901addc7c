import type { CategoryColumn, TableColumn } from "../contracts/table.ts";
import { unescapeFormula } from "./write/formula.ts";

/** A column of a CSV file without the apostrophes that keep its words from being taken for formulas. */
export function plainColumn(column: TableColumn): TableColumn {
  return column.kind === "text" ? plainText(column) : column;
}

/** The same of a column of words. Two spellings that come to the same word are one. */
export function plainText(column: CategoryColumn): CategoryColumn {
  if (column.categories.every((word) => word === unescapeFormula(word))) return column;
  const words = column.categories.map(unescapeFormula);
  const places = new Map<string, number>();
  const codes = words.map((word) => {
    const code = places.get(word) ?? places.size;
    places.set(word, code);
    return code;
  });
  return { ...column, codes: column.codes.map((code) => codes[code] ?? -1), categories: [...places.keys()] };
}
