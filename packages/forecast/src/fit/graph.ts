import { FAMILY } from "@gatecast/nn";
import { type Frame, type Note, Problem } from "../contracts/index.ts";
import { nearestName, requireTarget } from "../data/index.ts";
import { columnsOfNodes } from "./graph-nodes.ts";
import type { FitSettings } from "./options.ts";

/** The cells that read a graph; others see its nodes as columns, and no edges. */
export const readsGraph = (cell: string): boolean => FAMILY[cell]?.graph === true;

/** @throws Problem (usage) `graph_missing`, `option_conflict`: what a cell that reads a graph cannot be without, or with. */
export function checkGraph({ cell, graph, window_as }: Pick<FitSettings, "cell" | "graph" | "window_as">): void {
  if (!readsGraph(cell)) return;
  if (graph === undefined) {
    throw new Problem("usage", "graph_missing", `The cell "${cell}" needs a graph, whose nodes are the columns.`, {
      found: "no graph",
      needed: "a file with the edges between columns: from,to,weight, or a square of weights",
      hint: "Give --graph FILE, or another --cell.",
      option: "--graph",
    });
  }
  if (window_as === "features") {
    throw new Problem("usage", "option_conflict", "Nodes of a graph are columns: a window must be read as steps.", {
      found: "--window-as features",
      hint: "Leave out --window-as.",
      option: "--window-as",
    });
  }
}

/** Settings that are settled, and what there is to tell of it. */
export interface SettledGraph {
  readonly settings: FitSettings;
  readonly notes: readonly Note[];
}

/**
 * Settings whose graph has the target and the columns of `past` for its nodes, in this order. Where no column of the past is
 * named, all other nodes are; of those that are named, the graph between them counts. Notes tell what was read, and which of the cells do not read it.
 * @throws Problem (data) as `columnsOfNodes` does, and `graph_node_missing` (a column that is no node), `graph_column_missing` (a
 *   node that is no column).
 */
export function settleGraph(
  frame: Frame,
  settings: FitSettings,
  cells: readonly string[] = [settings.cell],
): SettledGraph {
  const { graph, target } = settings;
  if (graph === undefined) return { settings, notes: [] };
  requireTarget(frame, target);
  const columns = frame.columns.map(({ name }) => name);
  const { columns: nodes, by } = columnsOfNodes(frame, settings);
  const past = settings.past.length > 0 ? settings.past : nodes.filter((name) => name !== target);
  const all = [target, ...past];
  for (const name of all) {
    const [where, there] = nodes.includes(name) ? (["table", columns] as const) : (["graph", nodes] as const);
    if (there.includes(name)) continue;
    const near = nearestName(name, there);
    const isColumn = where === "graph";
    throw new Problem(
      "data",
      isColumn ? "graph_node_missing" : "graph_column_missing",
      isColumn ? `The graph has no node "${name}".` : `Node "${name}" of the graph has no column in the table.`,
      {
        found: `${isColumn ? "the nodes" : "the columns"} ${there.slice(0, 20).join(", ")}${there.length > 20 ? ", …" : ""}`,
        needed: `a ${isColumn ? "node" : "column"} named "${name}"`,
        hint:
          near !== undefined
            ? `Did you mean "${near}"?`
            : "Name nodes as columns, or the columns to use with --past. The header of a list of edges is from,to,weight.",
        column: name,
        option: "--graph",
      },
    );
  }
  const places = all.map((name) => nodes.indexOf(name));
  const weights = places.map((i) => places.map((j) => graph.weights[i]![j]!));
  const inOrder = by === "place" ? columns.filter((name) => nodes.includes(name)) : nodes;
  const facts = { first: inOrder[0]!, last: inOrder.at(-1)! };
  const uneven = unevenPairs(weights);
  const bothWays = uneven === 0 ? [] : cells.filter((cell) => FAMILY[cell]?.bothWays === true);
  const notes: Note[] = [
    ...(by === "name" ? [] : [{ code: `graph_nodes_by_${by}`, facts }]),
    ...(cells.some(readsGraph) ? [{ code: "graph_read", facts: countsOf(weights) }] : []),
    ...bothWays.map((model) => ({ code: "graph_both_ways", facts: { model, uneven } })),
    ...cells.filter((cell) => !readsGraph(cell)).map((model) => ({ code: "graph_unread", facts: { model } })),
  ];
  return { settings: { ...settings, past, graph: { nodes: all, weights } }, notes };
}

/** Pairs of nodes that do not hear one another alike. */
const unevenPairs = (weights: readonly (readonly number[])[]): number =>
  weights.reduce((sum, row, i) => sum + row.filter((weight, j) => j < i && weight !== weights[j]![i]!).length, 0);

/** Nodes, pairs of them with an edge, pairs with one in one direction only, and nodes without any. */
function countsOf(weights: readonly (readonly number[])[]) {
  let [edges, one_way] = [0, 0];
  const alone = new Set(weights.keys());
  weights.forEach((row, i) => {
    for (let j = 0; j < i; j++) {
      const [to, from] = [row[j]! > 0, weights[j]![i]! > 0];
      if (!to && !from) continue;
      edges++;
      if (to !== from) one_way++;
      alone.delete(i);
      alone.delete(j);
    }
  });
  return { nodes: weights.length, edges, one_way, alone: alone.size };
}
