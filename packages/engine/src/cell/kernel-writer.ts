import { type Registers, transcendental } from "../wasm/transcendental.ts";
import { code, I32, V128, type WasmFunction } from "../wasm/wasm-writer.ts";
import type { Cell } from "./define.ts";
import { earlyValues } from "./early-values.ts";
import type { Node } from "./expression.ts";
import { childrenOf, inOrder } from "./graph.ts";
import { carriedNames, type Layout } from "./layout.ts";
import { meanLevels } from "./mean-levels.ts";

/** One block of H floats of a row of an area. */
export type Place = readonly [
  area: "slots" | "previous" | "next" | "vectors" | "gradients" | "running" | "constants",
  block: number,
];

/** Blocks of the constants: which units there are, 1 / H, and the first of the fixed vectors. */
export const CONSTANTS = { mask: 0, share: 1, fixed: 2 } as const;

/**
 * Writes one kernel: a loop over rows, in it a loop over units by fours, in it the equations. What does not change is
 * computed outside: numbers before the loops, the beginnings of blocks once a row. Where equations ask for a mean over the
 * units, one more loop over them goes before.
 */
export class KernelWriter {
  private readonly cell: Cell;
  private readonly layout: Layout;
  private readonly parameters: readonly string[];
  /** Types of the locals behind the parameters. */
  private readonly types: number[] = [];
  /** How far the inner loop has come, in a row and in the rows of a carried array. */
  private readonly lane: number;
  private readonly carriedLane: number;
  private readonly mask: number;
  private readonly values = new Map<Node, number>();
  private readonly constants = new Map<number, number>();
  private readonly scratches: number[] = [];
  private time: number | null = null;
  /** Where blocks begin in the current row. */
  private readonly blocks = new Map<string, number>();
  private readonly beforeLoops: number[] = [];
  private readonly beforeRow: number[] = [];
  /** Loops over the units that are written already, and the one that is being written. */
  private readonly loops: number[] = [];
  private body: number[] = [];

  constructor(cell: Cell, layout: Layout, parameters: readonly string[]) {
    this.cell = cell;
    this.layout = layout;
    this.parameters = parameters;
    this.lane = this.allocate(I32);
    this.carriedLane = this.allocate(I32);
    this.mask = this.allocate(V128);
    this.begin();
  }

  /**
   * Computes the roots into locals. Nodes of `stored` are read from their slots; those of `toKeep` are written there once
   * they are known, and read from there by later loops.
   */
  evaluate(roots: readonly Node[], stored: ReadonlySet<Node>, toKeep: ReadonlySet<Node>): void {
    const inSlots = new Set(stored);
    const levels = meanLevels(roots, inSlots);
    for (const means of levels) {
      this.evaluateLoop(
        means.map(({ a }) => a),
        inSlots,
        toKeep,
      );
      this.reduce(means);
    }
    const isKnown = (node: Node) => inSlots.has(node) || (node.kind === "mean" && this.values.has(node));
    const early = earlyValues(roots, isKnown, toKeep, this.layout);
    if (early.length > 0) {
      this.evaluateLoop(early, inSlots, toKeep);
      this.endLoop([]);
      this.begin();
    }
    this.evaluateLoop(roots, inSlots, toKeep);
    for (const mean of levels.flat())
      if (toKeep.has(mean)) this.store(mean, ["slots", this.layout.saved.get(mean)!], false);
  }

  store(node: Node, place: Place, masked: boolean, accumulate = false): void {
    this.body.push(...this.address(place), ...this.value(node));
    if (masked) this.body.push(...code.localGet(this.mask), ...code.and);
    if (accumulate) this.body.push(...this.address(place), ...code.load, ...code.add);
    this.body.push(...code.store);
  }

  storeZero(place: Place): void {
    this.body.push(...this.address(place), ...this.constant(0), ...code.store);
  }

