import type { Cell, GatePart } from "./define.ts";
import type { Node } from "./expression.ts";
import { formulaLines, type Name } from "./formula-lines.ts";

/**
 * A cell's equations as lines of text, printed from the equations that the kernels are made of, each after those that it uses. A
 * longer part that occurs more than once is written once, as ρ.
 */
export function formula(cell: Cell): string[] {
  const value = (name: string, isState: boolean): string => `${name}${isState ? "ₜ" : ""}`;
  const script = { gate: (name: string) => `${name}̃`, preactivation, value, part, print };
  // Composed letters (ñ, not n and a tilde) line up in more terminals.
  return formulaLines(cell, script).map(({ left, right }) => `${left} = ${right}`.normalize("NFC"));
}

const part = (count: number): string => `ρ${String(count).replace(/\d/g, (digit) => "₀₁₂₃₄₅₆₇₈₉"[Number(digit)]!)}`;

function preactivation(gate: GatePart, cell: Cell): string {
  const parts: string[] = [];
  if (gate.input) parts.push(`xₜ·W_${gate.name}`);
  for (const source of gate.recurrent) {
    // One gate may take several vectors, each through weights of its own.
    const weights = gate.recurrent.length > 1 ? `U_${gate.name}${source}` : `U_${gate.name}`;
    parts.push(`${vectorName(source, cell)}·${weights}`);
  }
  if (gate.bias) parts.push(`b_${gate.name}`);
  return parts.join(" + ");
}

function vectorName(source: string, { states, given }: Cell): string {
  if (states.includes(source)) return `${source}ₜ₋₁`;
  return given.includes(source) ? `${source}ₜ` : source;
}

/** Binding strength, weakest first; an operand weaker than its operator takes brackets. */
const STRENGTH = { greater: 0.5, add: 1, subtract: 1, multiply: 2, divide: 2 } as const;
const SIGNS = { greater: " > ", add: " + ", subtract: " − ", multiply: " ⊙ ", divide: " / " } as const;

function print(node: Node, named: ReadonlyMap<Node, Name>, outer: number): string {
  const name = named.get(node);
  if (name !== undefined) return name.text;
  switch (node.kind) {
    case "constant":
      return node.value < 0 ? signed(number(-node.value), outer) : number(node.value);
    case "gate":
      return `${node.name}̃`;
    case "state":
      return `${node.name}ₜ₋₁`;
    case "given":
      return `${node.name}ₜ`;
    case "time":
      return "t";
    case "mean":
      return `mean(${print(node.a, named, 0)})`;
    case "normalized":
      return `norm(${print(node.a, named, 0)})`;
    case "unary": {
      const inner = print(node.a, named, node.op === "negate" ? 3 : 0);
      return node.op === "negate" ? signed(inner, outer) : FUNCTIONS[node.op](inner);
    }
    case "binary": {
      if (node.op === "maximum") return `max(${print(node.a, named, 0)}, ${print(node.b, named, 0)})`;
      const strength = STRENGTH[node.op];
      const tight = node.op === "subtract" || node.op === "divide" ? strength + 0.5 : strength;
      const text = `${print(node.a, named, strength)}${SIGNS[node.op]}${print(node.b, named, tight)}`;
      if (node.op === "greater") return `[${text}]`;
      return strength < outer ? `(${text})` : text;
    }
    default:
      return node.name;
  }
}

/** [a > b] is 1 where it is so, else 0 (Iverson's brackets); no gradient flows through stop. */
const FUNCTIONS = {
  sigmoid: (a: string) => `σ(${a})`,
  tanh: (a: string) => `tanh(${a})`,
  exp: (a: string) => `exp(${a})`,
  logSigmoid: (a: string) => `log σ(${a})`,
  squareRoot: (a: string) => `√(${a})`,
  relu: (a: string) => `max(${a}, 0)`,
  positive: (a: string) => `[${a} > 0]`,
  floor: (a: string) => `⌊${a}⌋`,
  stop: (a: string) => `stop(${a})`,
} as const;

/** Four digits are enough to know a number by. */
const number = (value: number): string => String(Number(value.toPrecision(4)));

/** A sign within a longer line takes brackets. */
const signed = (text: string, outer: number): string => (outer > 0 ? `(−${text})` : `−${text}`);
