import { code } from "../wasm/wasm-writer.ts";
import { isExponential } from "./early-values.ts";
import type { Node } from "./expression.ts";
import { inOrder } from "./graph.ts";
import type { Place } from "./kernel-frame.ts";
import { isRowConstant } from "./made-of.ts";
import { isKnown, type KernelState, standsAt, Units } from "./units.ts";
import { inTurn, type Write } from "./write-order.ts";

/**
 * A loop over the units of a row that evaluates what is not known of some nodes, writes what is to be kept, and makes the writes
 * given.
 *
 * Each write comes as soon as its node is there, since what waits takes a register; what stands where it writes is read before. Not
 * so around exponentials, which are long chains: there eight units are evaluated side by side before anything is written, so that
 * a processor does not wait for one chain.
 */
export function unitLoop(state: KernelState, nodes: readonly Node[], writes: readonly Write[]): number[] {
  const { frame, inSlots, toKeep, ofRow } = state;
  const known = (node: Node) => isKnown(state, node);
  const roots = [...nodes.filter((node) => !known(node)), ...writes.flatMap(({ node }) => node ?? [])];
  const needed = inOrder(roots, known);
  const kept = needed.filter((node) => toKeep.has(node) && !inSlots.has(node) && !isRowConstant(node));
  const all = [...kept.map((node) => keeping(node, state)), ...writes];
  const isMade = (node: Node) => node.kind !== "constant" && !ofRow.has(node);
  const parts = (node: Node) => inOrder([node], known).filter(isMade);
  const isSlow = needed.some((node) => isExponential(node) && !known(node));
  const before: number[] = [];

  /** Code for so many fours. */
  const bodyOf = (fours: number): number[] => {
    const body: number[] = [];
    const abreast = Array.from({ length: fours }, (_, place) => new Units(state, body, before, place));
    if (isSlow) for (const units of abreast) for (const node of needed) units.read(node);
    for (const units of abreast) {
      for (const { node, place, write } of inTurn(all, parts, units.there)) {
        if (node !== null) for (const part of parts(node)) units.read(part);
        if (place !== null) for (const other of needed) if (isAt(standsAt(state, other), place)) units.read(other);
        body.push(...write(units));
      }
    }
    return body;
  };

  const groups = frame.rowBytes.unit / 16;
  const abreast = isSlow && groups > 1 ? 2 : 1;
  const end = 16 * (groups - (groups % abreast));
  const body = bodyOf(abreast);
  const rest = groups % abreast === 0 ? [] : bodyOf(1);
  for (const node of kept) inSlots.add(node);
  const { lane } = frame;
  return [
    ...before,
    ...[...code.i32Const(0), ...code.localSet(lane)],
    ...[...code.loop, ...body],
    ...[...code.localGet(lane), ...code.i32Const(16 * abreast), ...code.i32Add, ...code.localTee(lane)],
    ...[...code.i32Const(end), ...code.i32LessUnsigned, ...code.branchIf(0), ...code.end],
    ...rest,
  ];
}

/** Puts a value into its slot. */
function keeping(node: Node, { layout }: KernelState): Write {
  // A gate's slot holds its pre-activation from the start.
  if (node.kind === "gate") return { node, place: null, write: () => [] };
  const place: Place = ["slots", layout.saved.get(node)!];
  return { node, place, write: (units) => [...units.address(place), ...units.value(node), ...units.storeTo(place)] };
}

const isAt = (own: Place | null, [area, block]: Place): boolean => own !== null && own[0] === area && own[1] === block;
