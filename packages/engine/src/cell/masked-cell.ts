import type { Cell } from "./define.ts";
import { Expression, type Node } from "./expression.ts";
import { childrenOf, madeOfParts } from "./node-parts.ts";

/** A cell whose recurrent weights see its output through a mask. */
export interface Masked {
  readonly cell: Cell;
  /** The given value that is the mask, `[B, H]`, which comes behind the cell's own; null where no recurrent weight sees the output. */
  readonly mask: string | null;
}

/** What the mask and the masked output are called. */
export interface MaskNames {
  readonly mask: string;
  readonly masked: string;
}

/**
 * The cell with its output masked wherever it goes through recurrent weights, straight or as part of a `between` value, and
 * nowhere else: the state itself is carried on whole (Gal & Ghahramani 2016). Weights keep their places, so that those of one
 * are those of the other. `names` are for readers: where nothing is said, they are such as no cell has.
 */
export function maskedCell(cell: Cell, names?: MaskNames): Masked {
  const [output] = cell.states as [string];
  const { mask, masked: dropped } = names ?? { mask: `mask of ${output}`, masked: `${output} masked` };
  const isOutput = (node: Node) => node.kind === "state" && node.name === output;
  const seen = new Rewriting((node) =>
    isOutput(node) ? { kind: "binary", op: "multiply", a: node, b: { kind: "given", name: mask } } : null,
  );
  const between = cell.between.map(({ name, value }) => ({ name, value: new Expression(seen.of(value.node)) }));
  const isSeen = cell.gates.some(({ recurrent }) => recurrent.includes(output));
  const isWithin = between.some(({ value }, i) => value.node !== cell.between[i]!.value.node);
  if (!isSeen && !isWithin) return { cell, mask: null };
  const copy = { name: dropped, standsFor: output, value: new Expression(seen.of({ kind: "state", name: output })) };
  const gates = cell.gates.map((gate) => ({
    ...gate,
    recurrent: gate.recurrent.map((source) => (source === output ? dropped : source)),
  }));
  return {
    cell: { ...cell, given: [...cell.given, mask], gates, between: isSeen ? [copy, ...between] : between },
    mask,
  };
}

/** Rewrites equations: `change` says what stands in a node's place, null where it stays and its parts are looked into. */
class Rewriting {
  private readonly made = new Map<Node, Node>();
  private readonly change: (node: Node) => Node | null;

  constructor(change: (node: Node) => Node | null) {
    this.change = change;
  }

  of(node: Node): Node {
    const known = this.made.get(node);
    if (known !== undefined) return known;
    const made = this.change(node) ?? this.rebuilt(node);
    this.made.set(node, made);
    return made;
  }

  private rebuilt(node: Node): Node {
    const parts = childrenOf(node);
    const made = parts.map((part) => this.of(part));
    return made.every((part, i) => part === parts[i]) ? node : madeOfParts(node, made);
  }
}
