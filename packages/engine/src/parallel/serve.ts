import type { Kernels } from "../memory/kernels.ts";
import { callable, emptyTable } from "../program/entries.ts";
import { entryModule } from "../wasm/entry-module.ts";
import { changed, MESSAGE_LENGTH, ORDERS, takeUp, WORDS } from "./control.ts";

/** What a worker is told when it starts. */
export interface Hello {
  readonly memory: WebAssembly.Memory;
  /** The kernels, in the order in which the main thread has instantiated them. */
  readonly kernels: readonly WebAssembly.Module[];
  /** Entries to them. */
  readonly entries: WebAssembly.Module;
  /** Where the team's words begin, in bytes. */
  readonly control: number;
  /** Which worker of the team this is, from 0. */
  readonly worker: number;
}

/**
 * A worker's life: kernels of its own in the shared memory, then one order after the other until somebody ends the thread.
 * Sleeps between orders. Who was given up before serves nothing. What goes wrong is told to the main thread through the shared memory, and ends the worker.
 */
export function serve({ memory, kernels, entries, control, worker }: Hello, ready: () => void): void {
  const table = emptyTable();
  const instances = kernels.map((module) => new WebAssembly.Instance(module, importsOf(memory, table)));
  const functions = kernelsOf(instances);
  const enter = (module: WebAssembly.Module, functions: WebAssembly.Exports) => {
    const { exports } = new WebAssembly.Instance(module, { engine: { memory }, functions });
    for (const entry of Object.values(exports)) table.grow(1, entry);
  };
  enter(entries, functions as unknown as WebAssembly.Exports);
  const life = WORDS.life + worker;
  const makeCalls: MakeCalls = (at, end) => functions.makeCalls(at, end, control + 4 * life);
  let words = new Int32Array(memory.buffer, control);
  let order = 0;
  if (!takeUp(words, worker)) return;
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
        const cell = new WebAssembly.Instance(new WebAssembly.Module(bytes), importsOf(memory, table));
        enter(new WebAssembly.Module(entryModule(callable([bytes]))), cell.exports);
        words[life]!++;
      } else {
        runBlocks(makeCalls, new Int32Array(memory.buffer), words);
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

/** Makes the calls that lie between two addresses. */
export type MakeCalls = (at: number, end: number) => void;

/** Takes blocks of the ordered program until none is left. */
export function runBlocks(makeCalls: MakeCalls, memory: Int32Array, words: Int32Array): void {
  const bounds = (words[WORDS.address]! >>> 0) / 4;
  for (;;) {
    const block = Atomics.add(words, WORDS.next, 1);
    if (block >= words[WORDS.size]!) return;
    makeCalls(memory[bounds + block]!, memory[bounds + block + 1]!);
  }
}

/** What kernels and cells ask for. */
export const importsOf = (memory: WebAssembly.Memory, table: WebAssembly.Table): WebAssembly.Imports => ({
  env: { memory, table },
  engine: { memory },
});

/** The kernels of all modules, a later one's before an earlier one's of the same name. */
export const kernelsOf = (instances: readonly WebAssembly.Instance[]): Kernels =>
  Object.assign({}, ...instances.map(({ exports }) => exports));
