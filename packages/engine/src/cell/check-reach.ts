import type { Cell } from "./define.ts";
import type { Node } from "./expression.ts";
import { Graph } from "./graph.ts";
import { reaching } from "./reaching.ts";

/**
 * Every state must be written, and must reach what its layer gives out, through however many steps: whoever forgets a state in
 * the equation of the output should not train for nothing what that state is made of. Throws a RangeError that names the
 * equation at fault, or the state that does not get there and the equations that do.
 */
export function checkReach(cell: Cell): void {
  const { name, states, between, next } = cell;
  for (const state of states) {
    const passed = onlyPassesOn(state, next);
    if (passed === null) continue;
    throw new RangeError(
      `cell "${name}": the equation of "${state}" is "${passed}" as it was, so nothing is ever written to it; write what it becomes, or leave it out of states`,
    );
  }
  const output = states[0]!;
  const there = reaching(output, cell).add(output);
  const lost = states.find((state) => !there.has(state));
  if (lost === undefined) return;
  const equations = [...between, ...next].filter((equation) => there.has(equation.name));
  throw new RangeError(
    `cell "${name}": state "${lost}" does not reach "${output}", the output: it is used nowhere in the equations of ${equations.map((equation) => `"${equation.name}"`).join(", ")}; use its last value there, or leave it out of states`,
  );
}

/** The last value that a state only takes over: its own, or that of a state which takes over its own; null where it is written. */
function onlyPassesOn(state: string, next: Cell["next"]): string | null {
  // Compiled, where c + 0 is c.
  const graph = new Graph();
  const nodeOf = (name: string): Node => graph.intern(next.find((equation) => equation.name === name)!.value.node);
  let node = nodeOf(state);
  const passed = node.kind === "state" ? node.name : null;
  for (let hops = 0; hops < next.length && node.kind === "state"; hops++) {
    if (node.name === state) return passed;
    node = nodeOf(node.name);
  }
  return null;
}
