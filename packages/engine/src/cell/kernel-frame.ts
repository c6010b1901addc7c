import type { Registers } from "../wasm/transcendental.ts";
import { code, I32, V128 } from "../wasm/wasm-writer.ts";

/** One block of H floats of a row of an area. */
export type Place = readonly [area: Area | "given" | "givenGradients", block: number];
type Area = "slots" | "previous" | "next" | "vectors" | "gradients" | "running" | "constants" | "sums";

/** Blocks of the constants: which units there are, 1 / H, and the first of the fixed vectors; behind them what is prepared. */
export const CONSTANTS = { mask: 0, share: 1, fixed: 2 } as const;

/** Areas whose blocks lie further apart than a row is wide. */
const STRIDES: Partial<Record<Area, string>> = {
  running: "runningStride",
  previous: "carriedStride",
  next: "carriedStride",
};
/** Areas of which every row of the batch has its own place. */
const OF_ROWS: readonly Area[] = ["slots", "gradients", "sums"];

/** Locals of a kernel, and code that puts into them what its loops go on from: numbers, and where blocks begin. */
export class KernelFrame {
  readonly parameters: readonly string[];
  /** Types of the locals behind the parameters. */
  readonly types: number[] = [];
  /** How far the inner loop has come, in a row and in the rows of a carried array. */
  readonly lane: number;
  readonly carriedLane: number;
  /** What comes before all loops, and before those of a row. */
  readonly beforeLoops: number[] = [];
  readonly beforeRow: number[] = [];
  private readonly constants = new Map<number, number>();
  private readonly scratches: number[] = [];
  private readonly blocks = new Map<string, number>();
  private time: number | null = null;

  constructor(parameters: readonly string[]) {
    this.parameters = parameters;
    this.lane = this.allocate(I32);
    this.carriedLane = this.allocate(I32);
  }

  allocate(type: number): number {
    return this.parameters.length + this.types.push(type) - 1;
  }

  parameter(word: string): number {
    return this.parameters.indexOf(word);
  }

  /** Pushes a parameter. */
  get(word: string): number[] {
    return code.localGet(this.parameter(word));
  }

  advance(local: number, by: readonly number[]): number[] {
    return [...code.localGet(local), ...by, ...code.i32Add, ...code.localSet(local)];
  }

  /** Pushes the byte address of the current four units in a block of an area. */
  address([area, block]: Place): number[] {
    const isGiven = area === "given" || area === "givenGradients";
    const begin = isGiven ? this.parameter(`${area}${block}`) : this.beginning(area, block);
    const isCarried = isGiven || STRIDES[area] !== undefined;
    return [...code.localGet(begin), ...code.localGet(isCarried ? this.carriedLane : this.lane), ...code.i32Add];
  }

  /**
   * The local that holds where a block of an area begins; carried arrays are walked from row to row by `carriedLane`. The
   * next states lie a step behind the previous ones.
   */
  beginning(area: Area, block: number): number {
    if (block === 0 && area !== "next") return this.parameter(area);
    const key = `${area} ${block}`;
    const known = this.blocks.get(key);
    if (known !== undefined) return known;
    const local = this.allocate(I32);
    this.blocks.set(key, local);
    const before = OF_ROWS.includes(area) ? this.beforeRow : this.beforeLoops;
    const first = area === "next" ? [...this.get("previous"), ...this.get("step"), ...code.i32Add] : this.get(area);
    before.push(
      ...[...this.get(STRIDES[area] ?? "unit"), ...code.i32Const(block), ...code.i32Mul],
      ...[...first, ...code.i32Add, ...code.localSet(local)],
    );
    return local;
  }

  /** Pushes four times the same number. */
  readonly constant = (value: number): number[] => {
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

  get registers(): Registers {
    return { constant: this.constant, scratch: this.scratch };
  }

  /** Pushes the step's number, four times. */
  stepNumber(): number[] {
    if (this.time === null) {
      this.time = this.allocate(V128);
      this.beforeLoops.push(...this.get("time"), ...code.toFloat, ...code.splat, ...code.localSet(this.time));
    }
    return code.localGet(this.time);
  }
}
