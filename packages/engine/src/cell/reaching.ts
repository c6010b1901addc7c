import type { Cell } from "./define.ts";
import { inOrder } from "./graph.ts";

/** What counts in a state, or in a value of `between`, after some step, by way of equations and gates; itself only where it does. */
export function reaching(name: string, cell: Cell, there: Set<string> = new Set()): Set<string> {
  const { gates, between, next } = cell;
  for (const { value } of [...between, ...next].filter((equation) => equation.name === name)) {
    for (const node of inOrder([value.node])) {
      const sources = node.kind === "gate" ? gates.find((gate) => gate.name === node.name)!.recurrent : [];
      for (const source of node.kind === "state" ? [node.name] : sources) {
        if (!there.has(source)) reaching(source, cell, there.add(source));
      }
    }
  }
  return there;
}
