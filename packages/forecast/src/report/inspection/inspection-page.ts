import type { Table } from "../../contracts/index.ts";
import { describeStep as stepText } from "../../data/index.ts";
import type { ColumnFacts, Inspection, TextFacts } from "../../inspect/inspection.ts";
import { escapeHtml } from "../escape-html.ts";
import { formatCount, formatNumber } from "../format-number.ts";
import { htmlTable } from "../page/html-table.ts";
import { bullets, definitionList, figureSection, lead, renderPage, section } from "../page/page.ts";
import type { Catalogue, Lang } from "../words/catalogue.ts";
import { fill } from "../words/fill.ts";
import { timeStep } from "../words/time-step.ts";
import { wordsFor } from "../words/words-for.ts";
import { describeFinding } from "./describe-finding.ts";
import { inspectionPictures } from "./inspection-pictures.ts";

const MOST_FINDINGS = 200;
const MOST_COLUMNS = 200;

/**
 * An inspection as one HTML page: findings with what would repair them, the table over time, its columns in numbers. Like
 * every page it refers to nothing outside itself, and text from the data is escaped.
 */
export function renderInspectionPage(inspection: Inspection, table: Table, options: { readonly lang: Lang }): string {
  const words = wordsFor(options.lang);
  const { inspection: say } = words;
  const { findings } = inspection;
  const tone = findings.some(({ weight }) => weight === "blocks")
    ? "baseline_wins"
    : findings.some(({ weight }) => weight === "harms")
      ? "network_ties"
      : "network_wins";
  const body = [
    lead(tone, "", findings.length === 0 ? say.noFindings : summaryOf(inspection, words)),
    definitionList("facts", tableFacts(inspection, words)),
    findings.length > 0 ? section(say.headingFindings, findingsHtml(inspection, words)) : "",
    ...inspectionPictures(inspection, table, options).map((picture) => figureSection(picture)),
    section(say.headingColumns, columnsHtml(inspection.columns, words)),
    findings.length > 0 ? section(say.headingMeanings, meaningsHtml(inspection, words)) : "",
  ];
  return renderPage({ kind: say.kind, title: inspection.id, body }, words);
}

/** `43 824 rows, 13 columns, 5 findings`. */
export function summaryOf({ rows, columns, findings }: Inspection, { inspection }: Catalogue): string {
  return fill(inspection.summary, {
    rows: formatCount(rows),
    columns: formatCount(columns.length),
    findings: findings.length,
  });
}

function tableFacts({ rows, columns, seriesCount, time }: Inspection, words: Catalogue): [string, string][] {
  const { inspection } = words;
  return [
    [inspection.rows, formatCount(rows)],
    [inspection.columns, formatCount(columns.length)],
    ...(seriesCount > 1 ? [[inspection.series, formatCount(seriesCount)] as [string, string]] : []),
    ...(time ? [[inspection.period, `${time.first} – ${time.last}`] as [string, string]] : []),
    ...(time?.step ? [[inspection.step, timeStep(stepText(time.step), words)] as [string, string]] : []),
  ];
}

function findingsHtml({ findings }: Inspection, words: Catalogue): string {
  const say = words.inspection;
  const rows = findings.slice(0, MOST_FINDINGS).map((finding) => {
    const { what, where, count, firstRows, repair, detail } = describeFinding(finding, words);
    return [what, where, count, detail, firstRows, repair === "" ? say.noRepair : repair];
  });
  const more = findings.length - rows.length;
  const head = [say.what, say.where, say.count, say.detail, say.firstRows, say.repair];
  const table = htmlTable({ head, rows, words: [0, 1, 3, 4, 5] });
  return more > 0 ? `${table}<p class="hint">${escapeHtml(fill(say.andMore, { count: more }))}</p>` : table;
}

function meaningsHtml({ findings }: Inspection, words: Catalogue): string {
  const meanings = new Map(
    findings.map((finding) => {
      const { what, why } = describeFinding(finding, words);
      return [what, why];
    }),
  );
  const known = [...meanings].filter(([, why]) => why !== "");
  return bullets(known.map(([what, why]) => fill(words.named, { name: what, text: why })));
}

function columnsHtml(columns: readonly ColumnFacts[], words: Catalogue): string {
  const say = words.inspection;
  const number = (value: number | undefined): string => (value === undefined ? "" : formatNumber(value));
  const hasWords = columns.some(({ kind }) => kind === "text");
  const rows = columns.slice(0, MOST_COLUMNS).map((column) => {
    const { name, known, missing, distinct } = column;
    const counts = [formatCount(known), formatCount(missing), formatCount(distinct)];
    const common = hasWords ? [column.kind === "text" ? commonWords(column, words) : ""] : [];
    return column.kind === "number"
      ? [name, say.number, ...counts, ...[column.min, column.median, column.max].map(number), ...common]
      : [name, say.text, ...counts, "", "", "", ...common];
  });
  const more = columns.length - rows.length;
  const numbers = [say.known, say.missing, say.distinct, say.least, say.median, say.most];
  const head = [say.column, say.type, ...numbers, ...(hasWords ? [say.frequent] : [])];
  const table = htmlTable({ head, rows, words: [0, 1, 8] });
  return more > 0 ? `${table}<p class="hint">${escapeHtml(fill(say.andMore, { count: more }))}</p>` : table;
}

const commonWords = ({ common }: TextFacts, words: Catalogue): string =>
  common.map(({ value }) => value).join(words.betweenItems);
