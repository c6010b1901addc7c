import type { Cell } from "./define.ts";
import type { Node } from "./expression.ts";

/** A run of neighbouring gates that take the same vector through their recurrent weights in one product. */
export interface Product {
  /** Index of the vector among the carried arrays: 0 is the output state, S + d the d-th `between` value. */
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
  /** Gates with a recurrent part; blocks of U in this order. */
  readonly recurrentGates: readonly string[];
  /** Recurrent products, by the stage before which they run. */
  readonly products: readonly (readonly Product[])[];
  /** Slot of every value kept for the backward pass. */
  readonly saved: ReadonlyMap<Node, number>;
  readonly slotCount: number;
}

/** Orders the gates and finds their products. */
export function layGates(cell: Cell): Omit<Layout, "saved" | "slotCount"> {
  const sources = [cell.states[0]!, ...cell.between.map(({ name }) => name)];
  const rank = (recurrent: string | null) => (recurrent === null ? -1 : sources.indexOf(recurrent));
  const ordered = [...cell.gates].sort(
    (a, b) => Number(b.input) - Number(a.input) || rank(a.recurrent) - rank(b.recurrent),
  );
  const recurrent = ordered.filter((gate) => gate.recurrent !== null);
  const products = sources.map((source, stage) => {
    const runs: Product[] = [];
    ordered.forEach((gate, slot) => {
      if (gate.recurrent !== source) return;
      const last = runs.at(-1);
      if (last !== undefined && last.firstSlot + last.gates === slot) {
        runs[runs.length - 1] = { ...last, gates: last.gates + 1 };
      } else {
        const carried = stage === 0 ? 0 : cell.states.length + stage - 1;
        runs.push({ carried, firstSlot: slot, gates: 1, firstBlock: recurrent.indexOf(gate) });
      }
    });
    return runs;
  });
  return {
    slots: ordered.map(({ name }) => name),
    inputGates: ordered.filter(({ input }) => input).map(({ name }) => name),
    recurrentGates: recurrent.map(({ name }) => name),
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
): Pick<Layout, "saved" | "slotCount"> {
  const place = new Map<Node, number>();
  for (const node of saved) if (node.kind === "gate") place.set(node, slots.indexOf(node.name));
  const taken = new Set(reuse ? place.values() : slots.keys());
  let next = 0;
  for (const node of saved) {
    if (place.has(node)) continue;
    while (taken.has(next)) next++;
    place.set(node, next++);
  }
  return { saved: place, slotCount: Math.max(slots.length, ...[...place.values()].map((slot) => slot + 1)) };
}
