import { type MemberCard, memberCard, memberSigns, wrapperCard } from "@gatecast/forecast";
import { type Member, memberTex, type Wrapper, wrapperTex } from "@gatecast/nn";
import { table } from "../../../bench/table.js";
import { deepRows, prunedTimes, type StudyRow, stepTime, studyRows, wrappedRows } from "./measured.ts";
import { CELL_PAGE_WORDS, type CellPageWords } from "./words.ts";

type Lang = "en" | "zh";

/** Where the pages of a language stand in which things were measured. */
export interface MeasuredPages {
  readonly family: string;
  readonly performance: string;
  readonly sparsity: string;
}

/** The page of a member: what it changes, its equations, a drawing, when to use it, what it costs, what the study found. */
export async function memberPage(member: Member, lang: Lang, pages: MeasuredPages): Promise<string> {
  const words = CELL_PAGE_WORDS[lang];
  const card = await memberCard(member, { lang });
  const blocks = [
    ...head(card, lang),
    ...equationsOf(card, await memberTex(member), lang),
    `## ${words.drawing}`,
    `![${words.drawingOf(card.name)}](${card.name}.svg)`,
    ...useOf(card, lang),
    `## ${words.size}`,
    sizeTable(card, words.windows, words),
    ...timeOf(card.name, pages, words),
    ...foundOf(card.name, pages, words),
  ];
  return `${blocks.join("\n\n")}\n`;
}

/** The page of what can be put around a cell: the same, with the option that switches it on. */
export async function wrapperPage(wrapper: Wrapper, lang: Lang, pages: MeasuredPages): Promise<string> {
  const words = CELL_PAGE_WORDS[lang];
  const card = await wrapperCard(wrapper, { lang });
  const blocks = [
    ...head(card, lang),
    `\`\`\`sh\nnpx gatecast fit airline.csv --target passengers ${card.option}\n\`\`\``,
    ...equationsOf(card, await wrapperTex(wrapper), lang),
    `## ${words.drawing}`,
    `![${words.unrolledOf(card.name)}](${card.name}.svg)`,
    words.howUnrolled(card.name),
    ...useOf(card, lang),
    `## ${words.size}`,
    sizeTable(card, words.layersOf(card.layers), words),
    ...wrapperTimeOf(card.name, pages, words),
    ...wrapperFoundOf(card.name, pages, words),
  ];
  return `${blocks.join("\n\n")}\n`;
}

function head({ name, changes }: MemberCard, lang: Lang): string[] {
  const words = CELL_PAGE_WORDS[lang];
  if (changes === null) throw new Error(`describe "${name}" in the ${lang} words of the report`);
  const links = `[${words.otherLanguage}](${name}${words.otherEnding}) · [${words.all}](README${words.ending})`;
  return [`# ${name}`, links, changes];
}

function equationsOf(card: MemberCard, tex: string, lang: Lang): string[] {
  const words = CELL_PAGE_WORDS[lang];
  return [
    `## ${words.equations}`,
    `\`\`\`math\n${tex}\n\`\`\``,
    ...memberSigns(card, { lang }),
    `${words.source}${lang === "zh" ? "：" : ": "}${card.source}${lang === "zh" ? "。" : "."}`,
  ];
}

const useOf = ({ use }: MemberCard, lang: Lang): string[] => [`## ${CELL_PAGE_WORDS[lang].use}`, use!];

/** What a training step takes, beside the LSTM's. */
function timeOf(name: string, { performance }: MeasuredPages, words: CellPageWords): string[] {
  const [own, lstm] = [stepTime(performance, name), stepTime(performance, "lstm")];
  return own === null || lstm === null ? [] : [words.time(own, name === "lstm" ? null : lstm)];
}

/** The same of what is around LSTMs, beside one plain layer; of pruning what forecasts gain, since training gains nothing. */
function wrapperTimeOf(name: string, { performance, sparsity }: MeasuredPages, words: CellPageWords): string[] {
  if (name === "sparse") {
    const [narrow, wide] = prunedTimes(sparsity, "90 %");
    return narrow === undefined || wide === undefined ? [] : [words.timePruned(narrow, wide)];
  }
  const [own, lstm] = [stepTime(performance, name, "around"), stepTime(performance, "lstm", "around")];
  return own === null || lstm === null ? [] : [words.timeAround(own, lstm)];
}

/** Its rows of the study, beside the LSTM's on the same tasks; of how many layers, where any of them are several. */
function foundOf(name: string, { family }: MeasuredPages, words: CellPageWords): string[] {
  const rowsOf = (member: string) => [...studyRows(family, member), ...deepRows(family, member)];
  const rows = rowsOf(name);
  if (rows.length === 0) return [];
  const references = rowsOf("lstm");
  const beside = ({ task, depth }: StudyRow) => {
    const [row] = references
      .filter((one) => one.task === task)
      .sort((a, b) => +(b.depth === depth) - +(a.depth === depth));
    if (row === undefined) return "–";
    return `${row.solved}, ${row.error}${row.depth === depth ? "" : words.ofLayers(Number(row.depth))}`;
  };
  const isDeep = rows.some(({ depth }) => depth !== "1");
  const isLstm = name === "lstm";
  return [
    `## ${words.found}`,
    table(
      [words.task, ...(isDeep ? [words.depth] : []), words.solved, words.error, ...(isLstm ? [] : [words.beside])],
      rows.map((row) => [
        ...[row.task, ...(isDeep ? [row.depth] : []), row.solved, row.error],
        ...(isLstm ? [] : [beside(row)]),
      ]),
    ),
    words.howFound,
  ];
}

/** Layers with and without it on the tasks that it is for; of others a page of their own tells. */
function wrapperFoundOf(name: string, { family }: MeasuredPages, words: CellPageWords): string[] {
  const elsewhere = words.measuredElsewhere[name];
  if (elsewhere !== undefined) return [`## ${words.found}`, elsewhere];
  const rows = wrappedRows(family, name);
  if (rows.length === 0) return [];
  const cells = rows.map(({ task, layers, weights, solved, error, updates }) => [
    ...[task, layers, weights, solved, error, updates],
  ]);
  const { task, layersColumn, weights, solved, error, updates } = words;
  return [
    `## ${words.found}`,
    table([task, layersColumn, weights, solved, error, updates], cells),
    words.howWrappedFound,
  ];
}

function sizeTable(card: MemberCard, what: string, words: CellPageWords): string {
  const rows = [
    [words.weights, card.weights],
    [words.multiplications, card.multiplications],
    [words.functions, card.functions],
  ] as const;
  return table(
    [what, words.inGeneral, words.inNumbers(card.size.features, card.size.units)],
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

/** The list of what can be put around cells for the index. */
export async function wrapperTable(wrappers: readonly Wrapper[], lang: Lang): Promise<string> {
  const words = CELL_PAGE_WORDS[lang];
  const cards = await Promise.all(wrappers.map((wrapper) => wrapperCard(wrapper, { lang })));
  return table(
    [words.around, words.option, words.line],
    cards.map(({ name, option, summary }) => [`[${name}](${name}${words.ending})`, `\`${option}\``, summary ?? ""]),
  );
}
