export { type HoltWeights, holtSmoothing } from "./holt.ts";
export { type HoltWintersWeights, holtWintersSmoothing } from "./holt-winters.ts";
export { type SimpleWeights, simpleSmoothing } from "./simple.ts";
export type { Smoothed } from "./smoothed.ts";
