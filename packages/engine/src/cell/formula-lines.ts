import type { Cell, GatePart } from "./define.ts";
import type { Node } from "./expression.ts";
import { inOrder } from "./graph.ts";
import { childrenOf } from "./node-parts.ts";
import { sharing } from "./shared-parts.ts";

/** A line that defines one thing and uses others, by their keys. */
export interface Line {
  readonly key: string;
  readonly left: string;
  readonly right: string;
  readonly uses: readonly string[];
}

/** What a defined thing is called: to find it, and to read. */
export interface Name {
  readonly key: string;
  readonly text: string;
}

/** How equations are written. */
export interface Script {
  /** A gate before its function. */
  gate(name: string): string;
  preactivation(gate: GatePart, cell: Cell): string;
  /** A state of this step, or a value of `between`. */
  value(name: string, isState: boolean): string;
  /** A part that occurs more than once, counted from 1. */
  part(count: number): string;
  /** An expression; what has a name is called by it. `outer` is the strength of what stands around it. */
  print(node: Node, names: ReadonlyMap<Node, Name>, outer: number): string;
}

/** A cell's equations line by line, each after those that it uses. A longer part that occurs more than once is written once. */
export function formulaLines(cell: Cell, script: Script): Line[] {
  return inReadingOrder([...gateLines(cell, script), ...equationLines(cell, script)]);
}

function gateLines(cell: Cell, script: Script): Line[] {
  return cell.gates.map((gate) => ({
    key: `gate ${gate.name}`,
    left: script.gate(gate.name),
    right: script.preactivation(gate, cell),
    uses: gate.recurrent.filter((source) => cell.between.some(({ name }) => name === source)).map((s) => `value ${s}`),
  }));
}

/** Parts with fewer symbols than this are written again rather than named. */
const WORTH_A_NAME = 6;

function equationLines(cell: Cell, script: Script): Line[] {
  const share = sharing();
  const shared = ({ name, value }: Cell["next"][number]) => ({ name, node: share(value.node) });
  const parts = ({ node }: { node: Node }) => inOrder([node]).length;
  const equations = [...cell.between.map(shared), ...cell.next.map(shared).sort((a, b) => parts(a) - parts(b))];
  const names = new Map<Node, Name>();
  const lines: { readonly node: Node; readonly name: Name }[] = [];
  for (const { name, node } of equations) {
    const own = { key: `value ${name}`, text: script.value(name, cell.states.includes(name)) };
    lines.push({ node, name: own });
    if (childrenOf(node).length > 0 && !names.has(node)) names.set(node, own);
  }
  for (const node of sharedParts(
    equations.map(({ node }) => node),
    names,
  )) {
    const count = lines.length - equations.length + 1;
    const own = { key: `part ${count}`, text: script.part(count) };
    lines.push({ node, name: own });
    names.set(node, own);
  }
  return lines.map(({ node, name }) => {
    const first = names.get(node);
    if (first !== undefined && first !== name)
      return { ...name, left: name.text, right: first.text, uses: [first.key] };
    const others = new Map(names);
    others.delete(node);
    const uses = inOrder([node], (part) => others.has(part)).flatMap((part) =>
      part.kind === "gate" ? [`gate ${part.name}`] : (others.get(part)?.key ?? []),
    );
    return { key: name.key, left: name.text, right: script.print(node, others, 0), uses };
  });
}

/** Parts that several others use and that are long enough for a name, each after what it is made of. */
function sharedParts(roots: readonly Node[], named: ReadonlyMap<Node, Name>): Node[] {
  const all = inOrder(roots);
  const users = new Map<Node, number>();
  for (const node of all) for (const part of childrenOf(node)) users.set(part, (users.get(part) ?? 0) + 1);
  const shared: Node[] = [];
  const length = (node: Node): number =>
    named.has(node) || shared.includes(node) ? 1 : childrenOf(node).reduce((sum, part) => sum + length(part), 1);
  for (const node of all) {
    if ((users.get(node) ?? 0) > 1 && !named.has(node) && length(node) >= WORTH_A_NAME) shared.push(node);
  }
  return shared;
}

/** Each line after those that it uses, and otherwise as they come: gates, then named parts and equations, short ones first. */
function inReadingOrder(lines: readonly Line[]): Line[] {
  const left = [...lines];
  const done = new Set<string>();
  const ordered: Line[] = [];
  while (left.length > 0) {
    const next = left.findIndex(({ uses }) => uses.every((key) => done.has(key)));
    const [line] = left.splice(Math.max(0, next), 1);
    done.add(line!.key);
    ordered.push(line!);
  }
  return ordered;
}
