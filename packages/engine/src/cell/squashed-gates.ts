import type { Cell } from "./define.ts";
import type { Node } from "./expression.ts";
import { inOrder } from "./graph.ts";

/** What a person calls a gate: the function that squashes it, with all that is added to it before. */
export interface SquashedGate {
  /** Gates that one function squashes together stand together: "xi + hi". */
  readonly name: string;
  readonly node: Node;
}

/**
 * The gates of a cell as its equations squash them, in their order: σ(f̃), and where something is added first, σ(f̃ + p·c). What is
 * multiplied by a state or another gate before it is squashed is no gate of its own: it is shown as it enters the equations.
 */
export function squashedGates(cell: Cell): SquashedGate[] {
  const nodes = inOrder([...cell.between, ...cell.next].map(({ value }) => value.node));
  const found = new Map<Node, string>();
  for (const { name } of cell.gates) {
    const squashed = squashing(nodes, name) ?? { kind: "gate", name };
    const before = found.get(squashed);
    found.set(squashed, before === undefined ? name : `${before} + ${name}`);
  }
  return Array.from(found, ([node, name]) => ({ name, node }));
}

const SQUASHING: readonly string[] = ["sigmoid", "tanh", "exp", "relu"];

/** The first function, in the order of evaluation, that squashes a gate and what is added to it. */
function squashing(nodes: readonly Node[], gate: string): Node | undefined {
  const reached = new Set<Node>();
  for (const node of nodes) {
    if (node.kind === "gate" && node.name === gate) reached.add(node);
    if (node.kind === "unary" && reached.has(node.a)) {
      if (SQUASHING.includes(node.op)) return node;
      // The stabilised exponential gate: exp(log σ(f̃) + m − …).
      if (node.op === "logSigmoid" || node.op === "negate") reached.add(node);
    }
    if (node.kind === "normalized" && reached.has(node.a)) reached.add(node);
    if (node.kind !== "binary") continue;
    const { op, a, b } = node;
    const isSum = op === "add" || op === "subtract";
    if (isSum && (reached.has(a) || reached.has(b))) reached.add(node);
    if (op === "multiply" && ((reached.has(a) && isWeight(b)) || (reached.has(b) && isWeight(a)))) reached.add(node);
  }
  return undefined;
}

function isWeight({ kind }: Node): boolean {
  return kind === "vector" || kind === "fixed" || kind === "constant";
}
