import { squaredError, uniform, whole } from "./draws.js";

/** Parts of the window, each with a driver of its own. */
const PARTS = 3;

/**
 * Drivers that take turns, for input attention (Qin et al. 2017): of so many columns of noise one counts in each third of the
 * window; which ones is said by a 1 at the first three steps. The sum of what counts is asked for, with a variance of 1. The first
 * column, the target's own past, says nothing.
 */
export const drivers = (count, updates) => ({
  name: `drivers-${count}`,
  ...{ steps: 18 + PARTS, features: count + 1, outputs: 1, output: "last", units: 16, batch: 32, updates },
  measure: "nmse",
  limit: 0.1,
  window(random, T) {
    const F = count + 1;
    const x = new Float32Array(F * T);
    const chosen = Array.from({ length: PARTS }, () => whole(random, 0, count));
    chosen.forEach((driver, part) => {
      x[F * part + 1 + driver] = 1;
    });
    for (let i = F * PARTS; i < x.length; i++) x[i] = uniform(random, -1, 1);
    const relevant = Array.from({ length: T - PARTS }, (_, t) => chosen[Math.floor((PARTS * t) / (T - PARTS))]);
    const sum = relevant.reduce((total, driver, t) => total + x[F * (PARTS + t) + 1 + driver], 0);
    return { x, target: Float32Array.of(sum / Math.sqrt((T - PARTS) / 3)), relevant };
  },
  miss: squaredError,
});
