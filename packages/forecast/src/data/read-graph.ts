import { Problem } from "../contracts/problem.ts";
import { CsvRecords } from "./csv-records.ts";
import { type Edges, edgesOf, isEdgeList, weightOf } from "./edge-list.ts";
import { markOf } from "./encoding.ts";
import type { Row } from "./rows.ts";
import { findSeparator } from "./separator.ts";

/** Weights of the edges between columns of a table: `weights[i][j]` is what node i hears of node j, 0 for no edge. */
export interface Graph {
  /** Columns that the nodes stand for; in the order of the table's columns where the file names none. */
  readonly nodes?: readonly string[];
  readonly weights: readonly (readonly number[])[];
}

/** Nodes that a graph may have: its weights are a square. */
const MOST_NODES = 5000;

/**
 * Reads a graph from the bytes of a CSV file: a square of weights, with names above it, before it or both, where empty cells are 0;
 * or a list of edges, `from,to` or `from,to,weight`, as `edgesOf` reads it.
 * @throws Problem (data) `graph_empty`, `graph_not_square`, `graph_weight_invalid`, `graph_names_differ`, `graph_names_repeated`,
 *   `graph_too_large`, and those of `edgesOf`, with row and column.
 */
export function readGraph(bytes: Uint8Array): Graph {
  const mark = markOf(bytes);
  const text = new TextDecoder(mark.encoding).decode(bytes.subarray(mark.length));
  const records = new CsvRecords(findSeparator(text), text);
  // A line with nothing in it is none; a row of empty cells is a node without edges.
  const rows = [...records.push(text), ...records.end()].filter(({ cells }) => cells.length > 1 || cells[0] !== "");
  if (rows.every(({ cells }) => cells.every((cell) => cell === ""))) throw empty();
  if (isEdgeList(rows)) return squareOf(edgesOf(rows));
  return weightsOf(rows);
}

/** The square of weights that a list of edges stands for. */
function squareOf({ nodes, edges }: Edges): Graph {
  if (nodes.length > MOST_NODES) throw largerThan(nodes.length);
  const weights = nodes.map(() => nodes.map(() => 0));
  for (const { from, to, weight } of edges) weights[to]![from] = weight;
  return { nodes, weights };
}

function weightsOf(rows: readonly Row[]): Graph {
  const width = rows[0]!.cells.length;
  const [above, before] = namesAround(rows, width);
  const body = rows.slice(above);
  const N = width - before;
  if (N > MOST_NODES) throw largerThan(N);
  if (N === 0 || body.length !== N) {
    const blank = body.find(({ cells }) => cells.every((cell) => cell === ""))?.line;
    throw notSquare(`${body.length} rows of ${N} weights`, blank);
  }
  const weights = body.map(({ cells, line }) => {
    if (cells.length !== width) throw notSquare(`${cells.length - before} weights`, line);
    return cells.slice(before).map((cell, j) => (cell === "" ? 0 : weightOf(cell, line, j + 1 + before)));
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
  const twice = named.find((name, i) => named.indexOf(name) !== i);
  if (twice !== undefined) throw namedTwice(twice);
  return { nodes: named, weights };
}

/** Rows of names above the weights, and columns of names before them. */
function namesAround(rows: readonly Row[], width: number): readonly [above: 0 | 1, before: 0 | 1] {
  if (rows.length === width + 1) return [1, 0];
  if (rows.length === width - 1) return [0, 1];
  // A square is one of weights alone, or of weights with names on two sides and nothing in their corner.
  const [corner, ...names] = rows[0]!.cells as [string, ...string[]];
  if (corner !== "") return Number.isNaN(Number.parseFloat(corner)) ? [1, 1] : [0, 0];
  return new Set(["", ...names]).size === width ? [1, 1] : [0, 0];
}

function empty(): Problem {
  return new Problem("data", "graph_empty", "The graph's file is empty.", {
    found: "no row with anything in it",
    needed: "a square of weights, or a list of edges",
    hint: BOTH,
  });
}

function notSquare(found: string, row: number | undefined): Problem {
  return new Problem("data", "graph_not_square", "The graph is no square of weights.", {
    found,
    needed: "as many weights in every row as there are rows",
    hint: BOTH,
    ...(row === undefined ? {} : { row }),
  });
}

const BOTH = "Give one row and one column for every node, or a list of edges with the columns from, to and weight.";

function namedTwice(name: string): Problem {
  return new Problem("data", "graph_names_repeated", `Two nodes of the graph are called "${name}".`, {
    found: `"${name}" twice`,
    needed: "a name of its own for every node",
    hint: "Name each node once.",
  });
}

function largerThan(nodes: number): Problem {
  return new Problem("data", "graph_too_large", "The graph has too many nodes.", {
    found: `${nodes} nodes`,
    needed: `at most ${MOST_NODES}`,
    hint: "Leave out nodes that are no columns of the table.",
  });
}
