import { type Cell, type CompiledCell, compileCell, recurrentShapes, referenceStep } from "@gatecast/engine";

/** A part of an equation. */
type Node = CompiledCell["stages"][number]["outputs"][number]["value"];

/**
 * States of a layer of so many units that are never anything but what they start at: their equations are made of numbers and of such states
 * alone, and a step from where they start leads back there. What decays or counts from its start is none of them.
 */
export function stillStates(cell: Cell, units: number): string[] {
  const compiled = compileCell(cell);
  const starts = cell.states.map((state) => cell.starts.states[state] ?? 0);
  const row = (value: number) => new Float64Array(units).fill(value);
  // What a state of numbers and states alone becomes is the same whatever the weights and the input are.
  const { input, recurrent, bias, vectors } = recurrentShapes(compiled, 1, units);
  const zeros = (shape: readonly number[]) => new Float64Array(shape.reduce((product, size) => product * size, 1));
  const weights = { input: zeros(input), recurrent: zeros(recurrent), bias: zeros(bias), vectors: zeros(vectors) };
  const next = referenceStep(compiled, weights, [0], starts.map(row), { given: cell.given.map(() => row(0)) });
  const equations = compiled.stages.at(-1)!.outputs;
  let still = cell.states.filter((_, s) => next[s]!.every((value) => value === starts[s]));
  for (let before = -1; before !== still.length; ) {
    before = still.length;
    still = still.filter((state) =>
      leavesOf(equations[cell.states.indexOf(state)]!.value).every(
        (leaf) => leaf.kind === "constant" || (leaf.kind === "state" && still.includes(leaf.name)),
      ),
    );
  }
  return still;
}

/** What a node is computed from in the end. */
function leavesOf(root: Node): Node[] {
  const leaves = new Set<Node>();
  const seen = new Set<Node>();
  const visit = (node: Node): void => {
    if (seen.has(node)) return;
    seen.add(node);
    if (!("a" in node)) leaves.add(node);
    else for (const part of "b" in node ? [node.a, node.b] : [node.a]) visit(part);
  };
  visit(root);
  return [...leaves];
}
