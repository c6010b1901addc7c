import { type MemberCard, memberCard, memberSigns } from "@gatecast/forecast";
import { type Member, memberTex } from "@gatecast/nn";
import { table } from "../../../bench/table.js";
import { type StudyRow, stepTime, studyRows } from "./measured.ts";
import { CELL_PAGE_WORDS, type CellPageWords } from "./words.ts";

type Lang = "en" | "zh";

/** Where the pages of a language stand in which things were measured. */
export interface MeasuredPages {
  readonly family: string;
  readonly performance: string;
}

/** The page of a member: what it changes, its equations, a drawing, when to use it, what it costs, what the study found. */
export async function memberPage(member: Member, lang: Lang, pages: MeasuredPages): Promise<string> {
  const words = CELL_PAGE_WORDS[lang];
  const card = await memberCard(member, { lang });
  const { changes, use } = card;
  if (changes === null || use === null)
    throw new Error(`describe "${card.name}" in members-${lang}.ts of the report's words`);
  const tex = await memberTex(member);
  const blocks = [
    `# ${card.name}`,
    `[${words.otherLanguage}](${card.name}${words.otherEnding}) · [${words.all}](README${words.ending})`,
    changes,
    `## ${words.equations}`,
    `\`\`\`math\n${tex}\n\`\`\``,
    ...memberSigns(card, { lang }),
    `${words.source}${lang === "zh" ? "：" : ": "}${card.source}${lang === "zh" ? "。" : "."}`,
    `## ${words.drawing}`,
    `![${words.drawingOf(card.name)}](${card.name}.svg)`,
    `## ${words.use}`,
    use,
    `## ${words.size}`,
    sizeTable(card, words),
    ...timeOf(card.name, pages, words),
    ...foundOf(card.name, pages, words),
  ];
  return `${blocks.join("\n\n")}\n`;
}

/** What a training step takes, beside the LSTM's. */
function timeOf(name: string, { performance }: MeasuredPages, words: CellPageWords): string[] {
  const [own, lstm] = [stepTime(performance, name), stepTime(performance, "lstm")];
  return own === null || lstm === null ? [] : [words.time(own, name === "lstm" ? null : lstm)];
}

/** Its rows of the study, beside the LSTM's on the same tasks. */
function foundOf(name: string, { family }: MeasuredPages, words: CellPageWords): string[] {
  const rows = studyRows(family, name);
  if (rows.length === 0) return [];
  const reference = new Map(studyRows(family, "lstm").map((row) => [row.task, row]));
  const beside = ({ task }: StudyRow) => {
    const row = reference.get(task);
    return row === undefined ? "–" : `${row.solved}, ${row.error}`;
  };
  const isLstm = name === "lstm";
  return [
    `## ${words.found}`,
    table(
      [words.task, words.solved, words.error, ...(isLstm ? [] : [words.beside])],
      rows.map((row) => [row.task, row.solved, row.error, ...(isLstm ? [] : [beside(row)])]),
    ),
    words.howFound,
  ];
}

function sizeTable(card: MemberCard, words: CellPageWords): string {
  const rows = [
    [words.weights, card.weights],
    [words.multiplications, card.multiplications],
    [words.functions, card.functions],
  ] as const;
  return table(
    [words.windows, words.inGeneral, words.inNumbers(card.size.features, card.size.units)],
    rows.flatMap(([name, size]) => (size === null ? [] : [[name, size.formula ?? "–", thousands(size.count)]])),
  );
}

const thousands = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ",");

/** The list of all members for the index. */
export async function memberTable(members: readonly Member[], lang: Lang): Promise<string> {
  const words = CELL_PAGE_WORDS[lang];
  const cards = await Promise.all(members.map((member) => memberCard(member, { lang })));
  const { features, units } = cards[0]!.size;
  return table(
    [words.name, words.line, words.weightsFor(words.inNumbers(features, units))],
    cards.map(({ name, summary, weights }) => [
      `[${name}](${name}${words.ending})`,
      summary ?? "",
      thousands(weights.count),
    ]),
  );
}
