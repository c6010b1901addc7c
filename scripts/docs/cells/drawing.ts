import type { Cell } from "@gatecast/engine";
import type { Node } from "../../../packages/engine/src/cell/expression.ts";
import { inOrder } from "../../../packages/engine/src/cell/graph.ts";
import { childrenOf } from "../../../packages/engine/src/cell/node-parts.ts";
import { sharing } from "../../../packages/engine/src/cell/shared-parts.ts";
import { arrange, WIDEST } from "./arrange.ts";

/** Letters with what stands at their upper and lower right, and a tilde above: c¹ₜ₋₁, f̃. */
export interface Label {
  readonly text: string;
  readonly tilde?: boolean;
  readonly over?: string;
  readonly under?: string;
}

/** What a drawing shows as one thing. */
export interface Shape {
  readonly id: string;
  /** Comes from before or outside, is learnt and the same at every step, is a sum of products with weights, … */
  readonly kind: "input" | "weight" | "gate" | "function" | "operation" | "value" | "output";
  readonly label: Label;
}

export interface Edge {
  readonly from: string;
  readonly to: string;
  /** A sign at its end: what is subtracted or divides. */
  readonly sign?: "−" | "÷";
}

/** A cell's equations as shapes and what goes from one to the other. */
export interface Drawing {
  readonly shapes: readonly Shape[];
  readonly edges: readonly Edge[];
}

/** An equation of a cell: a value that others are made of, or the next of a state. */
interface Written {
  readonly kind: "value" | "output";
  readonly id: string;
  readonly name: string;
  readonly node: Node;
}

/** Equations in an order in which each is made of those before it, equal parts being one node. */
function equationsOf(cell: Cell): Written[] {
  const share = sharing();
  const between = cell.between.map(({ name, value }) => ({ name, node: share(value.node) }));
  const next = cell.next.map(({ name, value }) => ({ name, node: share(value.node) }));
  return [
    ...between.map((one) => ({ ...one, kind: "value" as const, id: `value ${one.name}` })),
    ...next.map((one) => ({ ...one, kind: "output" as const, id: `next ${one.name}` })),
  ];
}

/** Draws the equations as they are written; equal parts are one shape. */
export const drawingOf = (cell: Cell): Drawing => drawPart(cell, equationsOf(cell), []);

/** The same in rows from above, each as far as it fits; what comes from a row above stands at the left side. */
export function drawingRows(cell: Cell): Drawing[] {
  const size = ({ node }: Written) => inOrder([node]).length;
  const all = equationsOf(cell);
  // A state that others are made of comes before them.
  const ordered = [
    ...all.filter(({ kind }) => kind === "value"),
    ...all.filter(({ kind }) => kind === "output").sort((a, b) => size(a) - size(b)),
  ];
  if (arrange(drawPart(cell, all, [])).width <= WIDEST) return [drawPart(cell, all, [])];
  const rows: Written[][] = [[]];
  for (const equation of ordered) {
    const row = rows.at(-1)!;
    const above = rows.slice(0, -1).flat();
    if (row.length > 0 && arrange(drawPart(cell, [...row, equation], above)).width > WIDEST) rows.push([equation]);
    else row.push(equation);
  }
  return rows.map((row, i) => drawPart(cell, row, rows.slice(0, i).flat()));
}

/** Draws some equations, what is `above` being known. */
function drawPart(cell: Cell, equations: readonly Written[], above: readonly Written[]): Drawing {
  const shapes = new Map<string, Shape>();
  const edges: Edge[] = [];
  const ids = new Map<Node, string>();
  let parts = 0;
  const add = (kind: Shape["kind"], id: string, label: Label): string => {
    if (!shapes.has(id)) shapes.set(id, { id, kind, label });
    return id;
  };
  const state = (name: string) => add("input", `state ${name}`, named(name, "t−1"));
  const given = (name: string) => add("input", `given ${name}`, named(name, "t"));
  const users = countUsers([...above, ...equations].map(({ node }) => node));
  const known = new Map(above.filter(({ node }) => childrenOf(node).length > 0).map((one) => [one.node, one]));
  const takenFrom = (one: Written) => add("input", one.id, named(one.name, "t"));

  const source = (name: string): string => {
    if (cell.states.includes(name)) return state(name);
    if (cell.given.includes(name)) return given(name);
    const earlier = above.find(({ id }) => id === `value ${name}`);
    return earlier === undefined ? `value ${name}` : takenFrom(earlier);
  };
  const used = inOrder(
    equations.map(({ node }) => node),
    (node) => known.has(node),
  );
  for (const gate of cell.gates) {
    if (!used.some((node) => node.kind === "gate" && node.name === gate.name)) continue;
    const id = add("gate", `gate ${gate.name}`, { ...named(gate.name), tilde: true });
    if (gate.input) edges.push({ from: add("input", "x", named("x", "t")), to: id });
    for (const name of gate.recurrent) edges.push({ from: source(name), to: id });
  }

  const shapeOf = (node: Node): string => {
    const known = ids.get(node);
    if (known !== undefined) return known;
    const id = leaf(node) ?? inner(node, `part ${parts++}`);
    ids.set(node, id);
    return id;
  };
  const leaf = (node: Node): string | undefined => {
    const earlier = known.get(node);
    if (earlier !== undefined) return takenFrom(earlier);
    if (node.kind === "gate") return `gate ${node.name}`;
    if (node.kind === "state") return state(node.name);
    if (node.kind === "given") return given(node.name);
    if (node.kind === "time") return add("input", "time", { text: "t" });
    if (node.kind === "vector" || node.kind === "fixed") return add("weight", `weight ${node.name}`, named(node.name));
    if (node.kind === "constant") return add("weight", `constant ${node.value}`, { text: written(node.value) });
    return undefined;
  };
  const inner = (node: Node, id: string): string => {
    const { kind, label, operands } = appearance(node, users);
    const from = operands.map((operand) => ({ from: shapeOf(operand.node), sign: operand.sign }));
    add(kind, id, { text: label });
    for (const { from: one, sign } of from) edges.push({ from: one, to: id, ...(sign === undefined ? {} : { sign }) });
    return id;
  };
  for (const { kind, id, name, node } of equations) {
    if (kind === "value") add(kind, id, named(name, "t"));
    const from = shapeOf(node);
    edges.push({ from, to: add(kind, id, named(name, "t")) });
    if (kind === "value") ids.set(node, id);
  }
  return { shapes: [...shapes.values()], edges };
}

