/**
 * A seed that can be split. Children are named, so that adding one disturbs no other; nothing in Gatecast draws a
 * number without being handed a seed. 64 bits, as two unsigned words.
 */
export interface Seed {
  readonly low: number;
  readonly high: number;
}

export function seed(n: number): Seed {
  const low = mix(n >>> 0);
  return { low, high: mix((low ^ Math.floor(n / 4294967296)) + 0x9e3779b9) };
}

/** The child of that name or number: always the same one. */
export function split(parent: Seed, name: string | number): Seed {
  let { low, high } = parent;
  for (const letter of String(name)) {
    low = mix(low ^ letter.codePointAt(0)!);
    high = mix(high + low);
  }
  // A last word closes the name, so that the child "ab" is not the child "b" of the child "a".
  low = mix(low ^ 0x68bc21eb);
  return { low, high: mix(high ^ low) };
}

/** Numbers drawn from a seed, uniform in [0, 1) with 32 random bits; `sfc32` of C. Doty-Humphrey's PractRand. */
export function generator(from: Seed): () => number {
  let a = from.low;
  let b = from.high;
  let c = mix(from.low ^ from.high);
  let counter = 1;
  const next = (): number => {
    const t = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return (t >>> 0) / 4294967296;
  };
  for (let i = 0; i < 12; i++) next();
  return next;
}

/** The numbers 0 … n − 1 in a random order (Fisher and Yates). */
export function shuffled(n: number, from: Seed): Int32Array {
  const order = new Int32Array(n);
  for (let i = 1; i < n; i++) order[i] = i;
  const random = generator(from);
  for (let i = n - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    const kept = order[i]!;
    order[i] = order[j]!;
    order[j] = kept;
  }
  return order;
}

/** A 32-bit finaliser of xor-shifts and multiplications (C. Wellons, "Prospecting for Hash Functions"). */
function mix(x: number): number {
  x = Math.imul(x ^ (x >>> 16), 0x21f0aaad);
  x = Math.imul(x ^ (x >>> 15), 0x735a2d97);
  return (x ^ (x >>> 15)) >>> 0;
}
