import type { Catalogue, Lang } from "./catalogue.ts";
import { en } from "./en.ts";
import { zh } from "./zh.ts";

/** The catalogue of a language. */
export function wordsFor(lang: Lang): Catalogue {
  return lang === "zh" ? zh : en;
}
