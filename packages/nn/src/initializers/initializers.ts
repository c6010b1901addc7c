import { elementary, generator, type Seed, split } from "@gatecast/engine";

/** Uniform within ±√(6 / (fanIn + fanOut)) (Glorot & Bengio 2010). */
export function glorot(count: number, fanIn: number, fanOut: number, seed: Seed): Float32Array {
  const limit = Math.sqrt(6 / (fanIn + fanOut));
  const random = generator(seed);
  return Float32Array.from({ length: count }, () => (2 * random() - 1) * limit);
}

/** A random orthogonal matrix `[n, n]`, row-major: Gram–Schmidt on normal rows (Saxe, McClelland & Ganguli 2014). */
export function orthogonal(n: number, seed: Seed): Float32Array {
  const normal = normals(seed);
  const rows: Float64Array[] = [];
  while (rows.length < n) {
    const row = Float64Array.from({ length: n }, normal);
    // Each row less its shadow on every row before it, one after the other (modified Gram–Schmidt).
    for (const other of rows) {
      const along = dot(row, other);
      for (let i = 0; i < n; i++) row[i]! -= along * other[i]!;
    }
    const length = Math.sqrt(dot(row, row));
    if (length > 1e-6) rows.push(row.map((value) => value / length));
  }
  return Float32Array.from(rows.flatMap((row) => [...row]));
}

/** Standard normal numbers. */
export function normal(count: number, seed: Seed): Float32Array {
  return Float32Array.from({ length: count }, normals(seed));
}

/** Blocks side by side, `[rows, blocks, width]`: block g is made by `make(seed of g)`, row-major `[rows, width]`. */
export function inBlocks(
  rows: number,
  blocks: number,
  width: number,
  seed: Seed,
  make: (seed: Seed) => Float32Array,
): Float32Array {
  const out = new Float32Array(rows * blocks * width);
  for (let g = 0; g < blocks; g++) {
    const block = make(split(seed, g));
    for (let r = 0; r < rows; r++) out.set(block.subarray(r * width, (r + 1) * width), (r * blocks + g) * width);
  }
  return out;
}

/** Standard normal numbers by Box and Muller's transform. */
function normals(seed: Seed): () => number {
  const random = generator(seed);
  return () => {
    const radius = Math.sqrt(-2 * elementary.log(1 - random()));
    return radius * elementary.cos(2 * Math.PI * random());
  };
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
