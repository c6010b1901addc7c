import { Problem, readGraph } from "@gatecast/forecast";
import type { Values } from "../options/add-flags.ts";
import { readInput } from "./read-input.ts";

/** A matrix of weights: 64 MiB hold that of 5,000 nodes. */
const GRAPH = { kind: "data", noun: "graph file", limit: 2 ** 26, option: "--graph" } as const;

/**
 * What was typed, with the graph in the place of the file that holds it; `data` is the table, which is no graph.
 * @throws Problem as `readInput` and `readGraph` do, naming the file.
 */
export async function withGraph(typed: Values, data: string): Promise<Values> {
  const { graph: file } = typed as { readonly graph?: unknown };
  if (typeof file !== "string") return typed;
  const bytes = await readInput(file, { ...GRAPH, other: data });
  try {
    return { ...typed, graph: readGraph(bytes) };
  } catch (error) {
    throw error instanceof Problem ? error.with({ file, option: "--graph" }) : error;
  }
}
