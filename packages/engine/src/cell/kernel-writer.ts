import { code, I32, V128, type WasmFunction } from "../wasm/wasm-writer.ts";
import type { Cell } from "./define.ts";
import { earlyValues } from "./early-values.ts";
import type { Node } from "./expression.ts";
import { CONSTANTS, KernelFrame, type Place } from "./kernel-frame.ts";
import { type Layout, rowBytes } from "./layout.ts";
import { meanLevels } from "./mean-levels.ts";
import { unitLoop } from "./unit-loop.ts";
import { isKnown, type KernelState, storeRow } from "./units.ts";
import type { Write } from "./write-order.ts";

/** Rows whose gradients of vectors are added up where they arise. A block of rows is a multiple of it, whoever does it. */
export const JOINED_ROWS = 4;

type Mean = Extract<Node, { kind: "mean" }>;

/**
 * Writes one kernel: a loop over rows, in it a loop over units by fours, in it the equations. What does not change is
 * computed outside: numbers before the loops, the beginnings of blocks once a row. Where equations ask for a mean over the
 * units, one more loop over them goes before.
 */
export class KernelWriter {
  private readonly state: KernelState;
  private readonly frame: KernelFrame;
  /** What the kernel is for, in the order in which it was asked for. */
  private readonly writes: Write[] = [];
  /** All bits set where a row goes on with the sums of the one before. */
  private goesOn: number | null = null;
  /** Rows that are done. */
  private done: number | null = null;

  /**
   * Nodes of `stored` are read from their slots; those of `toKeep` are written there once they are known, and read from there by
   * later loops.
   */
  constructor(
    cell: Cell,
    layout: Layout,
    units: number,
    parameters: readonly string[],
    stored: ReadonlySet<Node>,
    toKeep: ReadonlySet<Node>,
  ) {
    const frame = new KernelFrame(parameters, rowBytes(layout, units));
    this.frame = frame;
    const isPadded = units % 4 !== 0;
    this.state = { cell, layout, frame, isPadded, inSlots: new Set(stored), toKeep, ofRow: new Map() };
  }

  store(node: Node, place: Place, masked: boolean, accumulate = false): void {
    this.writes.push({
      node,
      place,
      write: (units) => [
        ...[...units.address(place), ...units.value(node), ...(masked ? units.masked() : [])],
        ...(accumulate ? [...units.load(place), ...code.add] : []),
        ...units.storeTo(place),
      ],
    });
  }

  /** Adds to the sum over some neighbouring rows; `begins`: the first of them writes. */
  storeSum(node: Node, block: number, begins: boolean): void {
    const place: Place = ["sums", block];
    this.writes.push({
      node,
      place,
      write: (units) => [
        ...[...units.address(place), ...units.value(node), ...units.masked(), ...units.load(place)],
        ...(begins ? [...this.continues(), ...code.and] : []),
        ...[...code.add, ...units.storeTo(place)],
      ],
    });
  }

  storeZero(place: Place): void {
    const { frame } = this;
    this.writes.push({
      node: null,
      place,
      write: (units) => [...units.address(place), ...frame.constant(0), ...units.storeTo(place)],
    });
  }

  /** The kernel of all that was to be stored. */
  finish(name: string): WasmFunction {
    const { frame, state, writes } = this;
    const { cell, layout, inSlots, toKeep } = state;
    const roots = [...writes.flatMap(({ node }) => node ?? []), ...toKeep];
    const loops: number[] = [];
    for (const means of meanLevels(roots, new Set([...inSlots, ...layout.prepared.keys()]))) {
      loops.push(...this.meansOf(means));
    }
    const early = earlyValues(roots, (node) => isKnown(state, node), toKeep, layout);
    if (early.length > 0) loops.push(...unitLoop(state, early, []));
    loops.push(...unitLoop(state, [...toKeep], writes));
    const rows = frame.parameter("rows");
    const body = [
      ...frame.beforeLoops,
      ...[...code.loop, ...frame.beforeRow, ...loops, ...frame.behindRow],
      ...(frame.parameters.includes("sums") && cell.vectors.length > 0 ? this.advanceSums() : []),
      ...[...code.localGet(rows), ...code.i32Const(1), ...code.i32Sub],
      ...[...code.localTee(rows), ...code.branchIf(0)],
      ...code.end,
    ];
    return { name, parameters: frame.parameters.length, locals: frame.types, body };
  }

  /** A loop that evaluates what these are the means of; their values stand in locals from then on. */
  private meansOf(means: readonly Mean[]): number[] {
    const { frame, state } = this;
    const sums = means.map(() => frame.allocate(V128));
    const writes = means.map(({ a }, i): Write => {
      const sum = sums[i]!;
      const write: Write["write"] = (units) => [
        ...[...units.value(a), ...units.masked(), ...code.localGet(sum)],
        ...[...code.add, ...code.localSet(sum)],
      ];
      return { node: a, place: null, write };
    });
    const share = [...frame.get("constants"), ...code.loadFrom(frame.offset(["constants", CONSTANTS.share]))];
    return [
      ...sums.flatMap((sum) => [...frame.constant(0), ...code.localSet(sum)]),
      ...unitLoop(state, [], writes),
      ...means.flatMap((mean, i) => {
        const sum = sums[i]!;
        state.ofRow.set(mean, sum);
        return [
          // The four sums added crosswise, so that all four lanes hold the same total.
          ...[LANES.pairs, LANES.halves].flatMap((lanes) => [
            ...[...code.localGet(sum), ...code.localGet(sum), ...code.localGet(sum), ...code.shuffle(lanes)],
            ...[...code.add, ...code.localSet(sum)],
          ]),
          ...[...share, ...code.localGet(sum), ...code.multiply, ...code.localSet(sum)],
          ...(state.toKeep.has(mean) ? storeRow(state, mean) : []),
        ];
      }),
    ];
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
    const isNext = [...this.placeAmongSummed(), ...code.i32IsZero];
    const width = code.i32Const(this.state.cell.vectors.length * this.frame.rowBytes.unit);
    return [
      ...this.frame.advance(this.done!, code.i32Const(1)),
      ...this.frame.advance(this.frame.parameter("sums"), [...isNext, ...width, ...code.i32Mul]),
    ];
  }
}

/** Bytes that a shuffle takes: neighbours exchanged, then halves. */
const LANES = {
  pairs: [4, 5, 6, 7, 0, 1, 2, 3, 12, 13, 14, 15, 8, 9, 10, 11],
  halves: [8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7],
} as const;
