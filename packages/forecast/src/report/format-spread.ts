import type { Spread } from "../statistics/index.ts";
import { formatNumber } from "./format-number.ts";

/** `3.412 ± 0.08`; without the spread where all scores are written alike, as those of rules are. */
export function formatSpread({ mean, deviation }: Spread): string {
  const written = formatNumber(mean);
  if (!(deviation > 0) || formatNumber(mean + deviation) === written) return written;
  return `${written} ± ${deviation.toPrecision(2)}`;
}
