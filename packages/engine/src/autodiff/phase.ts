import type { Engine } from "../memory/engine.ts";
import type { Region } from "../memory/regions.ts";
import { Faster } from "../parallel/faster.ts";
import { encodeProgram } from "../parallel/program.ts";
import type { Recorder } from "../parallel/recorder.ts";

/** Work that may be done in any order beside the other blocks of its phase. */
export type Block = () => void;

/** An engine with more than one thread, and what writes down calls for the others. */
export interface Threads {
  readonly engine: Engine;
  readonly recorder: Recorder;
}

/** A part of a step between two moments at which all threads meet. */
export class Phase {
  private readonly blocks: readonly Block[];
  private readonly shared: (Threads & { readonly blocks: readonly Block[] }) | null;
  private readonly faster = new Faster();
  /** The shared blocks as a program in the engine's memory, once they have been asked for. */
  private program: Region | null = null;
  private readonly ways: readonly [() => void, () => void];

  /** `shared`: the same work cut for several threads; null where there is one. */
  constructor(blocks: readonly Block[], shared: (Threads & { readonly blocks: readonly Block[] }) | null) {
    this.blocks = blocks;
    this.shared = shared !== null && shared.blocks.length > 1 ? shared : null;
    this.ways = [() => this.runAlone(), () => this.runTogether()];
  }

  run(): void {
    if (this.shared === null) {
      this.runAlone();
      return;
    }
    const { engine } = this.shared;
    engine.shares.possible++;
    if (engine.team() === null) this.runAlone();
    else if (engine.use === "always") this.runTogether();
    else this.faster.run(this.ways);
  }

  /** Threads that it runs on from now on; 1 while that is not known. */
  get threads(): number {
    const together = this.shared?.engine.use === "always" || this.faster.chosen === 1;
    return this.shared !== null && together ? this.shared.engine.threads : 1;
  }

  close(): void {
    if (this.program !== null) this.shared?.engine.free(this.program);
    this.program = null;
  }

  private runAlone(): void {
    for (const block of this.blocks) block();
  }

  private runTogether(): void {
    const { engine, recorder, blocks } = this.shared!;
    if (this.program === null) {
      const program = encodeProgram(blocks.map((block) => recorder.record(block)));
      this.program = engine.allocate(program.byteLength);
      engine.f64.set(program, this.program.address / 8);
    }
    engine.shares.taken++;
    engine.team()!.run(engine.functions, this.program.address, blocks.length);
  }
}
