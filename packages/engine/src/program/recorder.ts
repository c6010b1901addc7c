import type { ExportedFunction } from "../wasm/wasm-reader.ts";
import { F64, I32 } from "../wasm/wasm-writer.ts";
import { emptyTable } from "./entries.ts";

/** A kernel or a cell's stage as operations call it. */
export type Call = (...numbers: number[]) => void;

/**
 * Writes down the calls that operations make, as numbers, instead of making them: closures neither travel to other threads nor
 * run inside WebAssembly, numbers in the memory do both.
 */
export class Recorder {
  /** Entries of all functions that have been added, in this order; every thread has such a table. */
  readonly table = emptyTable();
  private words: number[] | null = null;
  private readonly doubles = new Float64Array(1);
  private readonly floats = new Float32Array(this.doubles.buffer);
  private readonly bits = new Int32Array(this.doubles.buffer);

  /** Functions without results, and the exports of their `entryModule`. Returns what writes down a call, by name. */
  add(functions: readonly ExportedFunction[], entries: WebAssembly.Exports): Record<string, Call> {
    return Object.fromEntries(
      functions.map(({ name, parameters }) => {
        const place = this.table.grow(1, entries[name]);
        return [name, (...numbers: number[]) => this.write(place, parameters, numbers)];
      }),
    );
  }

  /** The calls that `work` would make, as `makeCalls` reads them. */
  record(work: () => void): number[] {
    const words: number[] = [];
    this.words = words;
    try {
      work();
    } finally {
      this.words = null;
    }
    return words;
  }

  private write(place: number, parameters: readonly number[], numbers: readonly number[]): void {
    const { words, bits } = this;
    if (words === null) throw new Error("internal: nothing is written down");
    words.push(place);
    for (let i = 0; i < parameters.length; i++) {
      const type = parameters[i]!;
      if (type === I32) {
        words.push(numbers[i]! | 0);
        continue;
      }
      if (type === F64) this.doubles[0] = numbers[i]!;
      else this.floats[0] = numbers[i]!;
      words.push(bits[0]!);
      if (type === F64) words.push(bits[1]!);
    }
  }
}
