import { type Cell, Expression } from "@gatecast/engine";

type Node = Expression["node"];
type Leaf = Extract<Node, { readonly name: string }>;
/** A cell with one part that is another, and what was done to it. */
type Mutant = readonly [fault: string, cell: Cell];

/** Every cell that differs from this one in one part of its equations, or in one thing that one of its gates hears. */
export const mutantsOf = (own: Cell): Mutant[] => [
  ...nodesOf(own).flatMap((node) =>
    changesOf(own, node).map(([fault, to]) => [fault, exchanged(own, node, to)] as const),
  ),
  ...own.gates.flatMap((gate) => {
    const { name, input, bias, recurrent, connection } = gate;
    const mutant = (fault: string, change: Partial<typeof gate>): Mutant => [
      `gate ${name} ${fault}`,
      { ...own, gates: own.gates.map((one) => (one === gate ? { ...one, ...change } : one)) },
    ];
    return [
      mutant(bias ? "without its bias" : "with a bias", { bias: !bias }),
      ...(input ? [mutant("deaf to the input", { input: false })] : []),
      ...(connection === null ? [] : [mutant("connected with all", { connection: null })]),
      ...recurrent.map((source) =>
        mutant(`deaf to ${source}`, { recurrent: recurrent.filter((one) => one !== source) }),
      ),
    ];
  }),
];

function nodesOf({ between, next }: Cell): Node[] {
  const seen = new Set<Node>();
  const visit = (node: Node): void => {
    if (seen.has(node)) return;
    seen.add(node);
    if ("a" in node) visit(node.a);
    if ("b" in node) visit(node.b);
  };
  for (const { value } of [...between, ...next]) visit(value.node);
  return [...seen];
}

/** What may stand in the place of a node: one of its parts, another operation, another leaf in one of its places. */
function changesOf(own: Cell, node: Node): (readonly [fault: string, to: Node])[] {
  const leaves = (["a", "b"] as const).flatMap((side) => {
    const part = "a" in node && side in node ? (node as Extract<Node, { kind: "binary" }>)[side] : node;
    if (part === node || !("name" in part)) return [];
    const others = leavesLike(own, part).filter(({ kind, name }) => kind !== part.kind || name !== part.name);
    return others.map((leaf) => [`${leaf.name} for ${part.name}`, { ...node, [side]: leaf } as Node] as const);
  });
  if (node.kind === "mean" || node.kind === "normalized") return [...leaves, [`no ${node.kind}`, node.a]];
  if (node.kind === "unary") {
    const op = node.op === "tanh" ? "sigmoid" : "tanh";
    return [...leaves, [`no ${node.op}`, node.a], [`${op} for ${node.op}`, { ...node, op }]];
  }
  if (node.kind !== "binary") return leaves;
  const op = node.op === "add" ? "subtract" : "add";
  return [
    ...leaves,
    ...[[`${node.op}: the first alone`, node.a] as const, [`${node.op}: the second alone`, node.b] as const],
    [`${op} for ${node.op}`, { ...node, op }],
  ];
}

/** What could be taken for a leaf: of its kind, and states for what is given and the reverse. */
function leavesLike({ gates, states, vectors, given }: Cell, { kind }: Leaf): Leaf[] {
  const named = <Kind extends Leaf["kind"]>(own: Kind, names: readonly string[]) =>
    names.map((name) => ({ kind: own, name }) as const);
  if (kind === "gate")
    return named(
      "gate",
      gates.map(({ name }) => name),
    );
  if (kind === "vector") return named("vector", vectors);
  return kind === "state" || kind === "given" ? [...named("state", states), ...named("given", given)] : [];
}

function exchanged(own: Cell, from: Node, to: Node): Cell {
  const known = new Map<Node, Node>();
  const copied = (node: Node): Node => {
    if (node === from) return to;
    if ("b" in node) return { ...node, a: rebuilt(node.a), b: rebuilt(node.b) };
    return "a" in node ? { ...node, a: rebuilt(node.a) } : node;
  };
  const rebuilt = (node: Node): Node => {
    const made = known.get(node) ?? copied(node);
    known.set(node, made);
    return made;
  };
  const part = <Part extends { readonly value: Expression }>(one: Part): Part => ({
    ...one,
    value: new Expression(rebuilt(one.value.node)),
  });
  return { ...own, between: own.between.map(part), next: own.next.map(part) };
}
