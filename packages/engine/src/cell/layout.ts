import { rowStride } from "../tensor/tensor.ts";
import type { Cell, GatePart } from "./define.ts";
import type { Node } from "./expression.ts";
import { inOrder } from "./graph.ts";
import { followsFromWeights, isRowConstant } from "./made-of.ts";

/** A run of neighbouring gates that take the same vector through their recurrent weights in one product. */
export interface Product {
  /** Index of the vector among the carried arrays. */
  readonly carried: number;
  readonly firstSlot: number;
  readonly gates: number;
  /** Block of U where the run begins. */
  readonly firstBlock: number;
}

/**
 * Where a cell keeps things. A row of slots holds one block of H floats a gate, pre-activation first, then what the
 * backward pass wants to know; input gates come first, so that x·W is one product.
 */
export interface Layout {
  /** Gate names in slot order. */
  readonly slots: readonly string[];
  /** The first so many slots have an input part; blocks of W in this order. */
  readonly inputGates: readonly string[];
  /** Blocks of U: the gate that each belongs to, and the vector that goes through it. */
  readonly recurrentGates: readonly string[];
  readonly recurrentSources: readonly string[];
  /** Recurrent products, by the stage before which they run. */
  readonly products: readonly (readonly Product[])[];
  /** Slot of every value kept for the backward pass. */
  readonly saved: ReadonlyMap<Node, number>;
  readonly slotCount: number;
  /** Values kept that are one number for a whole row: the place of each behind the slots. */
  readonly savedRows: ReadonlyMap<Node, number>;
  /**
   * States that only pass from one step to the next: no way back reads them and no product takes them, so that all steps share
   * one place, and what the first ones begin with and the last one leaves is copied.
   */
  readonly passing: ReadonlySet<number>;
  /** What follows from weights alone, worked out when they change: the place of each among the constants. */
  readonly prepared: ReadonlyMap<Node, number>;
}

/** The arrays that a step reads: states, then `between` values, then given ones. */
export const carriedNames = ({ states, between, given }: Cell): string[] => [
  ...states,
  ...between.map(({ name }) => name),
  ...given,
];

/** Index of the first given value among the carried arrays. */
export const firstGiven = ({ states, between }: Cell): number => states.length + between.length;

/** Orders the gates and finds their products. */
export function layGates(
  cell: Cell,
): Pick<Layout, "slots" | "inputGates" | "recurrentGates" | "recurrentSources" | "products"> {
  const carried = carriedNames(cell);
  // Values of `between` are there only after their stage; what comes from outside or from before is there at once.
  const standsIn = (state: string) => cell.between.find(({ standsFor }) => standsFor === state)?.name ?? state;
  const later = cell.between.filter(({ standsFor }) => standsFor === undefined).map(({ name }) => name);
  const sources = [...cell.states.map(standsIn), ...cell.given, ...later];
  const rank = (gate: GatePart) => Math.max(-1, ...gate.recurrent.map((source) => sources.indexOf(source)));
  const ordered = [...cell.gates].sort((a, b) => Number(b.input) - Number(a.input) || rank(a) - rank(b));
  const blocks: { gate: string; source: string }[] = [];
  const products: Product[][] = [[], ...cell.between.map(() => [])];
  for (const source of sources) {
    const stage = Math.max(0, 1 + cell.between.findIndex(({ name }) => name === source));
    const runs: Product[] = [];
    ordered.forEach((gate, slot) => {
      if (!gate.recurrent.includes(source)) return;
      const last = runs.at(-1);
      if (last !== undefined && last.firstSlot + last.gates === slot) {
        runs[runs.length - 1] = { ...last, gates: last.gates + 1 };
      } else {
        runs.push({ carried: carried.indexOf(source), firstSlot: slot, gates: 1, firstBlock: blocks.length });
      }
      blocks.push({ gate: gate.name, source });
    });
    products[stage]!.push(...runs);
  }
  return {
    slots: ordered.map(({ name }) => name),
    inputGates: ordered.filter(({ input }) => input).map(({ name }) => name),
    recurrentGates: blocks.map(({ gate }) => gate),
    recurrentSources: blocks.map(({ source }) => source),
    products,
  };
}

/**
 * Slots for what the backward pass needs. In a cell of one stage a pre-activation is done with once it has been read,
 * so its slot is used again; with more stages a later one may still want it.
 */
export function laySaved(
  slots: readonly string[],
  saved: readonly Node[],
  reuse: boolean,
): Pick<Layout, "saved" | "slotCount" | "savedRows"> {
  const place = new Map<Node, number>();
  for (const node of saved) if (node.kind === "gate") place.set(node, slots.indexOf(node.name));
  const taken = new Set(reuse ? place.values() : slots.keys());
  const savedRows = new Map(saved.filter(isRowConstant).map((node, i) => [node, i] as const));
  // What is made of one gate alone takes that gate's slot: nobody else's is written before it has been read.
  for (const node of saved) {
    const gates = inOrder([node]).flatMap((below) => (below.kind === "gate" ? [below.name] : []));
    const slot = slots.indexOf(gates[0] ?? "");
    if (gates.length !== 1 || place.has(node) || savedRows.has(node) || taken.has(slot)) continue;
    place.set(node, slot);
    taken.add(slot);
  }
  let next = 0;
  for (const node of saved) {
    if (place.has(node) || savedRows.has(node)) continue;
    while (taken.has(next)) next++;
    place.set(node, next++);
  }
  const slotCount = Math.max(slots.length, ...[...place.values()].map((slot) => slot + 1));
  return { saved: place, slotCount, savedRows };
}

/** What of some equations follows from weights alone, as large parts as can be had, with their places. */
export function layPrepared(roots: readonly Node[]): ReadonlyMap<Node, number> {
  const stands = (node: Node) => followsFromWeights(node) && !isRowConstant(node);
  const isMade = ({ kind }: Node) => kind === "unary" || kind === "binary" || kind === "mean";
  const prepared = inOrder(roots, stands).filter((node) => stands(node) && isMade(node));
  return new Map(prepared.map((node, i) => [node, i]));
}

/** Floats of a row of slots in a layer whose blocks are `width` floats wide. */
export const slotRowFloats = ({ slotCount, savedRows }: Layout, width: number): number =>
  slotCount * width + rowStride(savedRows.size);

/** Bytes of a block, and from a row to the next in areas of which rows of the batch have places of their own. */
export interface RowBytes {
  readonly unit: number;
  readonly slots: number;
  readonly gradients: number;
}

export function rowBytes(layout: Layout, units: number): RowBytes {
  const width = rowStride(units);
  return { unit: 4 * width, slots: 4 * slotRowFloats(layout, width), gradients: 4 * layout.slots.length * width };
}