interface Operand {
  readonly node: Node;
  readonly sign?: Edge["sign"];
}

function countUsers(roots: readonly Node[]): ReadonlyMap<Node, number> {
  const users = new Map<Node, number>();
  for (const root of roots) users.set(root, (users.get(root) ?? 0) + 1);
  for (const node of inOrder(roots)) for (const part of childrenOf(node)) users.set(part, (users.get(part) ?? 0) + 1);
  return users;
}

/** How a node is drawn, and what goes into it. */
function appearance(
  node: Node,
  users: ReadonlyMap<Node, number>,
): { kind: "function" | "operation"; label: string; operands: readonly Operand[] } {
  if (node.kind === "mean") return { kind: "function", label: "mean", operands: [{ node: node.a }] };
  if (node.kind === "normalized") return { kind: "function", label: "norm", operands: [{ node: node.a }] };
  if (node.kind === "unary") {
    const kind = node.op === "negate" ? "operation" : "function";
    return { kind, label: FUNCTIONS[node.op], operands: [{ node: node.a }] };
  }
  if (node.kind !== "binary") throw new Error(`internal: a ${node.kind} is not drawn from parts`);
  const { op, a, b } = node;
  const withNumber = numberLabel(op, a, b);
  if (withNumber !== undefined) return withNumber;
  if (op === "maximum" || op === "greater") {
    return { kind: "function", label: op === "maximum" ? "max" : ">", operands: [{ node: a }, { node: b }] };
  }
  if (op === "subtract") return { kind: "operation", label: "+", operands: [{ node: a }, { node: b, sign: "−" }] };
  if (op === "divide") return { kind: "operation", label: "⊙", operands: [{ node: a }, { node: b, sign: "÷" }] };
  return { kind: "operation", label: op === "add" ? "+" : "⊙", operands: terms(node, op, users) };
}

/** All terms of a sum, or factors of a product, whose inner results nobody else wants. */
function terms(node: Node, op: "add" | "multiply", users: ReadonlyMap<Node, number>): Operand[] {
  if (node.kind !== "binary") return [{ node }];
  return [node.a, node.b].flatMap((part) => {
    const isInner =
      part.kind === "binary" &&
      part.op === op &&
      users.get(part) === 1 &&
      numberLabel(op, part.a, part.b) === undefined;
    return isInner ? terms(part, op, users) : [{ node: part }];
  });
}

/** An operation with a plain number is one shape: 1 −, × 2, > 0.5. */
function numberLabel(op: Extract<Node, { kind: "binary" }>["op"], a: Node, b: Node) {
  if (a.kind === "constant" && b.kind !== "constant") {
    const sign = { add: "+", subtract: "−", multiply: "×", divide: "÷", maximum: "max", greater: ">" }[op];
    if (op === "add" || op === "multiply") return drawn("operation", `${sign} ${written(a.value)}`, b);
    if (op === "greater") return drawn("function", `< ${written(a.value)}`, b);
    if (op === "maximum") return drawn("function", `max ${written(a.value)}`, b);
    return drawn("operation", `${written(a.value)} ${sign}`, b);
  }
  if (b.kind === "constant" && a.kind !== "constant") {
    const sign = { add: "+", subtract: "−", multiply: "×", divide: "÷", maximum: "max", greater: ">" }[op];
    return drawn(op === "maximum" || op === "greater" ? "function" : "operation", `${sign} ${written(b.value)}`, a);
  }
  return undefined;
}

const drawn = (kind: "function" | "operation", label: string, node: Node) => ({ kind, label, operands: [{ node }] });
const written = (value: number): string => String(Number(value.toPrecision(4))).replace("-", "−");

const FUNCTIONS = {
  ...{ negate: "−", sigmoid: "σ", tanh: "tanh", exp: "exp", logSigmoid: "log σ", squareRoot: "√" },
  ...{ relu: "max 0", positive: "> 0", floor: "floor", stop: "stop" },
} as const;

/** A name with its digits raised and its time or index below. */
function named(name: string, time?: string): Label {
  const [, letters = name, digits = "", index = ""] = /^(\D+?)(\d*)(?:_(.+))?$/u.exec(name) ?? [];
  const greek = /^[α-ω]./u.test(letters);
  const under = [greek ? letters.slice(1) : "", index, time ?? ""].filter(Boolean).join(",");
  return {
    text: greek ? letters[0]! : letters,
    ...(digits === "" ? {} : { over: digits }),
    ...(under === "" ? {} : { under }),
  };
}
