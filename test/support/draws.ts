import { generator, seed, split } from "@gatecast/engine";

/** Reproducible float32 values in [−1.2, 1.2), another set for every name. */
export function draws(count: number, name: string | number): Float32Array {
  const random = generator(split(seed(20240229), name));
  return Float32Array.from({ length: count }, () => (random() - 0.5) * 2.4);
}
