import type { Engine } from "../memory/engine.ts";
import type { Region } from "../memory/regions.ts";
import { readTensor, sizesOf, type Tensor, writeTensor } from "../tensor/tensor.ts";

/** One named weight of a model, with its gradient beside it. */
export interface Parameter {
  readonly name: string;
  readonly value: Tensor;
  readonly gradient: Tensor;
  /** A frozen weight is given: it gets no gradient, and no optimiser touches it. */
  readonly frozen: boolean;
  readonly owner: Parameters;
}

/**
 * All weights of a model in one stretch of memory, their gradients in a second and the optimiser's memory in two more:
 * an update is one call over all of them. They live until `close`.
 */
export class Parameters {
  readonly engine: Engine;
  readonly all: readonly Parameter[];
  /** Floats in each of the four stretches, padding included. */
  readonly floats: number;
  /** The first so many floats of each stretch are what an optimiser changes; frozen weights lie behind them. */
  readonly learning: number;
  /** Grows whenever a weight changes: plans pack weights anew when it has. */
  changes = 0;
  private readonly region: Region;
  private closed = false;

  /** `frozen`: names of weights that training leaves alone. */
  constructor(engine: Engine, shapes: Readonly<Record<string, readonly number[]>>, frozen: readonly string[] = []) {
    this.engine = engine;
    const entries = Object.entries(shapes)
      .map(([name, shape]) => ({ name, shape, sizes: sizesOf(shape), frozen: frozen.includes(name) }))
      .sort((a, b) => Number(a.frozen) - Number(b.frozen));
    const count = (some: typeof entries) => some.reduce((sum, { sizes }) => sum + sizes.floats, 0);
    this.floats = count(entries);
    this.learning = count(entries.filter((entry) => !entry.frozen));
    this.region = engine.allocate(4 * 4 * this.floats);
    let offset = 0;
    this.all = entries.map(({ name, shape, sizes, frozen }) => {
      const at = (stretch: number): Tensor => ({
        shape,
        ...sizes,
        address: this.region.address + 4 * (stretch * this.floats + offset),
      });
      const parameter = { name, value: at(0), gradient: at(1), frozen, owner: this };
      offset += sizes.floats;
      return parameter;
    });
  }

  /** Byte addresses of the four stretches. */
  get values(): number {
    return this.region.address;
  }
  get gradients(): number {
    return this.region.address + 4 * this.floats;
  }
  get firstMoments(): number {
    return this.region.address + 8 * this.floats;
  }
  get secondMoments(): number {
    return this.region.address + 12 * this.floats;
  }

  get(name: string): Parameter {
    const found = this.all.find((parameter) => parameter.name === name);
    if (found === undefined) throw new Error(`internal: no parameter "${name}"`);
    return found;
  }

  /** Values without padding, row-major. */
  read(name: string): Float32Array {
    return readTensor(this.engine.f32, this.get(name).value);
  }

  write(name: string, values: ArrayLike<number>): void {
    this.changes++;
    writeTensor(this.engine.f32, this.get(name).value, values);
  }

  /** A copy of everything that training changes: values and both moments. */
  snapshot(): Float32Array {
    const copy = new Float32Array(3 * this.floats);
    const memory = this.engine.f32;
    const at = (address: number) => memory.subarray(address / 4, address / 4 + this.floats);
    copy.set(at(this.values), 0);
    copy.set(at(this.firstMoments), this.floats);
    copy.set(at(this.secondMoments), 2 * this.floats);
    return copy;
  }

  restore(snapshot: Float32Array): void {
    this.changes++;
    const memory = this.engine.f32;
    memory.set(snapshot.subarray(0, this.floats), this.values / 4);
    memory.set(snapshot.subarray(this.floats, 2 * this.floats), this.firstMoments / 4);
    memory.set(snapshot.subarray(2 * this.floats), this.secondMoments / 4);
  }

  /** Forgets both moments, as before the first update. */
  clearMoments(): void {
    const from = this.firstMoments / 4;
    this.engine.f32.fill(0, from, from + 2 * this.floats);
  }

  /** Number of weights, padding left out. */
  get count(): number {
    return this.all.reduce((sum, { value }) => sum + value.rows * value.width, 0);
  }

  close(): void {
    if (!this.closed) this.engine.free(this.region);
    this.closed = true;
  }
}
