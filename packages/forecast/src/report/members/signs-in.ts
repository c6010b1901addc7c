import type { Lang } from "../words/catalogue.ts";
import type { SignWords } from "../words/sign-words.ts";
import { signsEn } from "../words/signs-en.ts";
import { signsZh } from "../words/signs-zh.ts";

/** How signs are found in lines of a formula. */
const FOUND: Readonly<Record<Exclude<keyof SignWords, "given">, RegExp>> = {
  past: /[^ₜₖ]₋\d|[^ₜₖ]₋[₀-₉]/u,
  chains: /ₜ₋₄/u,
  mask: /maskₜ/u,
  pruned: /⊙ M_/,
  cell: /\b(?:lstm|gru|slstm)(?:←|_[\w.]+)*\(/,
  backward: /←/,
  norm: /(?<!group)norm\(/i,
  groupNorm: /groupNorm\(/,
  convolution: / ∗ /,
  heads: /√d/,
  complex: /\bi·W/,
  identity: /\(I [−+]/,
  similarity: /cos\(/,
  nodes: /nodes\(/,
  loops: /Â/,
  chebyshev: /\(L̃\)/,
  segment: /segment m/,
  segments: /segments of/,
  patches: /patches of/,
  means: /means of/,
  held: /held\(/,
  column: /column 1\b/,
  any: /[\p{L}ₜₖ]ⱼ|[,[]j\]/u,
  last: /_[TK]\b/,
  output: /^output = /,
};

/** What a reader is told of the signs in a formula, a sentence each; `given`: some recurrent weights are not learnt. */
export function signsIn(
  formula: readonly string[],
  options: { readonly lang: Lang; readonly given: boolean },
): string[] {
  const words = options.lang === "zh" ? signsZh : signsEn;
  const known = Object.keys(FOUND) as (keyof typeof FOUND)[];
  const found = known.filter((sign) => formula.some((line) => FOUND[sign].test(line))).map((sign) => words[sign]);
  return options.given ? [words.given, ...found] : found;
}
