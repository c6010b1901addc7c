import { elementary } from "@gatecast/engine";
import type { PhaseSums } from "./phase.ts";

/** Readings that speak for the plain mean: waves that no reading tells of keep still, and all others hardly notice. */
const PRIOR = 0.01;

/**
 * The mean of each phase as `harmonics` waves around the mean of all, the first once round a season, the next twice …, by least
 * squares over the known values; 0 where nothing was read. A few years tell little of single
 * days and much of a few waves (Narapusetty, DelSole & Tippett 2009, "Optimal estimation of the climatological mean").
 * @returns `[phases]`
 */
export function harmonicMeans({ sums, counts }: PhaseSums, harmonics: number): number[] {
  const count = sums.length;
  const size = 1 + 2 * harmonics;
  const waves = Array.from({ length: count }, (_, phase) => wavesAt((2 * Math.PI * phase) / count, harmonics));
  // The normal equations, the right side as their last column.
  const equations = Array.from({ length: size }, (_, i) => {
    const row = new Float64Array(size + 1);
    for (const [phase, wave] of waves.entries()) {
      for (let j = 0; j < size; j++) row[j]! += counts[phase]! * wave[i]! * wave[j]!;
      row[size]! += sums[phase]! * wave[i]!;
    }
    if (i > 0) row[i]! += PRIOR;
    return row;
  });
  if (equations[0]![0] === 0) return new Array<number>(count).fill(0);
  const weights = solve(equations);
  return waves.map((wave) => wave.reduce((sum, value, i) => sum + value * weights[i]!, 0));
}

/** 1, then cosine and sine of the angle, of twice the angle … */
function wavesAt(angle: number, harmonics: number): number[] {
  const wave = [1];
  for (let k = 1; k <= harmonics; k++) wave.push(elementary.cos(k * angle), elementary.sin(k * angle));
  return wave;
}

/** Gauss–Jordan elimination, which needs no pivots where the matrix is positive definite. Overwrites the equations. */
function solve(equations: readonly Float64Array[]): number[] {
  const size = equations.length;
  for (const [i, pivot] of equations.entries()) {
    for (const [r, row] of equations.entries()) {
      if (r === i) continue;
      const factor = row[i]! / pivot[i]!;
      for (let j = i; j <= size; j++) row[j]! -= factor * pivot[j]!;
    }
  }
  return equations.map((row, i) => row[size]! / row[i]!);
}
