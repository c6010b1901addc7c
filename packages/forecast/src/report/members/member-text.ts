import { wrap } from "../display-width.ts";
import { formatCount } from "../format-number.ts";
import type { Lang } from "../words/catalogue.ts";
import { fill } from "../words/fill.ts";
import { wordsFor } from "../words/words-for.ts";
import type { MemberCard, MemberSize } from "./member-card.ts";
import { wrapEquation } from "./wrap-equation.ts";
import type { WrapperCard } from "./wrapper-card.ts";

/** Signs that most equations are written with; each is explained where it occurs. Rarer ones are the card's. */
const SIGNS = {
  row: /xₜ/u,
  input: /inputₜ/u,
  memory: /memoryₜ/u,
  context: /contextₜ/u,
  before: /ₜ₋₁/u,
  learnt: /·[WU]/u,
  sum: /\u0303/u,
  sigmoid: /σ\(/u,
  unitwise: /⊙/u,
  mean: /mean\(/u,
  either: /\[[^\]]* > /u,
  stop: /stop\(/u,
  part: /ρ/u,
} as const;
export type Sign = keyof typeof SIGNS;

/** What stands below a member's equations, so that whoever reads them knows every sign: a paragraph on common ones, one on rarer ones. */
export function memberSigns(card: MemberCard, { lang }: { readonly lang: Lang }): string[] {
  const { members: say, named } = wordsFor(lang);
  const all = card.formula.join("\n").normalize("NFD");
  const names = (template: string, own: readonly string[]) =>
    own.length === 0 ? [] : [fill(template, { names: own.join(lang === "zh" ? "、" : ", ") })];
  const signs = [
    ...(Object.keys(SIGNS) as Sign[]).filter((sign) => SIGNS[sign].test(all)).map((sign) => say.signs[sign]),
    ...names(say.vectors, card.vectors),
    ...names(say.fixed, card.fixed),
  ];
  const common = fill(named, { name: say.where, text: signs.join(say.betweenSigns) }) + say.endOfSigns;
  return [
    ...(signs.length === 0 ? [] : [common]),
    ...(card.signs.length === 0 ? [] : [card.signs.join(lang === "zh" ? "" : " ")]),
  ];
}

/**
 * A member of the family, or what can be put around one, for a terminal: what it is, what it changes, when to use it, its equations and their signs, where they
 * come from, and its size. Lines end in no newline at the last.
 * @param options.width cells of the terminal, 100 unless told
 */
export function renderMemberText(
  card: MemberCard | WrapperCard,
  options: { readonly lang: Lang; readonly width?: number },
): string {
  const { lang, width = 100 } = options;
  const { members: say, named } = wordsFor(lang);
  const line = (name: string, text: string) => fill(named, { name, text });
  const size = ({ formula, count }: MemberSize) =>
    fill(say.size, { count: formatCount(count), ...card.size }) +
    (formula === null || formula === String(count) ? "" : fill(say.formula, { formula }));
  const signs = memberSigns(card, { lang });
  return [
    ...wrap(card.summary === null ? card.name : line(card.name, card.summary), width),
    ...(card.changes === null ? [] : ["", ...wrap(card.changes, width)]),
    ...(card.use === null ? [] : ["", ...wrap(line(say.use, card.use), width)]),
    ...("option" in card ? ["", ...wrap(line(say.option, card.option), width)] : []),
    ...("compared" in card ? wrap(line(say.compared, card.compared), width) : []),
    "",
    ...card.formula.flatMap((equation) => wrapEquation(equation, width, "  ")),
    "",
    ...signs.flatMap((text) => wrap(text, width)),
    ...(signs.length === 0 ? [] : [""]),
    ...wrap(line(say.source, card.source), width),
    ...("option" in card ? wrap(line(say.shown, card.layers), width) : []),
    ...wrap(line(say.weights, size(card.weights)), width),
    ...(card.multiplications === null ? [] : wrap(line(say.multiplications, size(card.multiplications)), width)),
    ...(card.functions === null ? [] : wrap(line(say.functions, size(card.functions)), width)),
  ].join("\n");
}
