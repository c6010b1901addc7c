import type { TableColumn } from "../contracts/index.ts";

/** True where both rows hold the same, or both nothing. */
export function sameCell(column: TableColumn, a: number, b: number): boolean {
  if (column.kind === "text") return column.codes[a] === column.codes[b];
  const [x, y] = [column.values[a]!, column.values[b]!];
  return x === y || (Number.isNaN(x) && Number.isNaN(y));
}
