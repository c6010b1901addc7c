import type { Engine } from "../memory/engine.ts";
import type { Region } from "../memory/regions.ts";

/**
 * Calls that were written down, part by part, in the engine's memory. It begins with the addresses of the first part, of the
 * second, …, and of the end of the last; the parts lie behind, one after the other.
 */
export class Program {
  private readonly engine: Engine;
  private readonly region: Region;
  private readonly bounds: readonly number[];
  private readonly makeCalls: (at: number, end: number, life: number) => void;

  constructor(engine: Engine, parts: readonly (() => void)[]) {
    const written = parts.map((part) => engine.recorder.record(part));
    const before = parts.length + 1;
    const words = written.reduce((sum, { length }) => sum + length, before);
    this.engine = engine;
    this.makeCalls = engine.kernels.makeCalls;
    this.region = engine.allocate(4 * words);
    let at = this.region.address / 4 + before;
    const bounds = [4 * at];
    for (const part of written) {
      engine.i32.set(part, at);
      at += part.length;
      bounds.push(4 * at);
    }
    this.bounds = bounds;
    engine.i32.set(bounds, this.address / 4);
  }

  get address(): number {
    return this.region.address;
  }

  /** Makes the calls of part `first` and all others before part `end`. */
  run(first: number, end: number): void {
    this.makeCalls(this.bounds[first]!, this.bounds[end]!, 0);
  }

  close(): void {
    this.engine.free(this.region);
  }
}
