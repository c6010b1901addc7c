import { code, I32, V128, type WasmFunction } from "../wasm/wasm-writer.ts";
import type { Cell } from "./define.ts";
import { earlyValues } from "./early-values.ts";
import type { Node } from "./expression.ts";
import { inOrder } from "./graph.ts";
import { CONSTANTS, KernelFrame, type Place } from "./kernel-frame.ts";
import type { Layout } from "./layout.ts";
import { isRowConstant } from "./made-of.ts";
import { meanLevels } from "./mean-levels.ts";
import { codeOf } from "./node-code.ts";

/** Rows whose gradients of vectors are added up where they arise. A block of rows is a multiple of it, whoever does it. */
export const JOINED_ROWS = 4;

/**
 * Writes one kernel: a loop over rows, in it a loop over units by fours, in it the equations. What does not change is
 * computed outside: numbers before the loops, the beginnings of blocks once a row. Where equations ask for a mean over the
 * units, one more loop over them goes before.
 */
export class KernelWriter {
  private readonly cell: Cell;
  private readonly layout: Layout;
  private readonly frame: KernelFrame;
  private readonly mask: number;
  private readonly values = new Map<Node, number>();
  /** All bits set where a row goes on with the sums of the one before. */
  private goesOn: number | null = null;
  /** Rows that are done. */
  private done: number | null = null;
  /** Loops over the units that are written already, and the one that is being written. */
  private readonly loops: number[] = [];
  private body: number[] = [];
  /** What the loop that is being written needs of the row as a whole. */
  private beforeLoop: number[] = [];

  constructor(cell: Cell, layout: Layout, parameters: readonly string[]) {
    this.cell = cell;
    this.layout = layout;
    this.frame = new KernelFrame(parameters);
    this.mask = this.frame.allocate(V128);
    this.begin();
  }

  /**
   * Computes the roots into locals. Nodes of `stored` are read from their slots; those of `toKeep` are written there once
   * they are known, and read from there by later loops.
   */
  evaluate(roots: readonly Node[], stored: ReadonlySet<Node>, toKeep: ReadonlySet<Node>): void {
    const inSlots = new Set(stored);
    for (const means of meanLevels(roots, new Set([...stored, ...this.layout.prepared.keys()]))) {
      this.evaluateLoop(
        means.map(({ a }) => a),
        inSlots,
        toKeep,
      );
      this.reduce(means, toKeep);
    }
    const early = earlyValues(roots, (node) => this.isKnown(node, inSlots), toKeep, this.layout);
    if (early.length > 0) {
      this.evaluateLoop(early, inSlots, toKeep);
      this.endLoop([]);
      this.begin();
    }
    this.evaluateLoop(roots, inSlots, toKeep);
  }

  store(node: Node, place: Place, masked: boolean, accumulate = false): void {
    this.body.push(...this.frame.address(place), ...this.value(node));
    if (masked) this.body.push(...code.localGet(this.mask), ...code.and);
    if (accumulate) this.body.push(...this.frame.address(place), ...code.load, ...code.add);
    this.body.push(...code.store);
  }

  /** Adds to the sum over some neighbouring rows; `begins`: the first of them writes. */
  storeSum(node: Node, block: number, begins: boolean): void {
    const place: Place = ["sums", block];
    this.body.push(...this.frame.address(place), ...this.value(node), ...code.localGet(this.mask), ...code.and);
    this.body.push(...this.frame.address(place), ...code.load);
    if (begins) this.body.push(...this.continues(), ...code.and);
    this.body.push(...code.add, ...code.store);
  }

  storeZero(place: Place): void {
    this.body.push(...this.frame.address(place), ...this.frame.constant(0), ...code.store);
  }

  finish(name: string): WasmFunction {
    this.endLoop([]);
    const { frame } = this;
    const get = (word: string) => frame.get(word);
    const rows = this.frame.parameters.includes("gradients") ? ["slots", "gradients"] : ["slots"];
    const body = [
      ...this.frame.beforeLoops,
      ...code.loop,
      ...this.frame.beforeRow,
      ...this.loops,
      ...frame.advance(frame.carriedLane, get("unit")),
      ...(this.frame.parameters.includes("sums") ? this.advanceSums() : []),
      ...rows.flatMap((area) =>
        this.frame.advance(this.frame.parameter(area), get(area === "slots" ? "slotRow" : "gradientRow")),
      ),
      ...[...get("rows"), ...code.i32Const(1), ...code.i32Sub],
      ...[...code.localTee(this.frame.parameter("rows")), ...code.branchIf(0)],
      ...code.end,
    ];
    return { name, parameters: this.frame.parameters.length, locals: frame.types, body };
  }

  /** Whether a row's number stands in its local. */
  private isOfRow(node: Node): boolean {
    return isRowConstant(node) && this.values.has(node);
  }

  /** Whether a value is read and not computed. */
  private isKnown(node: Node, inSlots: ReadonlySet<Node>): boolean {
    return inSlots.has(node) || this.layout.prepared.has(node) || this.isOfRow(node);
  }

  private begin(): void {
    this.body = [...this.frame.address(["constants", CONSTANTS.mask]), ...code.load, ...code.localSet(this.mask)];
  }

