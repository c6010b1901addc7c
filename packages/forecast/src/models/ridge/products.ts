import type { Engine } from "@gatecast/engine";
import type { Breath } from "../../contracts/pause.ts";

/** Windows that are summed at a time. */
export const CHUNK = 256;
/** Rows of a product matrix that are worked out together: about half of it is never needed. */
const STRIP = 32;

/** Windows as columns of numbers: first the inputs, then the outputs. */
export interface WindowColumns {
  readonly inputs: number;
  readonly width: number;
  /** For every column the one that holds the same series a row earlier, −1 where there is none. `[width]` */
  readonly before: Int32Array;
  /** What is taken off each column; the same for all columns of a series. `[width]` */
  readonly shift: Float64Array<ArrayBuffer>;
  /** Writes at most `CHUNK` windows, `[width, CHUNK]`. */
  readonly write: (origins: Int32Array, out: Float64Array) => void;
}

/** Sums over windows. */
export interface Sums {
  /** Products of all columns with the inputs `[width, inputs]`, on and below the diagonal. */
  readonly products: Float64Array;
  /** `[width]` */
  readonly sums: Float64Array;
}

/** Origins where runs of neighbours begin and end. */
export interface Runs {
  readonly first: Int32Array;
  readonly last: Int32Array;
}

/** Every product by itself: half of windows × width × inputs multiplications. */
export async function summedDirectly(
  engine: Engine,
  columns: WindowColumns,
  origins: Int32Array,
  breath: Breath,
): Promise<Sums> {
  const { width, inputs } = columns;
  const sums = new Float64Array(width);
  const products = await accumulate(engine, width * inputs, columns, origins, sums, (to, from, count) => {
    addProducts(engine, columns, to, from, count);
    return breath.spend((count * width * inputs) / 2);
  });
  return { products, sums };
}

/**
 * The same where windows are neighbours and hold the series as they are: a product of two columns is that of the columns a row
 * earlier, less what the first window of each run gave to it, and with what the last one adds (the covariance method of linear
 * prediction). Only products with the first column of each series are summed over all windows.
 */
export async function summedSliding(
  engine: Engine,
  columns: WindowColumns,
  origins: Int32Array,
  runs: Runs,
  breath: Breath,
): Promise<Sums> {
  const { width, inputs, before } = columns;
  const heads = Array.from(before.keys()).filter((i) => before[i]! < 0);
  const sums = new Float64Array(width);
  const whole = await accumulate(engine, heads.length * width, columns, origins, sums, (to, from, count) => {
    heads.forEach((head, s) => {
      const row = from + 8 * head * CHUNK;
      engine.kernels.rowProducts(to + 8 * s * width, width, row, CHUNK, from, CHUNK, 1, width, count, 1);
    });
    return breath.spend(2 * count * width * heads.length);
  });
  const ends = async (some: Int32Array): Promise<Float64Array> =>
    accumulate(engine, width * inputs, columns, some, null, (to, from, count) => {
      addProducts(engine, columns, to, from, count);
      return breath.spend((count * width * inputs) / 2);
    });
  const [gained, lost] = [await ends(runs.last), await ends(runs.first)];
  const products = new Float64Array(width * inputs);
  const head = new Int32Array(width).fill(-1);
  heads.forEach((i, s) => {
    head[i] = s;
  });
  for (let i = 0; i < width; i++) {
    for (let j = 0; j <= i && j < inputs; j++) {
      const at = i * inputs + j;
      const [up, left] = [before[i]!, before[j]!];
      if (up < 0) products[at] = whole[head[i]! * width + j]!;
      else if (left < 0) products[at] = whole[head[j]! * width + i]!;
      else {
        const earlier = up * inputs + left;
        products[at] = products[earlier]! - lost[earlier]! + gained[at]!;
      }
    }
  }
  return { products, sums };
}

/** Adds products of all columns with the inputs, on and below the diagonal. */
function addProducts(engine: Engine, { width, inputs }: WindowColumns, to: number, from: number, count: number): void {
  for (let i = 0; i < width; i += STRIP) {
    const rows = Math.min(STRIP, width - i);
    const [out, left] = [to + 8 * i * inputs, from + 8 * i * CHUNK];
    engine.kernels.rowProducts(out, inputs, left, CHUNK, from, CHUNK, rows, Math.min(i + rows, inputs), count, 1);
  }
}

/** Writes windows into the engine, a chunk at a time, and lets `add` sum them up; adds columns to `sums`. */
async function accumulate(
  engine: Engine,
  size: number,
  { width, write }: WindowColumns,
  origins: Int32Array,
  sums: Float64Array | null,
  add: (to: number, from: number, count: number) => Promise<void>,
): Promise<Float64Array> {
  const memory = engine.allocate(8 * (size + width * CHUNK));
  const rows = memory.address + 8 * size;
  try {
    for (let from = 0; from < origins.length; from += CHUNK) {
      const some = origins.subarray(from, from + CHUNK);
      const chunk = engine.f64.subarray(rows / 8, rows / 8 + width * CHUNK);
      write(some, chunk);
      for (let i = 0; sums !== null && i < width; i++) sums[i] = sumFrom(sums[i]!, chunk, i * CHUNK, some.length);
      await add(memory.address, rows, some.length);
    }
    return engine.f64.slice(memory.address / 8, memory.address / 8 + size);
  } finally {
    engine.free(memory);
  }
}

/** `sum` and the values behind it, one after the other. */
function sumFrom(sum: number, values: Float64Array, from: number, count: number): number {
  let total = sum;
  for (let i = from; i < from + count; i++) total += values[i]!;
  return total;
}
