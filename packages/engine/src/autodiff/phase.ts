import type { Engine } from "../memory/engine.ts";
import { Faster } from "../parallel/faster.ts";
import { Program } from "../program/program.ts";

/** Work that may be done in any order beside the other blocks of its phase. */
export type Block = () => void;

/** A part of a step between two moments at which all threads meet. */
export class Phase {
  private readonly engine: Engine;
  private readonly blocks: readonly Block[];
  private readonly faster = new Faster();
  /** The blocks as threads take them, once they have been asked for. */
  private program: Program | null = null;
  private readonly alone: () => void;
  private readonly ways: readonly [() => void, () => void];

  /** `alone` does it on this thread; `blocks` are the same work cut for several. */
  constructor(engine: Engine, alone: () => void, blocks: readonly Block[]) {
    this.engine = engine;
    this.blocks = blocks;
    this.alone = alone;
    this.ways = [alone, () => this.runTogether()];
  }

  run(): void {
    const { engine } = this;
    if (this.blocks.length < 2) {
      this.alone();
      return;
    }
    engine.shares.possible++;
    if (engine.team() === null) this.alone();
    else if (engine.use === "always") this.runTogether();
    else this.faster.run(this.ways);
  }

  /** Threads that it runs on from now on; 1 while that is not known. */
  get threads(): number {
    const together = this.engine.use === "always" || this.faster.chosen === 1;
    return this.blocks.length > 1 && together ? this.engine.threads : 1;
  }

  close(): void {
    this.program?.close();
  }

  private runTogether(): void {
    const { engine, blocks } = this;
    this.program ??= new Program(engine, blocks);
    engine.shares.taken++;
    engine.team()!.run((at, end) => engine.kernels.makeCalls(at, end, 0), this.program.address, blocks.length);
  }
}
