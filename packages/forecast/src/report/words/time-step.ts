import type { StepUnit } from "../../contracts/index.ts";
import type { Catalogue } from "./catalogue.ts";

const WRITTEN = /^(\d+(?:\.\d+)?) (second|minute|hour|day|week|month|quarter|year)s?$/;

/** A step of time such as `10 minutes` in the catalogue's language; any other text as it is. */
export function timeStep(text: string, words: Catalogue): string {
  const [, count, unit] = WRITTEN.exec(text) ?? [];
  return count === undefined ? text : words.step(count, words.units[unit as StepUnit]);
}
