import type { Table } from "../../contracts/index.ts";
import { findingOf } from "../finding.ts";
import type { Finding } from "../inspection.ts";
import { sameCell } from "../same-cell.ts";
import type { Survey } from "../survey.ts";

/**
 * Rows that repeat an earlier one in every cell, series and time included. Without a time, equal readings are no copies unless
 * there are many columns to agree.
 */
export function detectDuplicateRows({ table }: Survey): Finding[] {
  const numbers = table.columns.filter(({ kind }) => kind === "number").length;
  if (!table.time && numbers < 3) return [];
  const rows = copies(table);
  if (rows.length === 0) return [];
  return [
    findingOf(table, {
      code: "duplicate_rows",
      weight: "harms",
      count: rows.length,
      rows,
      repair: { kind: "duplicates", keep: "first" },
    }),
  ];
}

function copies(table: Table): number[] {
  const hashes = hashRows(table);
  // Rows that share a place are a chain: the place names the latest, and each row the one before it.
  const places = new Int32Array(2 << (31 - Math.clz32(table.rows))).fill(-1);
  const before = new Int32Array(table.rows).fill(-1);
  const found: number[] = [];
  for (let row = 0; row < table.rows; row++) {
    const place = hashes[row]! & (places.length - 1);
    const head = places[place]!;
    let alike = head;
    while (alike >= 0 && !(hashes[row] === hashes[alike] && isCopy(table, row, alike))) alike = before[alike]!;
    if (alike >= 0) found.push(row);
    else {
      before[row] = head;
      places[place] = row;
    }
  }
  return found;
}

/** FNV-1a over the bits of every cell of a row, its upper bits folded down after each. */
export function hashRows({ rows, time, series, columns }: Table): Uint32Array {
  const hashes = new Uint32Array(rows).fill(0x811c9dc5);
  const mix = (row: number, bits: number): void => {
    const hash = Math.imul(hashes[row]! ^ bits, 0x01000193);
    // A multiplication carries upwards alone, and whole numbers differ in their upper bits, which would be carried away.
    hashes[row] = hash ^ (hash >>> 15);
  };
  const number = new Float64Array(1);
  const bits = new Uint32Array(number.buffer);
  const mixNumbers = (values: Float64Array): void => {
    for (let row = 0; row < rows; row++) {
      number[0] = values[row]! + 0;
      mix(row, bits[0]!);
      mix(row, bits[1]!);
    }
  };
  if (time) mixNumbers(time.values);
  for (const column of series ? [series, ...columns] : columns) {
    if (column.kind === "number") mixNumbers(column.values);
    else for (let row = 0; row < rows; row++) mix(row, column.codes[row]!);
  }
  return hashes;
}

function isCopy({ time, series, columns }: Table, a: number, b: number): boolean {
  if (time && time.values[a] !== time.values[b]) return false;
  if (series && series.codes[a] !== series.codes[b]) return false;
  return columns.every((column) => sameCell(column, a, b));
}
