import { type CompiledCell, cellCode } from "../cell/compile.ts";
import { importsOf, kernelsOf } from "../parallel/serve.ts";
import { forPlainMemory, whyNoThreads } from "../parallel/shared-memory.ts";
import { type StartWorker, Team } from "../parallel/team.ts";
import { callable } from "../program/entries.ts";
import { Recorder } from "../program/recorder.ts";
import { entryModule } from "../wasm/entry-module.ts";
import { MAXIMUM_PAGES } from "../wasm/wasm-writer.ts";
import { compileKernels } from "./compile-kernels.ts";
import type { Kernels } from "./kernels.ts";
import { type Region, Regions } from "./regions.ts";

const PAGE = 65536;

/** One stage of a cell as operations call it; see `cell/emit.ts` for the arguments. */
export interface CellStage {
  readonly forward: (...args: number[]) => void;
  readonly backward: (...args: number[]) => void;
}

interface LoadedCell {
  readonly stages: readonly CellStage[];
  /** Absent where nothing follows from weights alone. */
  readonly prepare: CellStage["forward"] | undefined;
}

interface OpenEngine {
  readonly memory: WebAssembly.Memory;
  readonly kernels: Kernels;
  /** The kernels as operations of a plan call them. */
  readonly written: Kernels;
  readonly recorder: Recorder;
  readonly shared: boolean;
  readonly team: Team | null;
  readonly fastMath: boolean;
}

/** A memory, shared where that is wanted and can be; `missing` says why it cannot. */
function openMemory(wanted: boolean, canStart: boolean) {
  const missing = wanted ? (canStart ? whyNoThreads() : "no way to start one is given") : null;
  const open = (shared: boolean) => new WebAssembly.Memory({ initial: 2, maximum: MAXIMUM_PAGES, shared });
  if (!wanted || missing !== null) return { memory: open(false), shared: false, missing };
  try {
    return { memory: open(true), shared: true, missing };
  } catch {
    // A shared memory reserves addresses for all that it may ever hold; a container or a small machine may have fewer.
    return { memory: open(false), shared: false, missing: "a shared memory cannot be reserved here" };
  }
}

