import { code } from "../wasm/wasm-writer.ts";
import type { Cell } from "./define.ts";
import type { Node } from "./expression.ts";
import { CONSTANTS, type KernelFrame, type Place } from "./kernel-frame.ts";
import type { Layout } from "./layout.ts";
import { isRowConstant } from "./made-of.ts";
import { codeOf, placeOf } from "./node-code.ts";
import { reaching } from "./reaching.ts";

/**
 * A gradient that fades on its way back through time ends among the smallest numbers that there are, with which processors are up to
 * twenty times slower. So far below every other it counts for nothing long before: below 2⁻¹⁰⁰ it is taken for 0.
 */
const TRACE = 7.888609052210118e-31;

/** What all loops over the units of a row share while a kernel is written. */
export interface KernelState {
  readonly cell: Cell;
  readonly layout: Layout;
  readonly frame: KernelFrame;
  /** Whether there are fewer units than a row is wide: the last four of a row are padded then. */
  readonly isPadded: boolean;
  /** What stands in slots, and what is to be put there once it is known. */
  readonly inSlots: Set<Node>;
  readonly toKeep: ReadonlySet<Node>;
  /** Locals of what is one number for the row. */
  readonly ofRow: Map<Node, number>;
}

/** Whether a value is read and not computed. */
export const isKnown = ({ inSlots, layout, ofRow }: KernelState, node: Node): boolean =>
  inSlots.has(node) || layout.prepared.has(node) || ofRow.has(node);

/** Where the value of a node stands that is not computed anew, or a leaf of the equations; null of all others. */
export function standsAt({ cell, layout, inSlots }: KernelState, node: Node): Place | null {
  if (isRowConstant(node)) return null;
  if (inSlots.has(node)) return ["slots", layout.saved.get(node)!];
  const prepared = layout.prepared.get(node);
  // Behind the fixed vectors stands what follows from weights alone.
  if (prepared !== undefined) return ["constants", CONSTANTS.fixed + cell.fixed.length + prepared];
  return placeOf(node, cell, layout);
}

/** Four units in the body of a loop: code for them, and the locals that hold their values. */
export class Units {
  private readonly state: KernelState;
  private readonly body: number[];
  /** Code before the loop, for numbers of the row. */
  private readonly before: number[];
  /** Which of the fours that a body holds these are. */
  private readonly place: number;
  private readonly values = new Map<Node, number>();
  private readonly isPadded: boolean;
  private mask: number | null = null;

  constructor(state: KernelState, body: number[], before: number[], place: number, isPadded: boolean) {
    this.state = state;
    this.body = body;
    this.before = before;
    this.place = place;
    this.isPadded = isPadded;
  }

  address(place: Place): number[] {
    return this.state.frame.address(place);
  }

  load(place: Place): number[] {
    return [...this.address(place), ...code.loadFrom(this.offset(place))];
  }

  /** Takes an address of the place and a value. */
  storeTo(place: Place): number[] {
    return code.storeTo(this.offset(place));
  }

  /** Pushes the value of a node that has been evaluated. */
  value(node: Node): number[] {
    if (node.kind === "constant") return this.state.frame.constant(node.value);
    return code.localGet((this.state.ofRow.get(node) ?? this.values.get(node))!);
  }

  /** Makes zeros of the padding of a value on the stack, where there is any. */
  masked(): number[] {
    if (!this.isPadded) return [];
    if (this.mask !== null) return [...code.localGet(this.mask), ...code.and];
    this.mask = this.local();
    return [...this.load(["constants", CONSTANTS.mask]), ...code.localTee(this.mask), ...code.and];
  }

  /** Puts the value of a node, whose parts are there, into a local. */
  read(node: Node): void {
    const { frame, inSlots, toKeep, ofRow } = this.state;
    if (node.kind === "constant" || ofRow.has(node) || this.values.has(node)) return;
    if (isRowConstant(node)) {
      this.before.push(...(inSlots.has(node) ? this.loadRow(node) : this.compute(node)));
      const local = frame.allocate();
      ofRow.set(node, local);
      this.before.push(...code.localSet(local));
      if (toKeep.has(node) && !inSlots.has(node)) this.before.push(...storeRow(this.state, node));
      return;
    }
    const place = standsAt(this.state, node);
    this.body.push(...(place === null ? this.compute(node) : this.load(place)));
    const local = this.local();
    this.values.set(node, local);
    if (node.kind === "adjoint" && this.fades(node.name)) this.body.push(...this.withoutTraces(local));
    this.body.push(...code.localSet(local));
  }

  /** Whether a gradient can fade from step to step: that of what does not count in itself is a few steps away from one that does. */
  private fades(name: string): boolean {
    return reaching(name, this.state.cell).has(name);
  }

  /** Makes zeros of what has all but vanished of a gradient on the stack; what is no number stays. */
  private withoutTraces(local: number): number[] {
    const { constant } = this.state.frame;
    const size = [...code.localGet(local), ...constant(-0), ...code.andNot];
    return [...code.localTee(local), ...constant(TRACE), ...size, ...code.greater, ...code.andNot];
  }

  /** Locals are used again by the next loop. */
  private local(): number {
    return this.state.frame.reused(this.place, this.values.size + (this.mask === null ? 0 : 1));
  }

  private offset(place: Place): number {
    return this.state.frame.offset(place) + 16 * this.place;
  }

  private loadRow(node: Node): number[] {
    const { begin, offset } = rowPlace(this.state, node);
    return [...begin, ...code.loadSplat(offset)];
  }

  private compute(node: Node): number[] {
    return codeOf(node, this.state.frame, (part) => this.value(part));
  }
}

/** The beginning of what is kept of a row as a whole, and how far behind it a value stands. */
function rowPlace({ frame, layout }: KernelState, node: Node): { readonly begin: number[]; readonly offset: number } {
  const begin = code.localGet(frame.beginning(["slots", 0]));
  return { begin, offset: frame.offset(["slots", layout.slotCount]) + 4 * layout.savedRows.get(node)! };
}

/** Keeps a number of the row that stands in its local. */
export function storeRow(state: KernelState, node: Node): number[] {
  const { begin, offset } = rowPlace(state, node);
  return [...begin, ...code.localGet(state.ofRow.get(node)!), ...code.storeFirst(offset)];
}
