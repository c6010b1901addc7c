import { breakTexLines } from "../notation/break-lines.ts";
import type { Cell, GatePart } from "./define.ts";
import type { Node } from "./expression.ts";
import { formulaLines, type Name } from "./formula-lines.ts";

/**
 * A cell's equations as LaTeX, printed from the equations that the kernels are made of: one `aligned` environment, each line
 * after those that it uses. A longer part that occurs more than once is written once, as ρ.
 */
export function formulaTex(cell: Cell): string {
  const script = { gate: tilde, preactivation, value: (name: string) => symbol(name, "t"), part, print };
  return `\\begin{aligned}\n${formulaLines(cell, script)
    .map(({ left, right }) => `${left} &= ${breakTexLines(right)}`)
    .join(" \\\\\n")}\n\\end{aligned}`;
}

function preactivation(gate: GatePart, cell: Cell): string {
  const parts = gate.input ? [`x_t\\,W_{${plain(gate.name)}}`] : [];
  for (const source of gate.recurrent) {
    const weights = gate.recurrent.length > 1 ? `${plain(gate.name)},${plain(source)}` : plain(gate.name);
    const time = cell.states.includes(source) ? "t-1" : "t";
    parts.push(`${symbol(source, time)}\\,U_{${weights}}`);
  }
  if (gate.bias) parts.push(`b_{${plain(gate.name)}}`);
  return parts.join(" + ");
}

const part = (count: number): string => `\\rho_{${count}}`;

/** Binding strength, weakest first; an operand weaker than its operator takes brackets. */
const STRENGTH = { greater: 0.5, add: 1, subtract: 1, multiply: 2 } as const;
const SIGNS = { greater: " > ", add: " + ", subtract: " - ", multiply: " \\odot " } as const;

function print(node: Node, names: ReadonlyMap<Node, Name>, outer: number): string {
  const name = names.get(node);
  if (name !== undefined) return name.text;
  const bare = (part: Node) => print(part, names, 0);
  switch (node.kind) {
    case "constant":
      return node.value < 0 ? signed(number(-node.value), outer) : number(node.value);
    case "gate":
      return tilde(node.name);
    case "state":
      return symbol(node.name, "t-1");
    case "given":
      return symbol(node.name, "t");
    case "time":
      return "t";
    case "mean":
    case "normalized":
      return `\\mathrm{${node.kind === "mean" ? "mean" : "norm"}}${round(bare(node.a))}`;
    case "unary":
      return node.op === "negate" ? signed(print(node.a, names, 3), outer) : FUNCTIONS[node.op](bare(node.a));
    case "binary": {
      if (node.op === "maximum") return `\\max${round(`${bare(node.a)},\\, ${bare(node.b)}`)}`;
      if (node.op === "divide") return `\\frac{${bare(node.a)}}{${bare(node.b)}}`;
      if (node.op === "greater") return `[${bare(node.a)} > ${bare(node.b)}]`;
      const strength = STRENGTH[node.op];
      const factor = node.op === "multiply" ? constantFactor(node) : undefined;
      const text =
        factor === undefined
          ? `${print(node.a, names, strength)}${SIGNS[node.op]}${print(node.b, names, node.op === "subtract" ? strength + 0.5 : strength)}`
          : `${number(factor.value)}\\,${print(factor.of, names, strength)}`;
      return strength < outer ? round(text) : text;
    }
    default:
      return symbol(node.name, null);
  }
}

/** A product with a plain number is written as school does: the number first. */
function constantFactor({ a, b }: { readonly a: Node; readonly b: Node }): { value: number; of: Node } | undefined {
  if (b.kind === "constant" && b.value >= 0) return { value: b.value, of: a };
  return a.kind === "constant" && a.value >= 0 ? { value: a.value, of: b } : undefined;
}

/** [a > b] is 1 where it is so, else 0 (Iverson's brackets); no gradient flows through stop. */
const FUNCTIONS = {
  sigmoid: (a: string) => `\\sigma${round(a)}`,
  tanh: (a: string) => `\\tanh${round(a)}`,
  exp: (a: string) => `\\exp${round(a)}`,
  logSigmoid: (a: string) => `\\log \\sigma${round(a)}`,
  squareRoot: (a: string) => `\\sqrt{${a}}`,
  relu: (a: string) => `\\max${round(`${a},\\, 0`)}`,
  positive: (a: string) => `[${a} > 0]`,
  floor: (a: string) => `\\left\\lfloor ${a} \\right\\rfloor`,
  stop: (a: string) => `\\mathrm{stop}${round(a)}`,
} as const;

const round = (text: string): string => (text.includes("\\frac") ? `\\left(${text}\\right)` : `(${text})`);
/** A sign within a longer line takes brackets. */
const signed = (text: string, outer: number): string => (outer > 0 ? round(`-${text}`) : `-${text}`);
const number = (value: number): string => String(Number(value.toPrecision(4)));

const GREEK: Readonly<Record<string, string>> = { α: "\\alpha", β: "\\beta", γ: "\\gamma", θ: "\\theta" };

/** A name as letters with what belongs to them: `p_i`, `c1` (c¹), `γxi`, `memory`. */
function symbol(name: string, time: string | null): string {
  const [, letters = name, digits = "", under = ""] = /^(\D+?)(\d*)(?:_(.+))?$/u.exec(name) ?? [];
  const greek = GREEK[letters[0]!];
  const base = greek ?? (letters.length === 1 ? letters : `\\mathrm{${letters}}`);
  const below = [greek === undefined ? "" : letters.slice(1), under].filter(Boolean).map((part) => `\\mathrm{${part}}`);
  const index = [...below, ...(time === null ? [] : [time])].join(",");
  return `${base}${digits === "" ? "" : `^{(${digits})}`}${index === "" ? "" : `_{${index}}`}`;
}

function tilde(name: string): string {
  const [, letters = name, digits = ""] = /^(\D+)(\d*)$/.exec(name) ?? [];
  const over = letters.length === 1 ? `\\tilde{${letters}}` : `\\widetilde{\\mathrm{${letters}}}`;
  return `${over}${digits === "" ? "" : `^{(${digits})}`}`;
}

/** A name below a weight. */
const plain = (name: string): string => (name.length === 1 ? name : `\\mathrm{${name.replace("_", "\\_")}}`);
