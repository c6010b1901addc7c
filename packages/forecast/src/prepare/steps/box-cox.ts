import { elementary } from "@gatecast/engine";
import { z } from "zod";
import { mean } from "../../statistics/index.ts";
import { allKnown } from "../known.ts";
import { defineStep, eachRow, eachSlope } from "./step.ts";

/** Powers beyond these straighten nothing that these do not, and overflow. */
const LAMBDAS = { from: -2, to: 2 } as const;
/** Values up to so many times the largest of the training part are given back where λ < 0; see `undo`. */
const REACH = 10;

/**
 * The power transform (v^λ − 1) / λ of v = value + shift, for λ = 0 its limit ln v (Box and Cox, An analysis of
 * transformations, 1964). λ makes the training part look most like a normal distribution: it has the largest likelihood
 * within −2 … 2, as scipy.stats.boxcox finds it. Shift and floor are those of `log`: 0 where the training part is
 * positive, otherwise 1 − its smallest value; a later value at or below −shift is taken for the smallest of the
 * training part. NaN stays NaN.
 *
 * For λ < 0 the scale ends at −1/λ, and near its end a small step is a huge one in the value's own unit: undoing gives
 * back at most ten times the largest training value. For λ > 0 it begins at −1/λ: what lies below is given back as
 * −shift.
 */
export const boxCox = defineStep({
  spec: z.strictObject({ kind: z.literal("box_cox") }),
  fitted: z.strictObject({
    kind: z.literal("box_cox"),
    lambda: z.number().min(LAMBDAS.from).max(LAMBDAS.to),
    shift: z.number().nonnegative(),
    floor: z.number().positive(),
    ceiling: z.number().positive(),
  }),
  fit(_spec, past) {
    const known = allKnown(past);
    const smallest = known.reduce((least, value) => Math.min(least, value));
    const shift = smallest > 0 ? 0 : 1 - smallest;
    // Beyond 2^53 a shift by one more is lost to rounding: such values do not count.
    const positive = known.map((value) => value + shift).filter((value) => value > 0);
    const logs = (positive.length > 0 ? positive : Float64Array.of(1)).map(elementary.log);
    return {
      kind: "box_cox" as const,
      lambda: likeliestLambda(logs),
      shift,
      floor: positive.reduce((least, value) => Math.min(least, value), positive[0] ?? 1),
      ceiling: REACH * positive.reduce((most, value) => Math.max(most, value), positive[0] ?? 1),
    };
  },
  run: ({ lambda, shift, floor }) =>
    eachRow((value) => power(elementary.log(value + shift <= 0 ? floor : value + shift), lambda)),
  undo({ lambda, shift, ceiling }, forecasts) {
    const highest = lambda < 0 ? power(elementary.log(ceiling), lambda) : Number.POSITIVE_INFINITY;
    const own = (value: number): number => {
      const held = Math.min(value, highest);
      if (lambda === 0) return elementary.exp(held) - shift;
      if (lambda * held <= -1) return 0 - shift;
      return elementary.exp(elementary.log1p(lambda * held) / lambda) - shift;
    };
    for (let i = 0; i < forecasts.length; i++) forecasts[i] = own(forecasts[i]!);
    return forecasts;
  },
  gradients({ lambda, shift, ceiling }) {
    const highest = lambda < 0 ? power(elementary.log(ceiling), lambda) : Number.POSITIVE_INFINITY;
    return eachSlope(
      (value) => (value + shift <= 0 ? 0 : elementary.exp((lambda - 1) * elementary.log(value + shift))),
      (value) => {
        if (value > highest || lambda * value <= -1) return 0;
        if (lambda === 0) return elementary.exp(value);
        return elementary.exp((elementary.log1p(lambda * value) * (1 - lambda)) / lambda);
      },
    );
  },
});

/** (e^(λ · log) − 1) / λ, without the loss of digits near λ = 0. */
function power(log: number, lambda: number): number {
  return lambda === 0 ? log : elementary.expm1(lambda * log) / lambda;
}

/** Golden-section search for the power with the largest likelihood; the likelihood has one peak. */
function likeliestLambda(logs: Float64Array): number {
  const center = mean(logs);
  // Divided by their geometric mean, values have a likelihood that is their transform's variance and nothing else.
  const centred = logs.map((log) => log - center);
  if (centred.every((log) => log === 0)) return 1;
  const spread = (lambda: number): number => {
    const found = variance(centred.map((log) => power(log, lambda)));
    // Beyond all numbers; then the nearer to 0 the better.
    return Number.isFinite(found) ? elementary.log(found) : 1e6 * (1 + Math.abs(lambda));
  };
  const golden = (Math.sqrt(5) - 1) / 2;
  let { from, to } = LAMBDAS as { from: number; to: number };
  let [low, high] = [to - golden * (to - from), from + golden * (to - from)];
  let [atLow, atHigh] = [spread(low), spread(high)];
  while (to - from > 1e-8) {
    if (atLow < atHigh) {
      [to, high, atHigh] = [high, low, atLow];
      low = to - golden * (to - from);
      atLow = spread(low);
    } else {
      [from, low, atLow] = [low, high, atHigh];
      high = from + golden * (to - from);
      atHigh = spread(high);
    }
  }
  return (from + to) / 2;
}

function variance(values: Float64Array): number {
  const center = mean(values);
  return mean(values.map((value) => (value - center) * (value - center)));
}
