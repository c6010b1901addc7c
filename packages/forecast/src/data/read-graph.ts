import { Problem } from "../contracts/problem.ts";
import { CsvRecords } from "./csv-records.ts";
import { markOf } from "./encoding.ts";
import type { Row } from "./rows.ts";
import { findSeparator } from "./separator.ts";

/** Weights of the edges between columns of a table: `weights[i][j]` is what node i hears of node j, 0 for no edge. */
export interface Graph {
  /** Columns that the nodes stand for; in the order of the table's columns where the file names none. */
  readonly nodes?: readonly string[];
  readonly weights: readonly (readonly number[])[];
}

/**
 * Reads an adjacency matrix from the bytes of a CSV file. Names may stand above it, before it or both; empty cells are 0.
 * @throws Problem (data) `graph_empty`, `graph_not_square`, `graph_weight_invalid`, `graph_names_differ`, with row and column.
 */
export function readGraph(bytes: Uint8Array): Graph {
  const mark = markOf(bytes);
  const text = new TextDecoder(mark.encoding).decode(bytes.subarray(mark.length));
  const records = new CsvRecords(findSeparator(text), text);
  const rows = [...records.push(text), ...records.end()].filter(({ cells }) => cells.some((cell) => cell !== ""));
  const width = rows[0]?.cells.length ?? 0;
  if (width === 0) throw empty();
  const [above, before] = namesAround(rows, width);
  const body = rows.slice(above);
  const N = width - before;
  if (N === 0 || body.length !== N) throw notSquare(`${body.length} rows of ${N} weights`, undefined);
  const weights = body.map(({ cells, line }) => {
    if (cells.length !== width) throw notSquare(`${cells.length - before} weights`, line);
    return cells.slice(before).map((cell, j) => weightOf(cell, line, j + 1 + before));
  });
  const named = above === 1 ? rows[0]!.cells.slice(before) : before === 1 ? body.map(({ cells }) => cells[0]!) : null;
  if (named === null) return { weights };
  const odd = above === 1 && before === 1 ? body.findIndex(({ cells }, i) => cells[0] !== named[i]) : -1;
  if (odd >= 0) {
    throw new Problem("data", "graph_names_differ", `Row ${body[odd]!.line} of the graph is not that of its column.`, {
      found: `"${body[odd]!.cells[0]}" before the row, "${named[odd]}" above the column`,
      needed: "the same names in the same order above the columns and before the rows",
      hint: "Bring rows and columns into one order.",
      row: body[odd]!.line,
    });
  }
  return { nodes: named, weights };
}

/** Rows of names above the weights, and columns of names before them. */
function namesAround(rows: readonly Row[], width: number): readonly [above: 0 | 1, before: 0 | 1] {
  if (rows.length === width + 1) return [1, 0];
  if (rows.length === width - 1) return [0, 1];
  // A square is one of weights alone, or of weights with names on two sides and nothing in their corner.
  return Number.isNaN(Number.parseFloat(rows[0]?.cells[0] ?? "")) ? [1, 1] : [0, 0];
}

function weightOf(cell: string, row: number, place: number): number {
  const value = cell === "" ? 0 : Number(cell);
  if (value >= 0 && value < Number.POSITIVE_INFINITY) return value;
  throw new Problem("data", "graph_weight_invalid", `Row ${row} of the graph holds "${cell}".`, {
    found: `"${cell}" in column ${place}`,
    needed: "a number from 0 on",
    hint: "An edge has a weight above 0, such as 1; no edge is 0.",
    row,
  });
}

function empty(): Problem {
  return new Problem("data", "graph_empty", "The graph's file is empty.", {
    found: "no row with anything in it",
    needed: "a square of weights",
    hint: "Give one row and one column for every node, with or without their names.",
  });
}

function notSquare(found: string, row: number | undefined): Problem {
  return new Problem("data", "graph_not_square", "The graph is no square of weights.", {
    found,
    needed: "as many weights in every row as there are rows",
    hint: "Give one row and one column for every node, with or without their names.",
    ...(row === undefined ? {} : { row }),
  });
}
