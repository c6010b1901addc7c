import { medianDeviation } from "./median-deviation.ts";

/** Rows that a row is judged by, besides itself, and how many deviations from their median are still usual. */
export interface HampelWindow {
  readonly before: number;
  readonly after: number;
  readonly limit: number;
}

/** Is told the range outside which a row's value counts as an outlier. */
export type BoundsOfRow = (row: number, low: number, high: number) => void;

/** Makes the median absolute deviation of a normal distribution its standard deviation: 1 / Φ⁻¹(3/4). */
const NORMAL = 1.4826;

/**
 * Hampel's identifier in a moving window: median ± limit · 1.4826 · median absolute deviation of the known values around
 * each row (Pearson, Outliers in process modeling and identification, 2002), told row by row. Rows whose window is known to less
 * than half, or whose values are mostly one and the same, are not judged: nothing is told of them.
 */
export function hampelBounds(values: Float64Array, { before, after, limit }: HampelWindow, tell: BoundsOfRow): void {
  const room = new Float64Array(before + after + 2);
  let known = 0; // the first of the room: the known values of the window, ascending
  const add = (value: number | undefined): void => {
    if (value === undefined || Number.isNaN(value)) return;
    const place = placeOf(room, known, value);
    room.copyWithin(place + 1, place, known++);
    room[place] = value;
  };
  const remove = (value: number | undefined): void => {
    if (value === undefined || Number.isNaN(value)) return;
    const place = placeOf(room, known, value);
    room.copyWithin(place, place + 1, known--);
  };
  const needed = (before + after + 1) / 2;
  for (let row = 0; row < after; row++) add(values[row]);
  for (let row = 0; row < values.length; row++) {
    add(values[row + after]);
    remove(values[row - before - 1]);
    const { median, deviation } = medianDeviation(room, known);
    if (known < needed || !(deviation > 0)) continue;
    const reach = limit * NORMAL * deviation;
    tell(row, median - reach, median + reach);
  }
}

/** The first place of ascending values, of which there are `known`, whose value is not below `value`. */
function placeOf(ascending: Float64Array, known: number, value: number): number {
  let [from, to] = [0, known];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (ascending[middle]! < value) from = middle + 1;
    else to = middle;
  }
  return from;
}
