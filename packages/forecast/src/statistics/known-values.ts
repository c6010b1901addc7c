import { Problem } from "../contracts/index.ts";
import type { Past } from "../contracts/past.ts";

/**
 * The values of a past that are known, in their order; at least one.
 * @throws Problem `past_unknown` (data) where none is.
 */
export function knownValues(past: Past): Float64Array {
  const known = past.values.filter((value) => !Number.isNaN(value));
  if (known.length > 0) return known;
  throw new Problem("data", "past_unknown", "The training part has no known value.", {
    found: `${past.values.length} missing values`,
    needed: "at least one known value in the training part",
    hint: "Leave the column out, or give the training part more rows.",
  });
}
