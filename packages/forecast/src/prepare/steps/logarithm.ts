import { elementary } from "@gatecast/engine";
import { z } from "zod";
import { eachKnown, knownRange } from "../known.ts";
import { defineStep, eachRow, eachSlope } from "./step.ts";

/**
 * ln(value + shift). The shift is 0 where the training part is positive, otherwise 1 − its smallest value.
 * A later value at or below −shift has no logarithm: it is taken for `floor`, the smallest shifted value of the training
 * part, so that one odd reading does not become NaN. Undoing gives back floor − shift for it, not the odd value.
 */
export const logarithm = defineStep({
  spec: z.strictObject({ kind: z.literal("log") }),
  fitted: z.strictObject({ kind: z.literal("log"), shift: z.number().nonnegative(), floor: z.number().positive() }),
  fit(_spec, past) {
    const { low: smallest } = knownRange(past);
    const shift = smallest > 0 ? 0 : 1 - smallest;
    // Beyond 2^53 a shift by one more is lost to rounding, and even the smallest value may land on 0.
    let floor = Number.POSITIVE_INFINITY;
    eachKnown(past, (value) => {
      if (value + shift > 0) floor = Math.min(floor, value + shift);
    });
    return { kind: "log" as const, shift, floor: Number.isFinite(floor) ? floor : 1 };
  },
  run: ({ shift, floor }) => eachRow((value) => elementary.log(value + shift <= 0 ? floor : value + shift)),
  undo({ shift }, forecasts) {
    for (let i = 0; i < forecasts.length; i++) forecasts[i] = elementary.exp(forecasts[i]!) - shift;
    return forecasts;
  },
  gradients: ({ shift }) => eachSlope((value) => (value + shift <= 0 ? 0 : 1 / (value + shift)), elementary.exp),
});
