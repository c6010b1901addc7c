import type { Node } from "./expression.ts";
import type { Place } from "./kernel-frame.ts";
import type { Units } from "./units.ts";

/** Something that a loop does with the value of a node. */
export interface Write {
  /** Null where no value is needed. */
  readonly node: Node | null;
  /** Where it writes; null where that is no memory. */
  readonly place: Place | null;
  /** Code for four units. */
  readonly write: (units: Units) => readonly number[];
}

/** A write, and what is to be evaluated before it and has not been. */
export interface Step {
  readonly nodes: readonly Node[];
  readonly write: Write["write"];
}

/**
 * Writes one after the other: always the one for which the fewest nodes are still to be evaluated, the first of them where there
 * are several. So what has been evaluated is used while it stands in a register.
 *
 * @param there what has been evaluated before
 * @param parts all that a node is made of, itself included, each behind its own parts
 * @param leaves what is read from a place, and so to be read before something is written there
 */
export function inTurn(
  writes: readonly Write[],
  there: ReadonlySet<Node>,
  parts: (node: Node) => readonly Node[],
  leaves: (place: Place) => readonly Node[],
): Step[] {
  const done = new Set(there);
  const lacking = (nodes: readonly Node[]) => nodes.filter((node) => !done.has(node));
  let left = writes.map((write) => ({ ...write, missing: write.node === null ? [] : parts(write.node) }));
  return writes.map(() => {
    left = left.map((one) => ({ ...one, missing: lacking(one.missing) }));
    const next = left.reduce((best, one) => (one.missing.length < best.missing.length ? one : best));
    left = left.filter((one) => one !== next);
    const nodes = [...next.missing, ...(next.place === null ? [] : lacking(leaves(next.place)))];
    for (const node of nodes) done.add(node);
    return { nodes, write: next.write };
  });
}