/** Entries to some functions. */
async function enter(entries: WebAssembly.Module, memory: WebAssembly.Memory, functions: object) {
  const imports = { engine: { memory }, functions: functions as WebAssembly.ModuleImports };
  return (await WebAssembly.instantiate(entries, imports)).exports;
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

export interface EngineOptions {
  /** Threads to work with, this one included; 1 where absent. More need `startWorker`. */
  readonly threads?: number;
  /** How this host starts a thread: `startNodeWorker` of `@gatecast/engine/node`, `startBrowserWorker` of `/browser`. */
  readonly startWorker?: StartWorker;
  /**
   * `faster` (where absent): each part of a plan is tried with one thread and with all, and goes on with what was faster;
   * nobody waits for threads to start. `always`: all threads, wherever there are rows to share. The numbers are the same to
   * the bit.
   */
  readonly use?: "faster" | "always";
  /**
   * Products with fused multiply-add (WebAssembly's relaxed SIMD) where the runtime has them: faster, but not the same
   * numbers on every machine. False where absent; `engine.fastMath` says whether they were had.
   */
  readonly fastMath?: boolean;
}

/**
 * Owns one WebAssembly memory and the kernels that work in it. Models are made in an engine; `close` frees all of them
 * at once. The same code runs in Node and in a browser (a page policy must allow `wasm-unsafe-eval`).
 */
export class Engine {
  /** Null once closed, so that nothing keeps the memory alive. */
  private open: OpenEngine | null;
  /** Whether threads are used wherever they can be, or where they are faster. */
  readonly use: "faster" | "always";
  /** How often a part of a step could be shared among threads, and how often it was. */
  readonly shares = { possible: 0, taken: 0 };
  private readonly noThreads: string | null;
  /** Cells that threads still have to load. */
  private cellsToLoad: Uint8Array[] = [];
  private readonly regions = new Regions(PAGE);
  /** Cells by the bytes of their kernels. */
  private readonly cells = new Map<Uint8Array, LoadedCell>();
  private floats = new Float32Array(0);
  private doubles = new Float64Array(0);
  private integers = new Int32Array(0);

  private constructor(open: OpenEngine, use: "faster" | "always", threadsMissing: string | null) {
    this.open = open;
    this.use = use;
    this.noThreads = threadsMissing;
    if (open.team !== null) this.regions.allocate(Team.bytes(open.team.asked));
  }

  /**
   * Compiles the kernels (a few milliseconds), starts threads where asked for, and opens a memory of two pages, which grows
   * as models need. Threads that cannot be had are fewer threads, never an error: see `threadsMissing`.
   */
  static async create(options: EngineOptions = {}): Promise<Engine> {
    const { threads = 1, startWorker, use = "faster", fastMath = false } = options;
    const { memory, shared, missing } = openMemory(threads > 1, startWorker !== undefined);
    const { modules, functions, entries, isFast } = await compileKernels(shared, fastMath);
    const recorder = new Recorder();
    const imports = importsOf(memory, recorder.table);
    const instances = await Promise.all(modules.map((module) => WebAssembly.instantiate(module, imports)));
    const kernels = kernelsOf(instances);
    const written = recorder.add(functions, await enter(entries, memory, kernels)) as unknown as Kernels;
    const hello = { memory, kernels: modules, entries, control: PAGE };
    const team = shared ? new Team(threads - 1, startWorker!, hello) : null;
    if (use === "always") await team?.settled;
    return new Engine({ memory, kernels, written, recorder, team, shared, fastMath: isFast }, use, missing);
  }

  /** True where products are fused, so that numbers may differ from those of other machines. */
  get fastMath(): boolean {
    return this.opened().fastMath;
  }

  /** How many threads work here, this one included; while they are being started, how many are to. */
  get threads(): number {
    const team = this.open?.team;
    return 1 + (team?.workers ?? team?.asked ?? 0);
  }

  /**
   * Into how many parts work is cut: one where there is one thread, otherwise two for each, so that a thread that comes late
   * or is held up leaves its second part to the others.
   */
  get shareCount(): number {
    const { threads } = this;
    return threads === 1 ? 1 : 2 * threads;
  }

  /** Kept once every thread serves, or has failed to. */
  async settled(): Promise<void> {
    await this.open?.team?.settled;
  }

  /** Why there are fewer threads than were asked for; null where there are not, as far as it is known. */
  get threadsMissing(): string | null {
    return this.noThreads ?? this.open?.team?.missing ?? null;
  }

  /** The other threads, once they serve; null before, and where there are none. */
  team(): Team | null {
    const { team, memory } = this.opened();
    if (team === null || (team.workers ?? 0) === 0) return null;
    for (const bytes of this.cellsToLoad.splice(0)) {
      const region = this.allocate(bytes.length);
      new Uint8Array(memory.buffer, region.address).set(bytes);
      team.load(region.address, bytes.length);
      this.free(region);
    }
    return team;
  }

  /** What writes down the calls of a plan's operations. */
  get recorder(): Recorder {
    return this.opened().recorder;
  }

  /** The kernels as operations call them, whose calls are written down to be made at every step. */
  get written(): Kernels {
    return this.opened().written;
  }

  /** The kernels themselves. */
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
        // A plain memory has emptied these itself; those of a shared one end where it ended before.
        this.forgetViews();
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

  /** Makes the kernels of a cell ready for layers of so many units in this engine; networks do it when they are made. */
  async load(cell: CompiledCell, units: number): Promise<void> {
    const bytes = cellCode(cell, units);
    if (this.cells.has(bytes)) return;
    const { memory, team, recorder, shared } = this.opened();
    const linked = (bytes: Uint8Array<ArrayBuffer>) => (shared ? bytes : forPlainMemory(bytes.slice()));
    const functions = callable([bytes]);
    const { instance } = await WebAssembly.instantiate(linked(bytes), importsOf(memory, recorder.table));
    const entries = await enter(await WebAssembly.compile(linked(entryModule(functions))), memory, instance.exports);
    // Somebody else may have loaded it meanwhile: every thread must have it once, and at the same place.
    if (this.cells.has(bytes)) return;
    const calls = recorder.add(functions, entries);
    if (team !== null) this.cellsToLoad.push(bytes);
    const stages = cell.stages.map((_, s) => ({ forward: calls[`forward${s}`]!, backward: calls[`backward${s}`]! }));
    this.cells.set(bytes, { stages, prepare: calls.prepare });
  }

  /** The kernels of a loaded cell as operations call them, one pair a stage. */
  stagesOf(cell: CompiledCell, units: number): readonly CellStage[] {
    return this.loaded(cell, units).stages;
  }

  /** What works out that of a cell which follows from weights alone, for whoever packs them. */
  prepareOf(cell: CompiledCell, units: number): LoadedCell["prepare"] {
    return this.loaded(cell, units).prepare;
  }

  /** Gives everything back. Nothing made in this engine may be used afterwards. */
  close(): void {
    this.open?.team?.stop();
    this.open = null;
    this.cells.clear();
    this.forgetViews();
  }

  private loaded(cell: CompiledCell, units: number): LoadedCell {
    const known = this.cells.get(cellCode(cell, units));
    if (known === undefined) throw new Error(`internal: cell "${cell.name}" is not loaded for ${units} units`);
    return known;
  }

  private forgetViews(): void {
    this.floats = new Float32Array(0);
    this.doubles = new Float64Array(0);
    this.integers = new Int32Array(0);
  }

  private opened(): OpenEngine {
    if (this.open === null) throw new Error("internal: the engine is closed");
    return this.open;
  }
}
