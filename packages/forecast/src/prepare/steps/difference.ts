import { z } from "zod";
import { Problem } from "../../contracts/index.ts";
import { defineStep } from "./step.ts";

const shape = { kind: z.literal("difference"), lag: z.int().min(1) };

/**
 * value − the value `lag` rows before: lag 1 takes a trend out, lag m a season. The first `lag` rows are NaN, and so is
 * every row whose partner is missing. Undoing adds the value `lag` steps before: from the history up to the origin,
 * beyond that from the forecast already undone.
 */
export const difference = defineStep({
  spec: z.strictObject(shape),
  fitted: z.strictObject(shape),
  fit({ lag }, past) {
    if (lag < past.rows) return { kind: "difference" as const, lag };
    throw new Problem("usage", "lag_too_long", `A difference of lag ${lag} leaves nothing of the training part.`, {
      found: `lag ${lag}, ${past.rows} training rows`,
      needed: `a lag below ${past.rows}`,
      hint: "Choose a shorter lag, or give the training part more rows.",
    });
  },
  run({ lag }) {
    // The last `lag` values, row t at place t mod lag.
    const memory = new Float64Array(lag).fill(Number.NaN);
    const next = (value: number, row: number): number => {
      const before = memory[row % lag]!;
      memory[row % lag] = value;
      return value - before;
    };
    return { memory, next };
  },
  undo({ lag }, forecasts, { values, origins }) {
    const h = forecasts.length / origins.length;
    for (let from = 0, w = 0; w < origins.length; w++, from += h) {
      const first = origins[w]! + 1 - lag;
      for (let k = 0; k < h; k++) {
        const before = k < lag ? values[first + k] : forecasts[from + k - lag];
        forecasts[from + k]! += before ?? Number.NaN;
      }
    }
    return forecasts;
  },
  gradients: ({ lag }) => ({
    apply(gradient) {
      const counts = gradient.slice();
      for (let row = lag; row < gradient.length; row++) counts[row - lag]! -= gradient[row]!;
      return counts;
    },
    undo(gradient, _forecast, origin, history) {
      const counts = gradient.slice();
      // The last rows ahead are made of earlier ones.
      for (let k = counts.length - 1; k >= 0; k--) {
        if (k >= lag) counts[k - lag]! += counts[k]!;
        else history[origin + 1 + k - lag]! += counts[k]!;
      }
      return counts;
    },
  }),
});
