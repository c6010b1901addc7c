import { code } from "../wasm/wasm-writer.ts";
import { isExponential } from "./early-values.ts";
import type { Node } from "./expression.ts";
import { inOrder } from "./graph.ts";
import type { Place } from "./kernel-frame.ts";
import { isRowConstant } from "./made-of.ts";
import { isKnown, type KernelState, standsAt, Units } from "./units.ts";
import { inTurn, type Write } from "./write-order.ts";

/** Fours of units that a loop holds. */
const ABREAST = 2;

/**
 * A loop over the units of a row that evaluates what is not known of some nodes, writes what is to be kept, and makes the writes
 * given, for eight units at a time.
 *
 * Each write comes as soon as its node is there, since what waits takes a register; what stands where it writes is read before. Not
 * so around exponentials, which are long chains: there those of all eight units are evaluated side by side before anything is
 * written, so that a processor does not wait for one chain.
 */
export function unitLoop(state: KernelState, nodes: readonly Node[], writes: readonly Write[]): number[] {
  const { frame, inSlots, toKeep, ofRow } = state;
  const known = (node: Node) => isKnown(state, node);
  const roots = [...nodes.filter((node) => !known(node)), ...writes.flatMap(({ node }) => node ?? [])];
  const needed = inOrder(roots, known);
  const kept = needed.filter((node) => toKeep.has(node) && !inSlots.has(node) && !isRowConstant(node));
  const all = [...kept.map((node) => keeping(node, state)), ...writes];
  const first = inOrder(
    needed.filter((node) => isExponential(node) && !known(node)),
    known,
  );
  const isMade = (node: Node) => node.kind !== "constant" && !ofRow.has(node);
  const parts = (node: Node) => inOrder([node], known).filter(isMade);
  const standing = placesOf(needed, state);
  const steps = inTurn(all, new Set(first), parts, (place) => standing.get(String(place)) ?? []);
  // What is at hand comes first, and for all units at once: a processor writes neighbours together.
  const atHand = steps.findIndex(({ nodes }) => nodes.length > 1);
  const runs = [...steps.slice(0, atHand).map((step) => [step]), steps.slice(atHand)];
  const before: number[] = [];

  /** Code for so many fours; `isPadded`: the last of them is. */
  const bodyOf = (fours: number, isPadded: boolean): number[] => {
    const body: number[] = [];
    const abreast = Array.from(
      { length: fours },
      (_, place) => new Units(state, body, before, place, isPadded && place === fours - 1),
    );
    for (const units of abreast) for (const node of first) units.read(node);
    for (const run of runs) {
      for (const units of abreast) {
        for (const { nodes, write } of run) {
          for (const node of nodes) units.read(node);
          for (const byte of write(units)) body.push(byte);
        }
      }
    }
    return body;
  };

  const groups = frame.rowBytes.unit / 16;
  // What is padded comes behind the loop, and so do the last of an odd number.
  const inLoop = Math.floor((state.isPadded ? groups - 1 : groups) / ABREAST);
  const behind = groups - inLoop * ABREAST;
  const loop = inLoop === 0 ? [] : bodyOf(ABREAST, false);
  const last = behind === 0 ? [] : bodyOf(behind, state.isPadded);
  for (const node of kept) inSlots.add(node);
  const { lane } = frame;
  const step = 16 * ABREAST;
  const next = [...code.localGet(lane), ...code.i32Const(step), ...code.i32Add, ...code.localTee(lane)];
  const repeat = [...code.i32Const(step * inLoop), ...code.i32LessUnsigned, ...code.branchIf(0)];
  return [
    ...before,
    ...[...code.i32Const(0), ...code.localSet(lane)],
    ...(inLoop === 0 ? [] : [...code.loop, ...loop, ...next, ...repeat, ...code.end]),
    ...last,
  ];
}

/** Puts a value into its slot. */
function keeping(node: Node, { layout }: KernelState): Write {
  // A gate's slot holds its pre-activation from the start.
  if (node.kind === "gate") return { node, place: null, write: () => [] };
  const place: Place = ["slots", layout.saved.get(node)!];
  return { node, place, write: (units) => [...units.address(place), ...units.value(node), ...units.storeTo(place)] };
}

/** Nodes by the place where they stand. */
function placesOf(nodes: readonly Node[], state: KernelState): ReadonlyMap<string, readonly Node[]> {
  const places = new Map<string, Node[]>();
  for (const node of nodes) {
    const place = String(standsAt(state, node));
    const before = places.get(place);
    if (before === undefined) places.set(place, [node]);
    else before.push(node);
  }
  return places;
}
