export { knownValues } from "./known-values.ts";
export { mean } from "./mean.ts";
export { quantile } from "./quantile.ts";
