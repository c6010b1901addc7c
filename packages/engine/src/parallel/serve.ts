import { changed, MESSAGE_LENGTH, ORDERS, WORDS } from "./control.ts";
import { type Callable, runBlock } from "./program.ts";

/** What a worker is told when it starts. */
export interface Hello {
  readonly memory: WebAssembly.Memory;
  /** The kernels, in the order in which the main thread has instantiated them. */
  readonly kernels: readonly WebAssembly.Module[];
  /** Where the team's words begin, in bytes. */
  readonly control: number;
  /** Which worker of the team this is, from 0. */
  readonly worker: number;
}

/**
 * A worker's life: kernels of its own in the shared memory, then one order after the other until somebody ends the thread.
 * Sleeps between orders. What goes wrong is told to the main thread through the shared memory, and ends the worker.
 */
export function serve({ memory, kernels, control, worker }: Hello, ready: () => void): void {
  const functions = kernelsOf(kernels.map((module) => new WebAssembly.Instance(module, imports(memory)).exports));
  let words = new Int32Array(memory.buffer, control);
  let order = 0;
  let life = 0;
  const alive = () => {
    words[WORDS.life + worker] = ++life;
  };
  ready();
  for (;;) {
    while (!changed(words, WORDS.order, order, Number.POSITIVE_INFINITY));
    order = Atomics.load(words, WORDS.order);
    // The memory may have grown meanwhile: older views end where it did.
    if (words.buffer.byteLength !== memory.buffer.byteLength) words = new Int32Array(memory.buffer, control);
    try {
      const [address, size] = [words[WORDS.address]! >>> 0, words[WORDS.size]!];
      if (words[WORDS.kind] === ORDERS.load) {
        const bytes = new Uint8Array(memory.buffer, address, size).slice();
        functions.push(...stagesOf(new WebAssembly.Instance(new WebAssembly.Module(bytes), imports(memory)).exports));
        alive();
      } else {
        runBlocks(functions, new Float64Array(memory.buffer), words, alive);
      }
    } catch (error) {
      const text = [...String(error)].slice(0, MESSAGE_LENGTH);
      text.forEach((letter, i) => {
        words[WORDS.text + i] = letter.codePointAt(0)!;
      });
      words[WORDS.textLength] = text.length;
      Atomics.store(words, WORDS.failed, 1);
      Atomics.notify(words, WORDS.done);
      throw error;
    }
    Atomics.add(words, WORDS.done, 1);
    Atomics.notify(words, WORDS.done);
  }
}

/** Takes blocks of the ordered program until none is left. */
export function runBlocks(
  functions: readonly Callable[],
  doubles: Float64Array,
  words: Int32Array,
  alive: () => void,
): void {
  const start = (words[WORDS.address]! >>> 0) / 8;
  for (;;) {
    const block = Atomics.add(words, WORDS.next, 1);
    if (block >= words[WORDS.size]!) return;
    runBlock(functions, doubles, start, block, alive);
  }
}

const imports = (memory: WebAssembly.Memory) => ({ env: { memory }, engine: { memory } });

/** The functions of all kernel modules in the order of their names: the same list on every thread. */
export function kernelsOf(exports: readonly WebAssembly.Exports[]): Callable[] {
  return Object.entries(Object.assign({}, ...exports) as Record<string, Callable>)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, call]) => call);
}

/** The functions of a cell's module in the order of its exports. */
export function stagesOf(exports: WebAssembly.Exports): Callable[] {
  return Object.values(exports) as Callable[];
}
