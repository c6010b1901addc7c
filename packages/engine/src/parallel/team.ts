import { changed, controlBytes, giveUp, ORDERS, WORDS } from "./control.ts";
import { type Hello, type MakeCalls, runBlocks } from "./serve.ts";

/** A thread that somebody started; see `node.ts` and `browser.ts`. */
export interface StartedWorker {
  readonly post: (hello: Hello) => void;
  readonly stop: () => void;
}

/**
 * Starts a thread that answers `serve` to its first message. `onReady` is called once it serves, `onEnd` with a reason
 * where it cannot start or ends by itself. One of which nothing is heard is stopped after a while.
 */
export type StartWorker = (onReady: () => void, onEnd: (reason: string) => void) => StartedWorker;

/** A thread of the engine failed or stopped answering; what was being computed is lost. */
export class EngineThreadError extends Error {
  override readonly name = "EngineThreadError";

  constructor(what: string) {
    super(`a thread of the engine ${what}; with one thread the same work gives the same numbers`);
  }
}

/** Milliseconds of waiting between two looks for signs of life, and looks without one before a worker is given up. */
const LOOK = 250;
const PATIENCE = 40;
/** Milliseconds within which a worker must serve; one that does not is done without. */
const START = PATIENCE * LOOK;

/** Workers that share the engine's memory. Orders are given and awaited by the main thread, which works along. */
export class Team {
  /** Workers that were asked for: each has a word of its own, whether it came or not. */
  readonly asked: number;
  /** Kept once every worker serves, has failed to, or was given up; orders may be given from then on. */
  readonly settled: Promise<void>;
  /** Why workers are missing; null where none is. */
  missing: string | null = null;
  private readonly memory: WebAssembly.Memory;
  private readonly control: number;
  private readonly started: StartedWorker[] = [];
  /** Ends the wait for each worker, where it is still waited for. */
  private readonly waits: (() => void)[] = [];
  private words: Int32Array;
  private serving = 0;
  private isSettled = false;
  private broken: string | null = null;

  /** Starts `asked` workers; those that cannot start are left out. */
  constructor(asked: number, startWorker: StartWorker, hello: Omit<Hello, "worker">) {
    this.memory = hello.memory;
    this.control = hello.control;
    this.asked = asked;
    this.words = new Int32Array(hello.memory.buffer, hello.control);
    const attempts = Array.from({ length: asked }, (_, worker) => this.startOne(startWorker, { ...hello, worker }));
    this.settled = Promise.all(attempts).then(() => {
      this.isSettled = true;
    });
  }

  /** Workers that serve, once that is settled; null before. */
  get workers(): number | null {
    return this.isSettled ? this.serving : null;
  }

  /** Kept once the worker serves or is done without. */
  private startOne(startWorker: StartWorker, hello: Hello): Promise<void> {
    return new Promise((resolve) => {
      let started: StartedWorker | null = null;
      let serves: boolean | null = null;
      const settle = (as: boolean, reason: string | null = null) => {
        if (serves !== null) return;
        serves = as;
        clearTimeout(patience);
        if (as) this.serving++;
        else this.missing ??= reason;
        resolve();
      };
      const patience = setTimeout(() => {
        // It may have begun to serve, and only its message be on its way.
        if (!giveUp(this.words, hello.worker)) return settle(true);
        started?.stop();
        settle(false, `it did not start within ${START / 1000} seconds`);
      }, START);
      this.waits.push(() => settle(false));
      const onEnd = (reason: string) => {
        if (serves === true) this.broken ??= reason;
        settle(false, reason);
      };
      try {
        started = startWorker(() => settle(true), onEnd);
        this.started.push(started);
        started.post(hello);
      } catch (error) {
        onEnd(String(error));
      }
    });
  }

  static bytes(workers: number): number {
    return controlBytes(workers);
  }

  /** Runs the blocks of a program on all threads. Throws an EngineThreadError where one of them failed. */
  run(makeCalls: MakeCalls, address: number, blocks: number): void {
    this.give(ORDERS.run, address, blocks);
    runBlocks(makeCalls, new Int32Array(this.memory.buffer), this.words);
    this.await();
  }

  /** Has every worker instantiate a cell's module that lies in the memory. */
  load(address: number, bytes: number): void {
    this.give(ORDERS.load, address, bytes);
    this.await();
  }

  stop(): void {
    for (const worker of this.started) worker.stop();
    for (const end of this.waits) end();
  }

  private give(kind: number, address: number, size: number): void {
    if (this.broken !== null) throw new EngineThreadError(`ended: ${this.broken}`);
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
    const { words, serving } = this;
    let quiet = 0;
    let life = this.signsOfLife();
    for (;;) {
      const done = Atomics.load(words, WORDS.done);
      if (Atomics.load(words, WORDS.failed) !== 0) throw this.failure();
      if (done === serving) return;
      if (changed(words, WORDS.done, done, LOOK)) continue;
      const now = this.signsOfLife();
      quiet = now === life ? quiet + 1 : 0;
      life = now;
      if (quiet < PATIENCE) continue;
      this.broken = `it has not answered for ${(PATIENCE * LOOK) / 1000} seconds`;
      throw new EngineThreadError(`ended: ${this.broken}`);
    }
  }

  private failure(): EngineThreadError {
    const length = this.words[WORDS.textLength]!;
    this.broken = String.fromCodePoint(...this.words.subarray(WORDS.text, WORDS.text + length));
    return new EngineThreadError(`failed: ${this.broken}`);
  }

  private signsOfLife(): number {
    return this.words.subarray(WORDS.life, WORDS.life + this.asked).reduce((sum, count) => sum + count, 0);
  }
}
