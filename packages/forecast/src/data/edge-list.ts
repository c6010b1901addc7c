import { Problem } from "../contracts/problem.ts";
import type { Row } from "./rows.ts";

/** Edges between named nodes, each as what the node `to` hears of the node `from`; both are places in `nodes`. */
export interface Edges {
  /** In the order in which the list first names them. */
  readonly nodes: readonly string[];
  readonly edges: readonly { readonly from: number; readonly to: number; readonly weight: number }[];
}

const FROM = /^(from|source|src|start|起点|源)([_ -]?(id|node|name|station|节点))?$/i;
const TO = /^(to|target|tgt|dst|destination|end|终点|目标)([_ -]?(id|node|name|station|节点))?$/i;
const DISTANCE = /^(cost|dist|length|km|met(er|re)s|miles|距离|长度)/i;

/** Two or three columns that say so, or that can be no square of weights, with names or without. */
export function isEdgeList(rows: readonly Row[]): boolean {
  const [first] = rows;
  const width = first!.cells.length;
  if (width < 2 || width > 3 || rows.some(({ cells }) => cells.length !== width)) return false;
  const isNamed = rows.every(({ cells: [, to] }) => to !== "" && Number.isNaN(Number(to)));
  return isHeader(first!) || isNamed || Math.abs(rows.length - width) > 1;
}

const isHeader = ({ cells: [from, to] }: Row): boolean => FROM.test(from!) && TO.test(to!);

/**
 * Edges of rows `from, to` or `from, to, weight`, of weight 1 where there is none, with or without a header. They count both ways,
 * unless the list holds some pair in both directions: then each counts as it is written.
 * @throws Problem (data) `graph_edge_unnamed`, `graph_edge_repeated`, `graph_weight_invalid`, `graph_weight_is_distance`.
 */
export function edgesOf(rows: readonly Row[]): Edges {
  const [first] = rows as [Row, ...Row[]];
  const [, , third] = first.cells;
  const hasHeader = isHeader(first) || (third !== undefined && third !== "" && Number.isNaN(Number(third)));
  if (hasHeader && third !== undefined && DISTANCE.test(third)) throw isDistance(third, first.line);
  const places = new Map<string, number>();
  const placeOf = (name: string): number => places.get(name) ?? places.set(name, places.size).size - 1;
  const seen = new Set<string>();
  const edges = rows.slice(hasHeader ? 1 : 0).map(({ cells: [from, to, weight], line }) => {
    if (from === "" || to === "") throw unnamed(line);
    const edge = {
      from: placeOf(from!),
      to: placeOf(to!),
      weight: weight === undefined ? 1 : weightOf(weight, line, 3),
    };
    const key = `${edge.from} ${edge.to}`;
    if (seen.has(key)) throw repeated(from!, to!, line);
    seen.add(key);
    return edge;
  });
  const isDirected = edges.some(({ from, to }) => from !== to && seen.has(`${to} ${from}`));
  const back = isDirected ? [] : edges.map(({ from, to, weight }) => ({ from: to, to: from, weight }));
  return { nodes: [...places.keys()], edges: [...edges, ...back] };
}

/** A weight from 0 on, that stands in so manieth column. */
export function weightOf(cell: string, row: number, place: number): number {
  const value = cell === "" ? Number.NaN : Number(cell);
  if (value >= 0 && value < Number.POSITIVE_INFINITY) return value;
  throw new Problem("data", "graph_weight_invalid", `Row ${row} of the graph holds "${cell}".`, {
    found: `"${cell}" in column ${place}`,
    needed: "a number from 0 on",
    hint: "An edge has a weight above 0, such as 1; no edge is 0. A list of edges has the columns from, to and weight.",
    row,
  });
}

function unnamed(row: number): Problem {
  return new Problem("data", "graph_edge_unnamed", `Row ${row} of the graph does not name both ends of its edge.`, {
    found: "an empty cell",
    needed: "a node that the edge leaves and one that it enters",
    hint: "Name both, or take the row out. A node without edges is a row of its own: its name twice, with the weight 0.",
    row,
  });
}

function repeated(from: string, to: string, row: number): Problem {
  return new Problem(
    "data",
    "graph_edge_repeated",
    `Row ${row} of the graph repeats the edge from "${from}" to "${to}".`,
    {
      found: `"${from}" to "${to}" a second time`,
      needed: "each edge once",
      hint: "Keep one row of them.",
      row,
    },
  );
}

function isDistance(name: string, row: number): Problem {
  return new Problem("data", "graph_weight_is_distance", `The graph's edges have a "${name}", which is no weight.`, {
    found: `a column "${name}"`,
    needed: "weights that are larger the more two nodes have to do with one another",
    hint: "Turn distances into weights, such as exp(−(distance ÷ spread)²), or leave the column out: then all edges weigh 1.",
    row,
    column: name,
  });
}
