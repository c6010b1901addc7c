import { MeanOverKnown, type Metric } from "./metric.ts";

/**
 * 200 · mean of |y − ŷ| / (|y| + |ŷ|) in percent, 0 to 200; a row with both 0 counts as 0. NaN without rows.
 * The definition of the M4 competition: Makridakis, Spiliotis, Assimakopoulos (2020).
 */
export function smape(): Metric {
  const shares = new MeanOverKnown((actual, forecast) => {
    const scale = Math.abs(actual) + Math.abs(forecast);
    return scale === 0 ? 0 : Math.abs(actual - forecast) / scale;
  });
  return {
    add: (actual, forecast) => shares.add(actual, forecast),
    get value() {
      return 200 * shares.value;
    },
  };
}
