import { generator, type Seed } from "@gatecast/engine";

/** Of all steps so many are to be filled in; of these most are hidden, some replaced, the rest left as they are. */
const [MASKED, HIDDEN, REPLACED] = [0.15, 0.8, 0.1];

/** Windows with steps hidden in them, and what was there. */
export interface MaskedSteps {
  /** `[T, B, F]`: what the network sees. A hidden step is 0. */
  readonly seen: Float32Array;
  /** `[T, B, F]`: the values that are to be filled in; NaN everywhere else. */
  readonly wanted: Float32Array;
}

/**
 * Masks whole time steps of windows `[T, B, F]`, as BERT masks words (Devlin et al. 2019): 15 % of them are to be filled in, and
 * of these 80 % are hidden, 10 % show another step of their window and 10 % stay, so that no step can be trusted blindly.
 */
export function maskSteps(x: Float32Array, T: number, B: number, seed: Seed): MaskedSteps {
  const F = x.length / T / B;
  const random = generator(seed);
  const seen = x.slice();
  const wanted = new Float32Array(x.length).fill(Number.NaN);
  const row = (values: Float32Array, t: number, b: number) => values.subarray((t * B + b) * F, (t * B + b + 1) * F);
  for (let b = 0; b < B; b++) {
    for (let t = 0; t < T; t++) {
      const [chosen, way, other] = [random(), random(), Math.floor(random() * T)];
      if (chosen >= MASKED) continue;
      row(wanted, t, b).set(row(x, t, b));
      if (way < HIDDEN) row(seen, t, b).fill(0);
      else if (way < HIDDEN + REPLACED) row(seen, t, b).set(row(x, other, b));
    }
  }
  return { seen, wanted };
}