  private evaluateLoop(roots: readonly Node[], inSlots: Set<Node>, toKeep: ReadonlySet<Node>): void {
    const { saved, prepared } = this.layout;
    const kept: Node[] = [];
    for (const node of inOrder(roots, (node) => this.isKnown(node, inSlots))) {
      if (node.kind === "constant" || this.isOfRow(node)) continue;
      const local = this.values.get(node) ?? this.frame.allocate(V128);
      this.values.set(node, local);
      if (isRowConstant(node)) {
        const value = inSlots.has(node) ? this.loadRow(node) : this.compute(node);
        this.beforeLoop.push(...value, ...code.localSet(local));
        if (toKeep.has(node) && !inSlots.has(node)) this.beforeLoop.push(...this.storeRow(node));
        continue;
      }
      if (inSlots.has(node)) this.body.push(...this.frame.address(["slots", saved.get(node)!]), ...code.load);
      else if (prepared.has(node)) this.body.push(...this.frame.address(this.preparedPlace(node)), ...code.load);
      else this.body.push(...this.compute(node));
      this.body.push(...code.localSet(local));
      if (toKeep.has(node) && !inSlots.has(node)) kept.push(node);
    }
    for (const node of kept) {
      // A gate's slot holds its pre-activation from the start.
      if (node.kind !== "gate") this.store(node, ["slots", this.layout.saved.get(node)!], false);
      inSlots.add(node);
    }
  }

  /** Ends the loop that has evaluated what these are the means of; their values stand in locals from then on. */
  private reduce(means: readonly Extract<Node, { kind: "mean" }>[], toKeep: ReadonlySet<Node>): void {
    const behind: number[] = [];
    for (const mean of means) {
      const sum = this.frame.allocate(V128);
      this.loops.push(...this.frame.constant(0), ...code.localSet(sum));
      this.body.push(...this.value(mean.a), ...code.localGet(this.mask), ...code.and, ...code.localGet(sum));
      this.body.push(...code.add, ...code.localSet(sum));
      // The four sums added crosswise, so that all four lanes hold the same total.
      for (const lanes of [LANES.pairs, LANES.halves]) {
        behind.push(...code.localGet(sum), ...code.localGet(sum), ...code.localGet(sum), ...code.shuffle(lanes));
        behind.push(...code.add, ...code.localSet(sum));
      }
      behind.push(...this.frame.get("constants"), ...this.frame.get("unit"));
      behind.push(...code.i32Add, ...code.load, ...code.localGet(sum), ...code.multiply, ...code.localSet(sum));
      this.values.set(mean, sum);
      if (toKeep.has(mean)) behind.push(...this.storeRow(mean));
    }
    this.endLoop(behind);
    this.begin();
  }

  private endLoop(behind: readonly number[]): void {
    const { lane, carriedLane } = this.frame;
    const unit = this.frame.get("unit");
    this.loops.push(
      ...this.beforeLoop,
      ...[...code.i32Const(0), ...code.localSet(lane)],
      ...code.loop,
      ...this.body,
      ...this.frame.advance(carriedLane, code.i32Const(16)),
      ...this.frame.advance(lane, code.i32Const(16)),
      ...[...code.localGet(lane), ...unit, ...code.i32LessUnsigned, ...code.branchIf(0)],
      ...code.end,
      // Back to where the row begins: another loop over it may follow.
      ...[...code.localGet(carriedLane), ...unit, ...code.i32Sub, ...code.localSet(carriedLane)],
      ...behind,
    );
    this.beforeLoop = [];
  }

  /** Where a value that follows from weights alone stands. */
  private preparedPlace(node: Node): Place {
    return ["constants", CONSTANTS.fixed + this.cell.fixed.length + this.layout.prepared.get(node)!];
  }

  /** The beginning of what is kept of a row as a whole, and how far behind it a value stands. */
  private rowPlace(node: Node): { readonly begin: number[]; readonly offset: number } {
    const begin = code.localGet(this.frame.beginning("slots", this.layout.slotCount));
    return { begin, offset: 16 * this.layout.savedRows.get(node)! };
  }

  private loadRow(node: Node): number[] {
    const { begin, offset } = this.rowPlace(node);
    return [...begin, ...code.loadFrom(offset)];
  }

  private storeRow(node: Node): number[] {
    const { begin, offset } = this.rowPlace(node);
    return [...begin, ...this.value(node), ...code.storeTo(offset)];
  }

  /** Pushes all bits where this row is not the first whose sums are kept together. */
  private continues(): number[] {
    if (this.goesOn === null) {
      this.goesOn = this.frame.allocate(V128);
      const first = [...this.placeAmongSummed(), ...code.i32IsZero];
      this.frame.beforeRow.push(...first, ...code.i32Const(1), ...code.i32Sub, ...code.splatInteger);
      this.frame.beforeRow.push(...code.localSet(this.goesOn));
    }
    return code.localGet(this.goesOn);
  }

  /** Which of the rows whose sums are kept together the current one is. */
  private placeAmongSummed(): number[] {
    this.done ??= this.frame.allocate(I32);
    return [...code.localGet(this.done), ...code.i32Const(JOINED_ROWS - 1), ...code.i32And];
  }

  /** On to the next row; behind the last of some that are summed together, on to the place of the next sums. */
  private advanceSums(): number[] {
    const place = this.placeAmongSummed();
    const isNext = [...place, ...code.i32IsZero];
    const width = [...this.frame.get("unit"), ...code.i32Const(this.cell.vectors.length), ...code.i32Mul];
    return [
      ...this.frame.advance(this.done!, code.i32Const(1)),
      ...this.frame.advance(this.frame.parameter("sums"), [...isNext, ...width, ...code.i32Mul]),
    ];
  }

  /** Pushes the value of a node that has been evaluated. */
  private value(node: Node): number[] {
    return node.kind === "constant" ? this.frame.constant(node.value) : code.localGet(this.values.get(node)!);
  }

  private compute(node: Node): number[] {
    return codeOf(node, this.cell, this.layout, this.frame, (part) => this.value(part));
  }
}

/** Bytes that a shuffle takes: neighbours exchanged, then halves. */
const LANES = {
  pairs: [4, 5, 6, 7, 0, 1, 2, 3, 12, 13, 14, 15, 8, 9, 10, 11],
  halves: [8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7],
} as const;
