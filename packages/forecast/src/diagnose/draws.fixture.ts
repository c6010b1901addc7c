/** Nearly normal numbers with deviation 1: sums of twelve from a small congruential generator. */
export function noise(seed: number, length: number): Float64Array {
  let state = seed;
  const next = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  return Float64Array.from({ length }, () => Array.from({ length: 12 }, next).reduce((a, b) => a + b) - 6);
}

/** Each value `memory` times the one before it plus noise; memory 1 is a random walk. */
export function remembering(memory: number, seed: number, length: number): Float64Array {
  let value = 0;
  return noise(seed, length).map((shock) => {
    value = memory * value + shock;
    return value;
  });
}
