import type { Lang } from "@gatecast/forecast";
import type { Words } from "./catalogue.ts";
import { en } from "./en.ts";
import { zh } from "./zh.ts";

/** The catalogue of a language. */
export function wordsFor(lang: Lang): Words {
  return lang === "zh" ? zh : en;
}
