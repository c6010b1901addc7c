import { z } from "zod";
import { knownQuantiles } from "../known.ts";
import { defineStep } from "./step.ts";

/**
 * A missing value takes the last known one; before the first known value, the median of the training part.
 * Never looks ahead. Undoing changes nothing: a forecast has no holes to restore.
 */
export const forwardFill = defineStep({
  spec: z.strictObject({ kind: z.literal("forward_fill") }),
  fitted: z.strictObject({ kind: z.literal("forward_fill"), median: z.number() }),
  fit: (_spec, past) => ({ kind: "forward_fill" as const, median: knownQuantiles(past, [0.5])[0]! }),
  run({ median }) {
    const memory = Float64Array.of(median);
    const next = (value: number): number => {
      if (!Number.isNaN(value)) memory[0] = value;
      return memory[0]!;
    };
    return { memory, next };
  },
  undo: (_fitted, forecasts) => forecasts,
  gradients: () => ({
    apply(gradient, values) {
      const counts = new Float64Array(gradient.length);
      let last = -1;
      for (let row = 0; row < values.length; row++) {
        if (!Number.isNaN(values[row]!)) last = row;
        // Before the first reading stands the median of the training part.
        if (last >= 0) counts[last]! += gradient[row]!;
      }
      return counts;
    },
    undo: (gradient) => gradient.slice(),
  }),
});
