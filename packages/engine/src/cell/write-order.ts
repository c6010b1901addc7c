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

/**
 * Writes one after the other: always the one for which the fewest nodes are still to be evaluated, the first of them where there
 * are several. So what has been evaluated is used while it stands in a register. `parts`: all that a node is made of, itself
 * included; `there`: what has been evaluated, which grows while the writes are made.
 */
export function* inTurn(
  writes: readonly Write[],
  parts: (node: Node) => readonly Node[],
  there: ReadonlySet<Node>,
): Generator<Write> {
  let left = writes.map((write) => ({ write, missing: write.node === null ? [] : parts(write.node) }));
  while (left.length > 0) {
    left = left.map(({ write, missing }) => ({ write, missing: missing.filter((node) => !there.has(node)) }));
    const next = left.reduce((best, one) => (one.missing.length < best.missing.length ? one : best));
    left = left.filter((one) => one !== next);
    yield next.write;
  }
}
