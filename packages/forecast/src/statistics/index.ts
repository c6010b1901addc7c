export { type HampelWindow, hampelBounds } from "./hampel-bounds.ts";
export { type Bounds, iqrBounds } from "./iqr-bounds.ts";
export { knownValues } from "./known-values.ts";
export { mean } from "./mean.ts";
export { median } from "./median.ts";
export { type MedianDeviation, medianDeviation } from "./median-deviation.ts";
export { mode } from "./mode.ts";
export { quantile } from "./quantile.ts";
export { standardDeviation } from "./standard-deviation.ts";