  finish(name: string): WasmFunction {
    this.endLoop([]);
    const get = (word: string) => code.localGet(this.parameter(word));
    const rows = this.parameters.includes("gradients") ? ["slots", "gradients"] : ["slots"];
    const advanceCarried = [
      ...[...code.localGet(this.carriedLane), ...get("unit"), ...code.i32Add, ...code.localSet(this.carriedLane)],
    ];
    const body = [
      ...this.beforeLoops,
      ...code.loop,
      ...this.beforeRow,
      ...this.loops,
      ...advanceCarried,
      ...rows.flatMap((area) => this.advance(this.parameter(area), get(area === "slots" ? "slotRow" : "gradientRow"))),
      ...[...get("rows"), ...code.i32Const(1), ...code.i32Sub],
      ...[...code.localTee(this.parameter("rows")), ...code.branchIf(0)],
      ...code.end,
    ];
    return { name, parameters: this.parameters.length, locals: this.types, body };
  }

  private begin(): void {
    this.body = [...this.address(["constants", CONSTANTS.mask]), ...code.load, ...code.localSet(this.mask)];
  }

  private evaluateLoop(roots: readonly Node[], inSlots: Set<Node>, toKeep: ReadonlySet<Node>): void {
    const known = (node: Node) => inSlots.has(node) || (node.kind === "mean" && this.values.has(node));
    const kept: Node[] = [];
    for (const node of inOrder(roots, known)) {
      if (node.kind === "constant" || (node.kind === "mean" && this.values.has(node))) continue;
      if (inSlots.has(node)) this.body.push(...this.address(["slots", this.layout.saved.get(node)!]), ...code.load);
      else this.body.push(...this.compute(node));
      const local = this.values.get(node) ?? this.allocate(V128);
      this.values.set(node, local);
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
  private reduce(means: readonly Extract<Node, { kind: "mean" }>[]): void {
    const behind: number[] = [];
    for (const mean of means) {
      const sum = this.allocate(V128);
      this.loops.push(...this.constant(0), ...code.localSet(sum));
      this.body.push(...this.value(mean.a), ...code.localGet(this.mask), ...code.and, ...code.localGet(sum));
      this.body.push(...code.add, ...code.localSet(sum));
      // The four sums added crosswise, so that all four lanes hold the same total.
      for (const lanes of [LANES.pairs, LANES.halves]) {
        behind.push(...code.localGet(sum), ...code.localGet(sum), ...code.localGet(sum), ...code.shuffle(lanes));
        behind.push(...code.add, ...code.localSet(sum));
      }
      behind.push(...code.localGet(this.parameter("constants")), ...code.localGet(this.parameter("unit")));
      behind.push(...code.i32Add, ...code.load, ...code.localGet(sum), ...code.multiply, ...code.localSet(sum));
      this.values.set(mean, sum);
    }
    this.endLoop(behind);
    this.begin();
  }

  private endLoop(behind: readonly number[]): void {
    const { lane, carriedLane } = this;
    const unit = code.localGet(this.parameter("unit"));
    this.loops.push(
      ...[...code.i32Const(0), ...code.localSet(lane)],
      ...code.loop,
      ...this.body,
      ...this.advance(carriedLane, code.i32Const(16)),
      ...this.advance(lane, code.i32Const(16)),
      ...[...code.localGet(lane), ...unit, ...code.i32LessUnsigned, ...code.branchIf(0)],
      ...code.end,
      // Back to where the row begins: another loop over it may follow.
      ...[...code.localGet(carriedLane), ...unit, ...code.i32Sub, ...code.localSet(carriedLane)],
      ...behind,
    );
  }

  private advance(local: number, by: readonly number[]): number[] {
    return [...code.localGet(local), ...by, ...code.i32Add, ...code.localSet(local)];
  }

  private allocate(type: number): number {
    return this.parameters.length + this.types.push(type) - 1;
  }

  private parameter(word: string): number {
    return this.parameters.indexOf(word);
  }

  /** Pushes the byte address of the current four units in a block of an area. */
  private address([area, block]: Place): number[] {
    if (area === "next") {
      return [...this.address(["previous", block]), ...code.localGet(this.parameter("step")), ...code.i32Add];
    }
    const carried = area === "running" || area === "previous";
    return [
      ...code.localGet(this.beginning(area, block)),
      ...code.localGet(carried ? this.carriedLane : this.lane),
      ...code.i32Add,
    ];
  }

  /** The local that holds where a block of an area begins. Carried arrays are walked from row to row by `carriedLane`. */
  private beginning(area: Exclude<Place[0], "next">, block: number): number {
    if (block === 0) return this.parameter(area);
    const key = `${area} ${block}`;
    const known = this.blocks.get(key);
    if (known !== undefined) return known;
    const local = this.allocate(I32);
    this.blocks.set(key, local);
    const strides: Partial<Record<string, string>> = { running: "runningStride", previous: "carriedStride" };
    this.beforeRow.push(
      ...[...code.localGet(this.parameter(strides[area] ?? "unit")), ...code.i32Const(block), ...code.i32Mul],
      ...[...code.localGet(this.parameter(area)), ...code.i32Add, ...code.localSet(local)],
    );
    return local;
  }

  private readonly constant = (value: number): number[] => {
    // Zero and its negative are one key of a map.
    const key = Object.is(value, -0) ? Number.NaN : value;
    const known = this.constants.get(key);
    if (known !== undefined) return code.localGet(known);
    const local = this.allocate(V128);
    this.constants.set(key, local);
    this.beforeLoops.push(...code.f32Const(value), ...code.splat, ...code.localSet(local));
    return code.localGet(local);
  };

  private readonly scratch = (index: number): number => {
    while (this.scratches.length <= index) this.scratches.push(this.allocate(V128));
    return this.scratches[index]!;
  };

  private get registers(): Registers {
    return { constant: this.constant, scratch: this.scratch };
  }

  /** The step's number, four times. */
  private stepNumber(): number[] {
    if (this.time === null) {
      this.time = this.allocate(V128);
      const number = code.localGet(this.parameter("time"));
      this.beforeLoops.push(...number, ...code.toFloat, ...code.splat, ...code.localSet(this.time));
    }
    return code.localGet(this.time);
  }

  /** Pushes the value of a node that has been evaluated. */
  private value(node: Node): number[] {
    return node.kind === "constant" ? this.constant(node.value) : code.localGet(this.values.get(node)!);
  }

  private compute(node: Node): number[] {
    switch (node.kind) {
      case "gate":
        return [...this.address(["slots", this.layout.slots.indexOf(node.name)]), ...code.load];
      case "state":
      case "given":
        return [...this.address(["previous", carriedNames(this.cell).indexOf(node.name)]), ...code.load];
      case "vector":
        return [...this.address(["vectors", this.cell.vectors.indexOf(node.name)]), ...code.load];
      case "fixed": {
        const index = this.cell.fixed.findIndex(({ name }) => name === node.name);
        return [...this.address(["constants", CONSTANTS.fixed + index]), ...code.load];
      }
      case "time":
        return this.stepNumber();
      case "adjoint":
        return [...this.address(["running", carriedNames(this.cell).indexOf(node.name)]), ...code.load];
      case "unary":
        return this.unary(node);
      case "binary": {
        const operands = childrenOf(node).flatMap((child) => this.value(child));
        if (node.op === "greater") return [...operands, ...code.greater, ...this.constant(1), ...code.and];
        return [...operands, ...code[node.op]];
      }
      default:
        throw new Error(`internal: cannot compute a ${node.kind}`);
    }
  }

  private unary({ op, a }: Extract<Node, { kind: "unary" }>): number[] {
    const value = this.value(a);
    switch (op) {
      case "negate":
        return [...value, ...code.negate];
      case "floor":
        return [...value, ...code.floor];
      case "squareRoot":
        return [...value, ...code.squareRoot];
      case "relu":
        return [...value, ...this.constant(0), ...code.maximum];
      case "positive":
        return [...value, ...this.constant(0), ...code.greater, ...this.constant(1), ...code.and];
      case "stop":
        return value;
      default:
        return [...value, ...transcendental(op, this.registers)];
    }
  }
}

/** Bytes that a shuffle takes: neighbours exchanged, then halves. */
const LANES = {
  pairs: [4, 5, 6, 7, 0, 1, 2, 3, 12, 13, 14, 15, 8, 9, 10, 11],
  halves: [8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7],
} as const;
