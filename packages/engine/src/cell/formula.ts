import type { Cell, GatePart } from "./define.ts";
import type { Node } from "./expression.ts";
import { childrenOf, inOrder } from "./graph.ts";

/** A cell's equations as lines of text, printed from the equations that the kernels are made of. */
export function formula(cell: Cell): string[] {
  const named = new Map<Node, string>();
  const gates = cell.gates.map((gate) => `${gate.name}̃ = ${preactivation(gate, cell)}`);
  const define = ({ name, value }: { name: string; value: { node: Node } }, suffix: string): string => {
    const line = `${name}${suffix} = ${print(value.node, named, 0)}`;
    if (childrenOf(value.node).length > 0) named.set(value.node, `${name}${suffix}`);
    return line;
  };
  const between = cell.between.map((equation) => define(equation, ""));
  // One state may be made of another (h of c): what has fewer parts is named first.
  const parts = ({ value }: { value: { node: Node } }) => inOrder([value.node]).length;
  const next = [...cell.next].sort((a, b) => parts(a) - parts(b)).map((equation) => define(equation, "ₜ"));
  // Composed letters (ñ, not n and a tilde) line up in more terminals.
  return [...gates, ...between, ...next].map((line) => line.normalize("NFC"));
}

function preactivation(gate: GatePart, cell: Cell): string {
  const parts: string[] = [];
  if (gate.input) parts.push(`xₜ·W_${gate.name}`);
  if (gate.recurrent !== null) {
    const source = cell.states.includes(gate.recurrent) ? `${gate.recurrent}ₜ₋₁` : gate.recurrent;
    parts.push(`${source}·U_${gate.name}`);
  }
  parts.push(`b_${gate.name}`);
  return parts.join(" + ");
}

/** Binding strength, weakest first; an operand weaker than its operator takes brackets. */
const STRENGTH = { add: 1, subtract: 1, multiply: 2, divide: 2 } as const;
const SIGNS = { add: " + ", subtract: " − ", multiply: " ⊙ ", divide: " / " } as const;

function print(node: Node, named: ReadonlyMap<Node, string>, outer: number): string {
  const name = named.get(node);
  if (name !== undefined) return name;
  switch (node.kind) {
    case "constant":
      return node.value < 0 ? signed(String(-node.value), outer) : String(node.value);
    case "gate":
      return `${node.name}̃`;
    case "state":
      return `${node.name}ₜ₋₁`;
    case "unary": {
      const inner = print(node.a, named, node.op === "negate" ? 3 : 0);
      return { negate: signed(inner, outer), sigmoid: `σ(${inner})`, tanh: `tanh(${inner})`, exp: `exp(${inner})` }[
        node.op
      ];
    }
    case "binary": {
      const strength = STRENGTH[node.op];
      const tight = node.op === "subtract" || node.op === "divide" ? strength + 0.5 : strength;
      const text = `${print(node.a, named, strength)}${SIGNS[node.op]}${print(node.b, named, tight)}`;
      return strength < outer ? `(${text})` : text;
    }
    default:
      return node.name;
  }
}

/** A sign within a longer line takes brackets. */
const signed = (text: string, outer: number): string => (outer > 0 ? `(−${text})` : `−${text}`);
