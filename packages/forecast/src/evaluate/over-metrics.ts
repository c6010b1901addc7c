import type { Metrics } from "../contracts/index.ts";

/** One number of each metric out of those of several scores, such as the mean over seeds. */
export function overMetrics(all: readonly Metrics[], of: (values: readonly number[]) => number): Metrics {
  const over = (metric: keyof Metrics): number => of(all.map((one) => one[metric]));
  return {
    ...{ rmse: over("rmse"), mae: over("mae"), bias: over("bias"), mape: over("mape") },
    ...{ smape: over("smape"), mase: over("mase"), r2: over("r2"), mda: over("mda") },
  };
}
