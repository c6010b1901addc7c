import { type Registers, transcendental } from "../wasm/transcendental.ts";
import { code, I32, V128, type WasmFunction } from "../wasm/wasm-writer.ts";
import type { Cell } from "./define.ts";
import type { Node } from "./expression.ts";
import { childrenOf, inOrder } from "./graph.ts";
import type { Layout } from "./layout.ts";

/** One block of H floats of a row of an area. */
export type Place = readonly [
  area: "slots" | "previous" | "next" | "vectors" | "gradients" | "running" | "mask",
  block: number,
];

/**
 * Writes one kernel: a loop over rows, in it a loop over units by fours, in it the equations. What does not change is
 * computed outside: numbers before the loops, the beginnings of blocks once a row.
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
  /** Where blocks begin in the current row. */
  private readonly blocks = new Map<string, number>();
  private readonly beforeLoops: number[] = [];
  private readonly beforeRow: number[] = [];
  private readonly body: number[] = [];

  constructor(cell: Cell, layout: Layout, parameters: readonly string[]) {
    this.cell = cell;
    this.layout = layout;
    this.parameters = parameters;
    this.lane = this.allocate(I32);
    this.carriedLane = this.allocate(I32);
    this.mask = this.allocate(V128);
    this.body.push(...this.address(["mask", 0]), ...code.load, ...code.localSet(this.mask));
  }

  /** Computes the roots into locals, reading `stops` nodes from where they were kept. */
  evaluate(roots: readonly Node[], stops: (node: Node) => boolean): void {
    for (const node of inOrder(roots, stops)) {
      if (node.kind === "constant") continue;
      if (stops(node)) this.body.push(...this.address(["slots", this.layout.saved.get(node)!]), ...code.load);
      else this.body.push(...this.compute(node));
      const local = this.allocate(V128);
      this.values.set(node, local);
      this.body.push(...code.localSet(local));
    }
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
    const get = (word: string) => code.localGet(this.parameter(word));
    const advance = (local: number, by: readonly number[]) => [
      ...[...code.localGet(local), ...by, ...code.i32Add, ...code.localSet(local)],
    ];
    const rows = this.parameters.includes("gradients") ? ["slots", "gradients"] : ["slots"];
    const body = [
      ...this.beforeLoops,
      ...code.loop,
      ...this.beforeRow,
      ...[...code.i32Const(0), ...code.localSet(this.lane)],
      ...code.loop,
      ...this.body,
      ...advance(this.carriedLane, code.i32Const(16)),
      ...advance(this.lane, code.i32Const(16)),
      ...[...code.localGet(this.lane), ...get("unit"), ...code.i32LessUnsigned, ...code.branchIf(0)],
      ...code.end,
      ...rows.flatMap((area) => advance(this.parameter(area), get(area === "slots" ? "slotRow" : "gradientRow"))),
      ...[...get("rows"), ...code.i32Const(1), ...code.i32Sub],
      ...[...code.localTee(this.parameter("rows")), ...code.branchIf(0)],
      ...code.end,
    ];
    return { name, parameters: this.parameters.length, locals: this.types, body };
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

  /** Pushes the value of a node that has been evaluated. */
  private value(node: Node): number[] {
    return node.kind === "constant" ? this.constant(node.value) : code.localGet(this.values.get(node)!);
  }

  private compute(node: Node): number[] {
    switch (node.kind) {
      case "gate":
        return [...this.address(["slots", this.layout.slots.indexOf(node.name)]), ...code.load];
      case "state":
        return [...this.address(["previous", this.cell.states.indexOf(node.name)]), ...code.load];
      case "vector":
        return [...this.address(["vectors", this.cell.vectors.indexOf(node.name)]), ...code.load];
      case "adjoint":
        return [...this.address(["running", this.carriedIndex(node.name)]), ...code.load];
      case "unary":
        if (node.op === "negate") return [...this.value(node.a), ...code.negate];
        return [...this.value(node.a), ...transcendental(node.op, this.registers)];
      case "binary":
        return [...childrenOf(node).flatMap((child) => this.value(child)), ...code[node.op]];
      default:
        throw new Error(`internal: cannot compute a ${node.kind}`);
    }
  }

  /** States come first among the carried arrays, `between` values behind them. */
  private carriedIndex(name: string): number {
    const state = this.cell.states.indexOf(name);
    if (state >= 0) return state;
    return this.cell.states.length + this.cell.between.findIndex((between) => between.name === name);
  }
}
