import type { CompiledCell } from "../cell/compile.ts";
import { activationKernels } from "../wasm/activation-kernels.ts";
import type { Kernels } from "./kernels.ts";
import { KERNELS_BINARY } from "./kernels-binary.ts";
import { type Region, Regions } from "./regions.ts";

const PAGE = 65536;
/** WebAssembly's own limit: 4 GiB of 64 KiB pages. */
const MAXIMUM_PAGES = 65536;

/** One stage of a cell as JavaScript calls it; see `cell/emit.ts` for the arguments. */
export interface CellStage {
  readonly forward: (...args: number[]) => void;
  readonly backward: (...args: number[]) => void;
}

/** More memory was asked for than the engine can have. */
export class EngineMemoryError extends RangeError {
  override readonly name = "EngineMemoryError";
  /** What all regions together would have needed. */
  readonly bytes: number;

  constructor(bytes: number) {
    super(
      `the engine's memory cannot grow to ${Math.ceil(bytes / 1048576)} MiB; a smaller batch, look-back or number of units needs less`,
    );
    this.bytes = bytes;
  }
}

/**
 * Owns one WebAssembly memory and the kernels that work in it. Models are made in an engine; `close` frees all of them
 * at once. The same code runs in Node and in a browser (a page policy must allow `wasm-unsafe-eval`).
 */
export class Engine {
  /** Null once closed, so that nothing keeps the memory alive. */
  private open: { readonly memory: WebAssembly.Memory; readonly kernels: Kernels } | null;
  private readonly regions = new Regions(PAGE);
  private readonly cells = new Map<CompiledCell, readonly CellStage[]>();
  private floats = new Float32Array(0);
  private doubles = new Float64Array(0);
  private integers = new Int32Array(0);

  private constructor(memory: WebAssembly.Memory, kernels: Kernels) {
    this.open = { memory, kernels };
  }

  /** Compiles the kernels (a few milliseconds) and opens a memory of two pages, which grows as models need. */
  static async create(): Promise<Engine> {
    const memory = new WebAssembly.Memory({ initial: 2, maximum: MAXIMUM_PAGES });
    const bytes = Uint8Array.from(atob(KERNELS_BINARY), (letter) => letter.charCodeAt(0));
    const [compiled, emitted] = await Promise.all([
      WebAssembly.instantiate(bytes, { env: { memory } }),
      WebAssembly.instantiate(activationKernels(), { engine: { memory } }),
    ]);
    return new Engine(memory, { ...compiled.instance.exports, ...emitted.instance.exports } as unknown as Kernels);
  }

  /** How many threads work here. */
  readonly threads = 1;

  get kernels(): Kernels {
    return this.opened().kernels;
  }

  /** All of the memory as float32. Take it afresh after anything that may allocate: a grown memory has a new one. */
  get f32(): Float32Array {
    if (this.floats.length === 0) this.floats = new Float32Array(this.opened().memory.buffer);
    return this.floats;
  }

  /** All of the memory as float64; the same caution. */
  get f64(): Float64Array {
    if (this.doubles.length === 0) this.doubles = new Float64Array(this.opened().memory.buffer);
    return this.doubles;
  }

  /** All of the memory as int32; the same caution. */
  get i32(): Int32Array {
    if (this.integers.length === 0) this.integers = new Int32Array(this.opened().memory.buffer);
    return this.integers;
  }

  /** Bytes that the memory holds now. */
  get bytes(): number {
    return this.open?.memory.buffer.byteLength ?? 0;
  }

  /** A zeroed region that stays in place until it is freed. Throws an EngineMemoryError where 4 GiB do not suffice. */
  allocate(bytes: number): Region {
    const { memory } = this.opened();
    const region = this.regions.allocate(bytes);
    const missing = Math.ceil((this.regions.extent - memory.buffer.byteLength) / PAGE);
    if (missing > 0) {
      try {
        memory.grow(missing);
      } catch {
        const needed = this.regions.extent;
        this.regions.free(region);
        throw new EngineMemoryError(needed);
      }
    }
    new Uint8Array(memory.buffer, region.address, region.bytes).fill(0);
    return region;
  }

  free(region: Region): void {
    if (this.open !== null) this.regions.free(region);
  }

  /** Makes the kernels of a cell ready in this engine; networks do it when they are made. */
  async load(cell: CompiledCell): Promise<void> {
    if (this.cells.has(cell)) return;
    const { memory } = this.opened();
    const { instance } = await WebAssembly.instantiate(cell.bytes, { engine: { memory } });
    const call = (name: string) => instance.exports[name] as (...args: number[]) => void;
    this.cells.set(
      cell,
      cell.stages.map((_, s) => ({ forward: call(`forward${s}`), backward: call(`backward${s}`) })),
    );
  }

  /** The kernels of a loaded cell, one pair a stage. */
  stagesOf(cell: CompiledCell): readonly CellStage[] {
    const stages = this.cells.get(cell);
    if (stages === undefined) throw new Error(`internal: cell "${cell.name}" is not loaded in this engine`);
    return stages;
  }

  /** Gives everything back. Nothing made in this engine may be used afterwards. */
  close(): void {
    this.open = null;
    this.cells.clear();
    this.floats = new Float32Array(0);
    this.doubles = new Float64Array(0);
    this.integers = new Int32Array(0);
  }

  private opened(): { readonly memory: WebAssembly.Memory; readonly kernels: Kernels } {
    if (this.open === null) throw new Error("internal: the engine is closed");
    return this.open;
  }
}
