import { type Frame, Problem } from "../contracts/index.ts";
import type { FitSettings } from "./options.ts";

/** Which column each node of a graph stands for, and by what it was told: its name, the number in its name, or its place. */
export interface NodeColumns {
  readonly columns: readonly string[];
  readonly by: "name" | "number" | "place";
}

/**
 * The columns that the nodes of a graph stand for. Nodes that are called as columns are those columns. Nodes whose names are numbers
 * (`7`, or `node_7`) are the columns with the same numbers behind one common prefix (`s7`), where there is one for each of them.
 * Nodes without names, or that only count from 0 or 1 on, are the table's columns, or the target and `past`, or its numbered
 * columns (`s1`, `s2`, …), in the table's order, where there are as many.
 * @throws Problem (data) `graph_nodes_unknown`, `graph_size_differs`
 */
export function columnsOfNodes(frame: Frame, { graph, target, past }: FitSettings): NodeColumns {
  const { nodes, weights } = graph!;
  const all = frame.columns.map(({ name }) => name);
  if (nodes?.some((name) => all.includes(name))) return { columns: nodes, by: "name" };
  const groups = numbered(all);
  let ranks: readonly number[] | null = [...weights.keys()];
  if (nodes !== undefined) {
    const numbers = numbersOf(nodes);
    const fitting = [...groups.values()].filter((group) => numbers?.every((number) => group.has(number)));
    const [group] = fitting;
    if (group !== undefined && fitting.length === 1) {
      return { columns: numbers!.map((number) => group.get(number)!), by: "number" };
    }
    ranks = numbers === null ? null : ranksOf(numbers);
    if (ranks === null) throw unknownNodes(nodes, all, groups);
  }
  const used = all.filter((name) => name === target || past.includes(name));
  const byPrefix = [...groups.values()].map((group) => [...group.values()]);
  // Where only some columns are numbered, numbers of nodes may mean these.
  const isMixed = nodes !== undefined && byPrefix.some(({ length }) => length > 1 && length < all.length);
  const candidates = [isMixed ? [] : all, past.length === 0 ? [] : used, ...byPrefix];
  const columns = candidates.find(({ length }) => length === weights.length);
  if (columns !== undefined) return { columns: ranks.map((rank) => columns[rank]!), by: "place" };
  throw nodes === undefined ? sizeDiffers(weights.length, all.length) : unknownNodes(nodes, all, groups);
}

/** Numbers of names that end in one and begin alike; null where some do not. */
function numbersOf(names: readonly string[]): number[] | null {
  const groups = [...numbered(names).values()];
  const [only] = groups;
  return groups.length === 1 && only!.size === names.length ? [...only!.keys()] : null;
}

/** Names that end in a number, by what stands before it. */
function numbered(names: readonly string[]): Map<string, Map<number, string>> {
  const groups = new Map<string, Map<number, string>>();
  for (const name of names) {
    const [, prefix, digits] = /^(.*?)(\d+)$/.exec(name) ?? [];
    if (prefix === undefined) continue;
    const group = groups.get(prefix) ?? new Map<number, string>();
    groups.set(prefix, group.set(Number(digits), name));
  }
  return groups;
}

/** Places from 0, where numbers only say which node is the first, the second and so on, in whatever order; null otherwise. */
function ranksOf(numbers: readonly number[]): number[] | null {
  const first = Math.min(...numbers);
  const isCount = first <= 1 && Math.max(...numbers) === first + numbers.length - 1;
  return isCount ? numbers.map((number) => number - first) : null;
}

function unknownNodes(
  nodes: readonly string[],
  columns: readonly string[],
  groups: ReadonlyMap<string, ReadonlyMap<number, string>>,
): Problem {
  const numbers = numbersOf(nodes);
  const [largest] = [...groups.values()].sort((a, b) => b.size - a.size);
  const without = numbers?.findIndex((number) => !largest?.has(number)) ?? -1;
  const byNumber =
    largest !== undefined && largest.size > 1 && without >= 0
      ? `; by its number, node "${nodes[without]}" has none`
      : "";
  return new Problem("data", "graph_nodes_unknown", "No node of the graph is called as a column of the table.", {
    found: `${nodes.length} nodes ${listed(nodes)}; ${columns.length} columns ${listed(columns)}${byNumber}`,
    needed: "nodes with the names of columns",
    hint: "Put the column's name in each node's place, and take out nodes without a column, each with its row and its column.",
    option: "--graph",
  });
}

function sizeDiffers(nodes: number, columns: number): Problem {
  return new Problem("data", "graph_size_differs", "The graph has another size than the table.", {
    found: `${nodes} nodes without names, ${columns} columns`,
    needed: "one node for every column, in the same order, or nodes with the names of columns",
    hint: "Write the columns' names above the weights, or name the columns that are nodes: --target and --past.",
    option: "--graph",
  });
}

/** The first names and the last. */
const listed = (names: readonly string[]): string =>
  names.length > 4 ? `${names.slice(0, 3).join(", ")}, … ${names.at(-1)}` : names.join(", ");
