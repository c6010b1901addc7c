import { type Transcendental, transcendental } from "../wasm/transcendental.ts";
import { code, I32, V128 } from "../wasm/wasm-writer.ts";
import type { RowBytes } from "./layout.ts";

/** One block of H floats of a row of an area. */
export type Place = readonly [area: Area, block: number];
type Area =
  | ("slots" | "gradients" | "sums" | "vectors" | "constants")
  | ("previous" | "next" | "running" | "given" | "givenGradients");

/** Blocks of the constants: which units there are, 1 / H, and the first of the fixed vectors; behind them what is prepared. */
export const CONSTANTS = { mask: 0, share: 1, fixed: 2 } as const;

/** Areas whose blocks lie far apart, each with a beginning of its own. */
const APART: readonly Area[] = ["previous", "next", "running", "given", "givenGradients"];

/**
 * Locals of a kernel, and code that puts into them what its loops go on from: numbers, and where a row's blocks begin. Blocks
 * that lie side by side are one beginning and distances that stand in the instructions.
 */
export class KernelFrame {
  readonly parameters: readonly string[];
  readonly rowBytes: RowBytes;
  /** Types of the locals behind the parameters. */
  readonly types: number[] = [];
  /** How far the inner loop has come in a row. */
  readonly lane: number;
  /** What comes before all loops, before those of a row, and behind them. */
  readonly beforeLoops: number[] = [];
  readonly beforeRow: number[] = [];
  readonly behindRow: number[] = [];
  private readonly constants = new Map<number, number>();
  private readonly scratches: number[] = [];
  private readonly functions = new Map<Transcendental, readonly number[]>();
  private readonly lists: number[][] = [];
  private readonly beginnings = new Map<string, number>();
  private time: number | null = null;

  constructor(parameters: readonly string[], rowBytes: RowBytes) {
    this.parameters = parameters;
    this.rowBytes = rowBytes;
    this.lane = this.allocate(I32);
  }

  allocate(type: number = V128): number {
    return this.parameters.length + this.types.push(type) - 1;
  }

  /** A local that whoever comes to the same place of the same list uses again. */
  reused(list: number, place: number): number {
    const locals = this.lists[list] ?? [];
    this.lists[list] = locals;
    while (locals.length <= place) locals.push(this.allocate());
    return locals[place]!;
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

  /** Pushes the address of the current units in a place, less what `offset` adds. */
  address(place: Place): number[] {
    return [...code.localGet(this.beginning(place)), ...code.localGet(this.lane), ...code.i32Add];
  }

  /** Bytes from an area's beginning to a block. */
  offset([area, block]: Place): number {
    return APART.includes(area) ? 0 : block * this.rowBytes.unit;
  }

  /** The local that holds where the current row of an area begins; of blocks that lie apart, that of the block. */
  beginning([area, block]: Place): number {
    const isApart = APART.includes(area);
    const key = isApart ? `${area} ${block}` : area;
    const known = this.beginnings.get(key);
    if (known !== undefined) return known;
    const local = isApart ? this.apart(area, block) : this.parameter(area);
    this.beginnings.set(key, local);
    const step = isApart ? this.rowBytes.unit : this.rowBytes[area as keyof RowBytes];
    if (step !== undefined) this.behindRow.push(...this.advance(local, code.i32Const(step)));
    return local;
  }

  /** The next states lie a step behind the previous ones; states lie `carriedStride` apart, their gradients `runningStride`. */
  private apart(area: Area, block: number): number {
    if (area === "given" || area === "givenGradients") return this.parameter(`${area}${block}`);
    const local = this.allocate(I32);
    const first = area === "next" ? [...this.get("previous"), ...this.get("step"), ...code.i32Add] : this.get(area);
    const stride = this.get(area === "running" ? "runningStride" : "carriedStride");
    const distance = [...stride, ...code.i32Const(block), ...code.i32Mul];
    this.beforeLoops.push(...first, ...distance, ...code.i32Add, ...code.localSet(local));
    return local;
  }

  /** Pushes four times the same number. */
  readonly constant = (value: number): number[] => {
    // Zero and its negative are one key of a map.
    const key = Object.is(value, -0) ? Number.NaN : value;
    const known = this.constants.get(key);
    if (known !== undefined) return code.localGet(known);
    const local = this.allocate();
    this.constants.set(key, local);
    this.beforeLoops.push(...code.f32Const(value), ...code.splat, ...code.localSet(local));
    return code.localGet(local);
  };

  private readonly scratch = (index: number): number => {
    while (this.scratches.length <= index) this.scratches.push(this.allocate());
    return this.scratches[index]!;
  };

  /** Takes four numbers from the stack and leaves a function of them there. */
  transcendental(name: Transcendental): readonly number[] {
    const known = this.functions.get(name) ?? transcendental(name, { constant: this.constant, scratch: this.scratch });
    this.functions.set(name, known);
    return known;
  }

  /** Pushes the step's number, four times. */
  stepNumber(): number[] {
    if (this.time === null) {
      this.time = this.allocate();
      this.beforeLoops.push(...this.get("time"), ...code.toFloat, ...code.splat, ...code.localSet(this.time));
    }
    return code.localGet(this.time);
  }
}
