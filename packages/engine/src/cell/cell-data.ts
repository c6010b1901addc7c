import { checkUse } from "./check-use.ts";
import type { Cell, Connection, GatePart, PerUnit } from "./define.ts";
import { type BinaryOp, Expression, type Node, type UnaryOp } from "./expression.ts";
import { inOrder } from "./graph.ts";
import { childrenOf } from "./node-parts.ts";

/** A number for each unit, by the number of units that a layer has. */
export type UnitTable = Readonly<Record<string, readonly number[]>>;

/** A part of an equation: its kind or operation, then a name, a number, or the places of what it is made of. */
export type NodeData = readonly [string, ...(string | number)[]];

/**
 * A cell as plain data, so that a model can carry a cell of one's own and be loaded without running its code. What the cell
 * says for each unit is written down for the sizes of layers that are asked for.
 */
export interface CellData {
  readonly name: string;
  readonly source: string;
  readonly states: readonly string[];
  readonly vectors: readonly string[];
  readonly given: readonly string[];
  readonly gates: readonly {
    readonly name: string;
    readonly input: boolean;
    readonly recurrent: readonly string[];
    readonly bias: boolean;
    /** Row by row, from × to; null where a weight is learnt. */
    readonly connection?: Readonly<Record<string, readonly (number | null)[]>>;
  }[];
  readonly fixed: Readonly<Record<string, UnitTable>>;
  readonly starts: {
    readonly biases: Readonly<Record<string, number | UnitTable>>;
    readonly vectors: Readonly<Record<string, number | UnitTable>>;
    readonly states: Readonly<Record<string, number>>;
  };
  /** Each after what it is made of. */
  readonly nodes: readonly NodeData[];
  readonly between: readonly { readonly name: string; readonly node: number }[];
  readonly next: readonly { readonly name: string; readonly node: number }[];
}

/** A cell as data, for layers of these sizes. */
export function cellData(cell: Cell, units: readonly number[]): CellData {
  const equations = [...cell.between, ...cell.next];
  const order = inOrder(equations.map(({ value }) => value.node));
  const placeOf = new Map(order.map((node, i) => [node, i]));
  const sizes = [...new Set(units)];
  const bySize = <T>(make: (size: number) => T): Record<string, T> =>
    Object.fromEntries(sizes.map((size) => [String(size), make(size)]));
  const perUnit = (value: PerUnit) => bySize((size) => Array.from({ length: size }, (_, unit) => value(unit, size)));
  const start = (value: number | PerUnit) => (typeof value === "number" ? value : perUnit(value));
  const record = <T, R>(from: Readonly<Record<string, T>>, make: (value: T) => R): Record<string, R> =>
    Object.fromEntries(Object.entries(from).map(([name, value]) => [name, make(value)]));
  const places = (parts: Cell["next"]) => parts.map(({ name, value }) => ({ name, node: placeOf.get(value.node)! }));
  return {
    ...{ name: cell.name, source: cell.source, states: cell.states, vectors: cell.vectors, given: cell.given },
    gates: cell.gates.map(({ connection, ...gate }) => ({
      ...gate,
      ...(connection === null ? {} : { connection: bySize((size) => connectionTable(connection, size)) }),
    })),
    fixed: Object.fromEntries(cell.fixed.map(({ name, value }) => [name, perUnit(value)])),
    starts: {
      biases: record(cell.starts.biases, start),
      vectors: record(cell.starts.vectors, start),
      states: cell.starts.states,
    },
    nodes: order.map((node) => nodeData(node, placeOf)),
    between: places(cell.between),
    next: places(cell.next),
  };
}

const connectionTable = (connection: Connection, size: number) =>
  Array.from({ length: size * size }, (_, i) => connection(Math.floor(i / size), i % size, size));

function nodeData(node: Node, placeOf: ReadonlyMap<Node, number>): NodeData {
  if (node.kind === "constant") return ["constant", node.value];
  if ("name" in node) return [node.kind, node.name];
  return ["op" in node ? node.op : node.kind, ...childrenOf(node).map((child) => placeOf.get(child)!)];
}

/** More parts than any sensible equations have: a file must not make us build what it likes. */
const MOST_NODES = 10_000;
const MOST_NAMES = 256;

