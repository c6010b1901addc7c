import { changed, controlBytes, ORDERS, WORDS } from "./control.ts";
import type { Callable } from "./program.ts";
import { type Hello, runBlocks } from "./serve.ts";

/** A thread that somebody started; see `node.ts` and `browser.ts`. */
export interface StartedWorker {
  readonly post: (hello: Hello) => void;
  readonly stop: () => void;
}

/**
 * Starts a thread that answers `serve` to its first message. `onReady` is called once it serves, `onEnd` with a reason
 * where it cannot start or ends by itself.
 */
export type StartWorker = (onReady: () => void, onEnd: (reason: string) => void) => StartedWorker;

/** A thread of the engine failed or stopped answering; what was being computed is lost. */
export class EngineThreadError extends Error {
  override readonly name = "EngineThreadError";
}

/** Milliseconds of waiting between two looks for signs of life, and looks without one before a worker is given up. */
const LOOK = 250;
const PATIENCE = 40;

/** Workers that share the engine's memory. Orders are given and awaited by the main thread, which works along. */
export class Team {
  readonly workers: number;
  private readonly memory: WebAssembly.Memory;
  private readonly control: number;
  private readonly started: readonly StartedWorker[];
  /** Workers that were to start: each has a word of its own, whether it came or not. */
  private readonly asked: number;
  private words: Int32Array;
  private broken: string | null = null;

  private constructor({ memory, control }: Omit<Hello, "worker">, started: readonly StartedWorker[], asked: number) {
    this.memory = memory;
    this.control = control;
    this.started = started;
    this.asked = asked;
    this.workers = started.length;
    this.words = new Int32Array(memory.buffer, control);
  }

  /** Starts the workers; those that cannot start are left out, with their reason in `reasons`. Null where none can. */
  static async start(
    count: number,
    startWorker: StartWorker,
    hello: Omit<Hello, "worker">,
    reasons: string[],
  ): Promise<Team | null> {
    const ended: { reason: string | null } = { reason: null };
    const made: { team: Team | null } = { team: null };
    const attempts = Array.from({ length: count }, (_, worker) => {
      return new Promise<StartedWorker | null>((resolve) => {
        const onEnd = (reason: string) => {
          ended.reason = reason;
          if (made.team !== null) made.team.broken ??= reason;
          resolve(null);
        };
        try {
          const started = startWorker(() => resolve(started), onEnd);
          started.post({ ...hello, worker });
        } catch (error) {
          onEnd(String(error));
        }
      });
    });
    const started = (await Promise.all(attempts)).filter((worker) => worker !== null);
    if (started.length < count) reasons.push(ended.reason ?? "unknown");
    if (started.length === 0) return null;
    made.team = new Team(hello, started, count);
    return made.team;
  }

  static bytes(workers: number): number {
    return controlBytes(workers);
  }

  /** Runs the blocks of a program on all threads. Throws an EngineThreadError where one of them failed. */
  run(functions: readonly Callable[], address: number, blocks: number): void {
    this.give(ORDERS.run, address, blocks);
    runBlocks(functions, new Float64Array(this.memory.buffer), this.words, () => {});
    this.await();
  }

  /** Has every worker instantiate a cell's module that lies in the memory. */
  load(address: number, bytes: number): void {
    this.give(ORDERS.load, address, bytes);
    this.await();
  }

  stop(): void {
    for (const worker of this.started) worker.stop();
  }

  private give(kind: number, address: number, size: number): void {
    if (this.broken !== null) throw new EngineThreadError(`a thread of the engine ended: ${this.broken}`);
    if (this.words.buffer.byteLength !== this.memory.buffer.byteLength) {
      this.words = new Int32Array(this.memory.buffer, this.control);
    }
    const { words } = this;
    words[WORDS.kind] = kind;
    words[WORDS.address] = address | 0;
    words[WORDS.size] = size;
    words[WORDS.next] = 0;
    Atomics.store(words, WORDS.done, 0);
    Atomics.add(words, WORDS.order, 1);
    Atomics.notify(words, WORDS.order);
  }

  private await(): void {
    const { words, workers } = this;
    let quiet = 0;
    let life = this.signsOfLife();
    for (;;) {
      const done = Atomics.load(words, WORDS.done);
      if (Atomics.load(words, WORDS.failed) !== 0) throw this.failure();
      if (done === workers) return;
      if (changed(words, WORDS.done, done, LOOK)) continue;
      const now = this.signsOfLife();
      quiet = now === life ? quiet + 1 : 0;
      life = now;
      if (quiet < PATIENCE) continue;
      this.broken = `it has not answered for ${(PATIENCE * LOOK) / 1000} seconds`;
      throw new EngineThreadError(`a thread of the engine ended: ${this.broken}`);
    }
  }

  private failure(): EngineThreadError {
    const length = this.words[WORDS.textLength]!;
    this.broken = String.fromCodePoint(...this.words.subarray(WORDS.text, WORDS.text + length));
    return new EngineThreadError(`a thread of the engine failed: ${this.broken}`);
  }

  private signsOfLife(): number {
    return this.words.subarray(WORDS.life, WORDS.life + this.asked).reduce((sum, count) => sum + count, 0);
  }
}
