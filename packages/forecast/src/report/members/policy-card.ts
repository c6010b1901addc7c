import { wrap } from "../display-width.ts";
import type { Lang } from "../words/catalogue.ts";
import { fill } from "../words/fill.ts";
import { policyWords } from "../words/policy-words.ts";
import { wordsFor } from "../words/words-for.ts";

/** What is known of the policy that decides with a recurrent layer, in one language. */
export interface PolicyCard {
  readonly name: "policy";
  readonly summary: string;
  readonly changes: string;
  readonly use: string;
  readonly source: string;
  /** The page that has its equations, and what it was held against. */
  readonly page: string;
}

/** Describes the policy, which stands beside the family: it decides and forecasts nothing. */
export function policyCard({ lang }: { readonly lang: Lang }): PolicyCard {
  const { line, ...words } = policyWords[lang];
  return { name: "policy", summary: line, ...words };
}

/**
 * The same for a terminal. Lines end in no newline at the last.
 * @param options.width cells of the terminal, 100 unless told
 */
export function renderPolicyText(card: PolicyCard, options: { readonly lang: Lang; readonly width?: number }): string {
  const { lang, width = 100 } = options;
  const { members: say, named } = wordsFor(lang);
  const line = (name: string, text: string) => wrap(fill(named, { name, text }), width);
  return [
    ...line(card.name, card.summary),
    "",
    ...wrap(card.changes, width),
    "",
    ...line(say.use, card.use),
    "",
    ...line(say.source, card.source),
    ...line(say.page, card.page),
  ].join("\n");
}
