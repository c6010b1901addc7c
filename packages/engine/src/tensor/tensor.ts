/** Floats from one row to the next: the last axis, padded to whole vectors of four. */
export function rowStride(width: number): number {
  return (width + 3) & ~3;
}

/**
 * A place and a shape, nothing else. The last axis is padded to a multiple of four floats and the padding is zero.
 * Axis letters: B batch · T time steps · F features · H hidden units.
 */
export interface Tensor {
  readonly shape: readonly number[];
  /** Byte address in the engine's memory; known once the plan is sealed. */
  readonly address: number;
  /** Length of the last axis. */
  readonly width: number;
  /** Floats from row to row. */
  readonly stride: number;
  /** Number of rows: the product of all axes but the last. */
  readonly rows: number;
  /** rows · stride: all floats, padding included. */
  readonly floats: number;
}

/** The derived sizes of a shape. An empty shape is a row of one. */
export function sizesOf(shape: readonly number[]): Omit<Tensor, "shape" | "address"> {
  const width = shape.at(-1) ?? 1;
  const rows = shape.slice(0, -1).reduce((product, size) => product * size, 1);
  const stride = rowStride(width);
  return { width, stride, rows, floats: rows * stride };
}

/** Copies a tensor's values, without padding, row-major. */
export function readTensor(memory: Float32Array, tensor: Tensor): Float32Array {
  const out = new Float32Array(tensor.rows * tensor.width);
  const base = tensor.address / 4;
  for (let r = 0; r < tensor.rows; r++) {
    const from = base + r * tensor.stride;
    out.set(memory.subarray(from, from + tensor.width), r * tensor.width);
  }
  return out;
}

/** Writes row-major values without padding into a tensor. */
export function writeTensor(memory: Float32Array, tensor: Tensor, values: ArrayLike<number>): void {
  const count = tensor.rows * tensor.width;
  if (values.length !== count) {
    throw new RangeError(`internal: a tensor [${tensor.shape.join(", ")}] takes ${count} values, got ${values.length}`);
  }
  const base = tensor.address / 4;
  for (let r = 0; r < tensor.rows; r++) {
    for (let i = 0; i < tensor.width; i++) memory[base + r * tensor.stride + i] = values[r * tensor.width + i]!;
  }
}
