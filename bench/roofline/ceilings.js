// The best this engine and this machine can do on one core, each with nothing else in the way.
import { timeRound, warmUp } from "../timing.js";

const ROUNDS = 60;

/** Milliseconds of one call: the best round, for a ceiling is what is reached when nothing disturbs. */
function fastest(work, milliseconds = 15) {
  const calls = warmUp(work, milliseconds);
  return Math.min(...Array.from({ length: ROUNDS }, () => timeRound(work, calls)));
}

/** Rows, sums, columns of products whose matrices stay in the first two caches. */
const SHAPES = [
  [32, 64, 64],
  [64, 128, 64],
  [32, 128, 128],
  [64, 128, 256],
  [128, 200, 200],
  [64, 256, 512],
];

/** Frees what `use` was given in any case. */
function withFloats(engine, counts, use) {
  const regions = counts.map((count) => engine.allocate(4 * count));
  try {
    for (const { address, bytes } of regions) engine.f32.fill(0.5, address / 4, (address + bytes) / 4);
    return use(...regions.map(({ address }) => address));
  } finally {
    for (const region of regions.reverse()) engine.free(region);
  }
}

/** GFLOP/s of the matrix-product kernel, and the shape it was reached with. */
export function productCeiling(engine) {
  const { kernels } = engine;
  const rates = SHAPES.map(([m, k, n]) =>
    withFloats(engine, [m * k, k * n, k * n, m * n], (a, b, panels, c) => {
      kernels.pack(panels, b, n, k, n);
      const ms = fastest(() => kernels.multiply(c, n, a, k, panels, m, k, n, 0, 0));
      return { gflops: (2 * m * k * n) / ms / 1e6, shape: `${m} × ${k} × ${n}` };
    }),
  );
  return rates.reduce((best, rate) => (rate.gflops > best.gflops ? rate : best));
}

/** Nanoseconds of one sigmoid or tanh, in the mixture of an LSTM: three to two. */
export function functionTime(engine) {
  const { kernels } = engine;
  const n = 2048;
  return withFloats(engine, [n, n], (y, x) => {
    const sigmoid = fastest(() => kernels.sigmoid(y, x, n));
    const tanh = fastest(() => kernels.tanh(y, x, n));
    return ((0.6 * sigmoid + 0.4 * tanh) / n) * 1e6;
  });
}

/** GB/s of copying, reading and writing counted, for sizes that fit the first cache, the second, the third and none. */
export function copyBandwidth(engine) {
  return [12, 384, 8 * 1024, 96 * 1024].map((kib) => {
    const count = kib * 256;
    const gbs = withFloats(engine, [count, count], (to, from) => {
      const floats = engine.f32;
      const ms = fastest(() => floats.copyWithin(to / 4, from / 4, from / 4 + count));
      return (8 * count) / ms / 1e6;
    });
    return { kib, gbs };
  });
}
