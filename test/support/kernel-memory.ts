import { Engine, type Kernels, type Region, rowStride } from "@gatecast/engine";

/** A stretch of engine memory that a kernel test fills and reads. */
export interface Floats {
  readonly address: number;
  read(): Float32Array;
}

/** Rows of `width` floats at a padded stride. */
export interface Rows extends Floats {
  readonly stride: number;
  /** Without padding. */
  values(): Float32Array;
  /** What lies behind each row. */
  padding(): Float32Array;
}

/** An engine opened for calling its kernels directly. Everything placed in it lives until `close`. */
export class KernelMemory {
  readonly kernels: Kernels;
  private readonly engine: Engine;

  private taken: Region[] = [];

  private constructor(engine: Engine) {
    this.engine = engine;
    this.kernels = engine.kernels;
  }

  static async open(): Promise<KernelMemory> {
    return new KernelMemory(await Engine.create());
  }

  floats(content: ArrayLike<number> | number): Floats {
    const length = typeof content === "number" ? content : content.length;
    const address = this.take(4 * length);
    if (typeof content !== "number") this.engine.f32.set(content, address / 4);
    return { address, read: () => this.engine.f32.slice(address / 4, address / 4 + length) };
  }

  /** Row-major values laid out at the padded stride, the padding zero; `NaN` values may stand for "not yet written". */
  rows(count: number, width: number, content: ArrayLike<number> | number): Rows {
    const stride = rowStride(width);
    const laid = new Float32Array(count * stride);
    for (let r = 0; r < count; r++) {
      for (let i = 0; i < width; i++)
        laid[r * stride + i] = typeof content === "number" ? content : content[r * width + i]!;
    }
    const place = this.floats(laid);
    const pick = (keep: (column: number) => boolean) => place.read().filter((_, i) => keep(i % stride));
    return { ...place, stride, values: () => pick((i) => i < width), padding: () => pick((i) => i >= width) };
  }

  doubles(content: ArrayLike<number> | number): { readonly address: number; read(): Float64Array } {
    const length = typeof content === "number" ? content : content.length;
    const address = this.take(8 * length);
    if (typeof content !== "number") this.engine.f64.set(content, address / 8);
    return { address, read: () => this.engine.f64.slice(address / 8, address / 8 + length) };
  }

  integers(content: ArrayLike<number>): { readonly address: number } {
    const address = this.take(4 * content.length);
    this.engine.i32.set(content, address / 4);
    return { address };
  }

  /** Gives everything placed so far back, so that thousands of small cases fit. */
  clear(): void {
    for (const region of this.taken.reverse()) this.engine.free(region);
    this.taken = [];
  }

  private take(bytes: number): number {
    const region = this.engine.allocate(bytes);
    this.taken.push(region);
    return region.address;
  }

  close(): void {
    this.engine.close();
  }
}
