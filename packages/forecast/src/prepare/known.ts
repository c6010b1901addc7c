import { Problem } from "../contracts/index.ts";
import type { PastRows } from "../contracts/past.ts";
import { quantile } from "../statistics/index.ts";

/** Calls `visit` with every known value of a past, in their order. Returns how many there are. */
export function eachKnown(past: PastRows, visit: (value: number) => void): number {
  let known = 0;
  for (const piece of past.pieces()) {
    for (let i = 0; i < piece.length; i++) {
      const value = piece[i]!;
      if (Number.isNaN(value)) continue;
      known++;
      visit(value);
    }
  }
  return known;
}

/**
 * The smallest and the largest known value.
 * @throws Problem `past_unknown` (data) where no value is known.
 */
export function knownRange(past: PastRows): { readonly low: number; readonly high: number } {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  const known = eachKnown(past, (value) => {
    low = Math.min(low, value);
    high = Math.max(high, value);
  });
  if (known === 0) throw unknown(past);
  return { low, high };
}

/**
 * The mean of `term` over the known values, summed as `statistics/mean` does it.
 * @throws Problem `past_unknown` (data) where no value is known.
 */
export function meanOfKnown(past: PastRows, term: (value: number) => number): number {
  let first = Number.NaN;
  let sum = 0;
  const known = eachKnown(past, (value) => {
    const summand = term(value);
    if (Number.isNaN(first)) first = summand;
    sum += summand - first;
  });
  if (known === 0) throw unknown(past);
  return first + sum / known;
}

/** As many values as are copied and, where some of them are looked for, sorted without a thought. */
const COPIED = 131_072;
const FEW = 65_536;
const BINS = 4096;

/**
 * Quantiles of the known values, exact and without a copy of them: counted in bins, and the bin that holds the one looked for in
 * bins again, until it is small enough to be sorted.
 * @throws Problem `past_unknown` (data) where no value is known.
 */
export function knownQuantiles(past: PastRows, quantiles: readonly number[]): number[] {
  const known = eachKnown(past, () => {});
  if (known === 0) throw unknown(past);
  if (known <= COPIED) {
    const values = allKnown(past);
    return quantiles.map((q) => quantileOf(values, q));
  }
  return quantiles.map((q) => {
    const at = (known - 1) * q;
    const below = nthKnown(past, Math.floor(at));
    return quantile(Float64Array.of(below, nextKnown(past, below, Math.ceil(at))), at - Math.floor(at));
  });
}

/** A quantile of values, which are put in another order. */
function quantileOf(values: Float64Array, q: number): number {
  const at = (values.length - 1) * q;
  const rank = Math.floor(at);
  find(values, rank);
  const below = values[rank]!;
  let above = Number.POSITIVE_INFINITY;
  for (let i = rank + 1; i < values.length; i++) above = Math.min(above, values[i]!);
  // Zeros of either sign are one number here; sorted, they are two.
  if (below === 0 || above === 0) return quantile(values.sort(), q);
  return quantile(Float64Array.of(below, at === rank ? below : above), at - rank);
}

/** Puts the value of place `rank` there, smaller ones before it and larger ones behind (Hoare 1961, "Find"). */
function find(values: Float64Array, rank: number): void {
  let [low, high] = [0, values.length - 1];
  while (low < high) {
    const pivot = values[rank]!;
    let [i, j] = [low, high];
    while (i <= j) {
      while (values[i]! < pivot) i++;
      while (values[j]! > pivot) j--;
      if (i > j) break;
      const kept = values[i]!;
      values[i++] = values[j]!;
      values[j--] = kept;
    }
    if (j < rank) low = i;
    if (rank < i) high = j;
  }
}

/** The value that stands at place `rank`, from 0, once all are sorted. */
function nthKnown(past: PastRows, rank: number): number {
  let [low, high] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  let left = rank;
  for (;;) {
    let [least, most, count] = [high, low, 0];
    eachKnown(past, (value) => {
      if (value < low || value > high) return;
      count++;
      least = Math.min(least, value);
      most = Math.max(most, value);
    });
    if (least === most) return least;
    const from = placeOf(least);
    const width = (placeOf(most) - from) / BINS;
    if (count <= FEW || width === 0) return sorted(past, least, most, count)[left]!;
    const binOf = (value: number): number => Math.min(BINS - 1, Math.floor((placeOf(value) - from) / width));
    const counts = new Int32Array(BINS);
    const [firsts, lasts] = [new Float64Array(BINS).fill(most), new Float64Array(BINS).fill(least)];
    eachKnown(past, (value) => {
      if (value < least || value > most) return;
      const bin = binOf(value);
      counts[bin]!++;
      firsts[bin] = Math.min(firsts[bin]!, value);
      lasts[bin] = Math.max(lasts[bin]!, value);
    });
    let bin = 0;
    for (; left >= counts[bin]!; bin++) left -= counts[bin]!;
    [low, high] = [firsts[bin]!, lasts[bin]!];
  }
}

/** The value at place `rank` once all are sorted, where `below` stands there or one place before. */
function nextKnown(past: PastRows, below: number, rank: number): number {
  let upTo = 0;
  let next = Number.POSITIVE_INFINITY;
  eachKnown(past, (value) => {
    if (value <= below) upTo++;
    else next = Math.min(next, value);
  });
  return upTo > rank ? below : next;
}

const BITS = new DataView(new ArrayBuffer(8));

/** Roughly how many numbers lie between 0 and a value: bins of these have room for values of any size. */
function placeOf(value: number): number {
  BITS.setFloat64(0, value);
  const size = (BITS.getUint32(0) & 0x7fffffff) * 4294967296 + BITS.getUint32(4);
  return value < 0 ? -size : size;
}

function sorted(past: PastRows, low: number, high: number, count: number): Float64Array {
  const values = new Float64Array(count);
  let at = 0;
  eachKnown(past, (value) => {
    if (value >= low && value <= high) values[at++] = value;
  });
  return values.sort();
}

/** All known values in their order, as one array: for steps that go over them again and again. */
export function allKnown(past: PastRows): Float64Array {
  const values = new Float64Array(past.rows);
  let at = 0;
  if (
    eachKnown(past, (value) => {
      values[at++] = value;
    }) === 0
  ) {
    throw unknown(past);
  }
  return values.subarray(0, at);
}

function unknown({ rows }: PastRows): Problem {
  return new Problem("data", "past_unknown", "The training part has no known value.", {
    found: `${rows} missing values`,
    needed: "at least one known value in the training part",
    hint: "Leave the column out, or give the training part more rows.",
  });
}
