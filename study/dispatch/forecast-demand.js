// Passengers of the next slots, from those so far: for every slot and distance a small ridge regression on days gone by.
import { elementary, generator, seed } from "@gatecast/engine";
import { SLOTS } from "./world.js";

/** Of weights, against the mean square of what they are multiplied with. */
const STRENGTH = 1e-3;

/** How much busier than usual a slot is, as a logarithm: a busy day is busier everywhere by one number. */
const busier = (passengers, usual) => elementary.log1p(passengers) - elementary.log1p(usual);

/** What is known at a slot: how busy the last three were, and the mean so far. */
function knownAt(past, usual, slot) {
  const own = Array.from(past.subarray(0, slot), (passengers, i) => busier(passengers, usual[i]));
  const mean = own.reduce((sum, value) => sum + value, 0) / Math.max(1, slot);
  return [1, own[slot - 1] ?? 0, own[slot - 2] ?? 0, own[slot - 3] ?? 0, mean];
}

/** w with (XᵀX + λ) w = Xᵀy, by elimination: few unknowns, all of one size. */
function ridge(rows, targets) {
  const n = rows[0].length;
  const system = Array.from({ length: n }, (_, i) => [
    ...Array.from({ length: n }, (_, j) => rows.reduce((sum, row) => sum + row[i] * row[j], 0)),
    rows.reduce((sum, row, r) => sum + row[i] * targets[r], 0),
  ]);
  for (let i = 1; i < n; i++) system[i][i] += STRENGTH * (system[i][i] + rows.length);
  for (let k = 0; k < n; k++) {
    for (let i = k + 1; i < n; i++) {
      const factor = system[i][k] / system[k][k];
      for (let j = k; j <= n; j++) system[i][j] -= factor * system[k][j];
    }
  }
  const weights = Array(n).fill(0);
  for (let k = n - 1; k >= 0; k--) {
    const rest = system[k][n] - weights.reduce((sum, weight, j) => (j > k ? sum + weight * system[k][j] : sum), 0);
    weights[k] = rest / system[k][k];
  }
  return weights;
}

/**
 * Learns from days. `forecast(day, ahead)` is then what up to `ahead` slots from now on will bring, whole passengers each;
 * `futures(day, ahead)` are as many ways that these may go as there are `samples`: the forecast, wrong as it was on that many days.
 */
export function fitForecaster(days, most, samples = 0) {
  const known = (slot) => days.map(({ arrivals, usual }) => knownAt(arrivals, usual, slot));
  const targets = (slot) => days.map(({ arrivals, usual }) => busier(arrivals[slot], usual[slot]));
  const random = generator(seed(samples));
  const sampled = Array.from({ length: samples }, () => Math.floor(random() * days.length));
  const told = (weights, row) => weights.reduce((sum, weight, i) => sum + weight * row[i], 0);
  const models = Array.from({ length: SLOTS }, (_, slot) => {
    const rows = known(slot);
    return Array.from({ length: Math.min(most, SLOTS - slot) }, (_, h) => {
      const actual = targets(slot + h);
      const weights = ridge(rows, actual);
      const errors = sampled.map((day) => actual[day] - told(weights, rows[day]));
      return { weights, errors };
    });
  });
  const passengers = (value, usual) => Math.max(0, Math.round(elementary.expm1(value + elementary.log1p(usual))));
  const coming = ({ past, usual, slot }, ahead, k) => {
    const row = knownAt(past, usual, slot);
    return models[slot]
      .slice(0, ahead)
      .map(({ weights, errors }, h) => passengers(told(weights, row) + (errors[k] ?? 0), usual[slot + h]));
  };
  return {
    forecast: (day, ahead) => coming(day, ahead),
    futures: (day, ahead) => Array.from({ length: samples }, (_, k) => coming(day, ahead, k)),
  };
}