const UNARY: Readonly<Record<UnaryOp, true>> = {
  ...{ negate: true, sigmoid: true, tanh: true, exp: true, logSigmoid: true, squareRoot: true },
  ...{ relu: true, positive: true, floor: true, stop: true },
};
const BINARY: Readonly<Record<BinaryOp, true>> = {
  ...{ add: true, subtract: true, multiply: true, divide: true, maximum: true, greater: true },
};

/** The cell that some data describe. Throws a RangeError that says what cannot be; runs nothing of it. */
export function cellFromData(data: CellData): Cell {
  const fail = (what: string): never => {
    throw new RangeError(`a cell's data: ${what}`);
  };
  const lists = [data.states, data.vectors, data.given, data.gates.map(({ name }) => name)];
  if (lists.some((names) => names.length > MOST_NAMES)) fail(`more than ${MOST_NAMES} names`);
  if (data.nodes.length > MOST_NODES) fail(`more than ${MOST_NODES} parts of equations`);
  if (data.states.length === 0) fail("no state");
  const known: Readonly<Record<string, readonly string[]>> = {
    gate: data.gates.map(({ name }) => name),
    state: data.states,
    vector: data.vectors,
    given: data.given,
    fixed: Object.keys(data.fixed),
  };
  const nodes: Node[] = [];
  for (const [kind, first, second] of data.nodes) {
    const part = (place: string | number | undefined): Node =>
      (typeof place === "number" ? nodes[place] : undefined) ?? fail(`"${kind}" is made of what is not there`);
    if (kind === "constant" && typeof first === "number") nodes.push({ kind, value: first });
    else if (kind === "time") nodes.push({ kind });
    else if (kind === "mean" || kind === "normalized") nodes.push({ kind, a: part(first) });
    else if (Object.hasOwn(UNARY, kind)) nodes.push({ kind: "unary", op: kind as UnaryOp, a: part(first) });
    else if (Object.hasOwn(BINARY, kind)) {
      nodes.push({ kind: "binary", op: kind as BinaryOp, a: part(first), b: part(second) });
    } else if (Object.hasOwn(known, kind) && known[kind]!.includes(String(first))) {
      nodes.push({ kind: kind as "gate", name: String(first) });
    } else fail(`no part of an equation is called "${kind} ${first ?? ""}"`);
  }
  const equations = (parts: CellData["next"]) =>
    parts.map(({ name, node }) => ({
      name,
      value: new Expression(nodes[node] ?? fail(`"${name}" has no equation`)),
    }));
  const between = equations(data.between);
  const next = equations(data.next);
  if (next.length !== data.states.length || next.some(({ name }, s) => name !== data.states[s])) {
    fail("a state without its next value");
  }
  const sources = [...data.states, ...data.given, ...between.map(({ name }) => name)];
  const gates = data.gates.map(({ connection, ...gate }): GatePart => {
    const unknown = gate.recurrent.find((source) => !sources.includes(source));
    if (unknown !== undefined) fail(`gate "${gate.name}" is made of "${unknown}"`);
    return { ...gate, connection: connection === undefined ? null : connectionFrom(connection) };
  });
  const starts = (from: Readonly<Record<string, number | UnitTable>>) =>
    Object.fromEntries(
      Object.entries(from).map(([name, value]) => [name, typeof value === "number" ? value : perUnitFrom(value)]),
    );
  const cell = {
    ...{ name: data.name, source: data.source, states: data.states, vectors: data.vectors, given: data.given },
    ...{ gates, between, next },
    fixed: Object.entries(data.fixed).map(([name, values]) => ({ name, value: perUnitFrom(values) })),
    starts: {
      biases: starts(data.starts.biases),
      vectors: starts(data.starts.vectors),
      states: data.starts.states,
    },
  };
  checkUse(cell);
  return cell;
}

const noSize = (units: number): never => {
  throw new RangeError(`a cell's data: nothing is written down for layers of ${units} units`);
};

const perUnitFrom =
  (values: UnitTable): PerUnit =>
  (unit, units) =>
    values[units]?.[unit] ?? noSize(units);

const connectionFrom =
  (values: Readonly<Record<string, readonly (number | null)[]>>): Connection =>
  (from, to, units) => {
    const value = values[units]?.[from * units + to];
    return value === undefined ? noSize(units) : value;
  };
