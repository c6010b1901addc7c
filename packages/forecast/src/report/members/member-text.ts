import { wrap } from "../display-width.ts";
import { formatCount } from "../format-number.ts";
import type { Lang } from "../words/catalogue.ts";
import { fill } from "../words/fill.ts";
import { wordsFor } from "../words/words-for.ts";
import type { MemberCard, MemberSize } from "./member-card.ts";

/**
 * A member of the family for a terminal: what it is, what it changes, when to use it, its equations, where they come from, and
 * its size. Lines end in no newline at the last.
 * @param options.width cells of the terminal, 100 unless told
 */
export function renderMemberText(card: MemberCard, options: { readonly lang: Lang; readonly width?: number }): string {
  const { lang, width = 100 } = options;
  const { members: say, named } = wordsFor(lang);
  const line = (name: string, text: string) => fill(named, { name, text });
  const size = ({ formula, count }: MemberSize) =>
    fill(say.size, { count: formatCount(count), ...card.size }) +
    (formula === null ? "" : fill(say.formula, { formula }));
  return [
    ...wrap(card.summary === null ? card.name : line(card.name, card.summary), width),
    ...[card.changes, card.use].flatMap((text) => (text === null ? [] : ["", ...wrap(text, width)])),
    "",
    ...card.formula.map((equation) => `  ${equation}`),
    "",
    ...(card.signs.length === 0 ? [] : [...wrap(card.signs.join(lang === "zh" ? "" : " "), width), ""]),
    ...wrap(line(say.source, card.source), width),
    line(say.weights, size(card.weights)),
    ...(card.multiplications === null ? [] : [line(say.multiplications, size(card.multiplications))]),
    ...(card.functions === null ? [] : [line(say.functions, size(card.functions))]),
  ].join("\n");
}
