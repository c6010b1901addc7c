import { formatTime } from "../../data/index.ts";
import { escapeHtml } from "../escape-html.ts";
import { formatCount, formatNumber } from "../format-number.ts";
import { htmlTable } from "../page/html-table.ts";
import { bullets, definitionList, figureSection, lead, renderPage, section } from "../page/page.ts";
import type { Catalogue, Lang } from "../words/catalogue.ts";
import { fill } from "../words/fill.ts";
import { wordsFor } from "../words/words-for.ts";
import { conclusionsOf } from "./conclusions.ts";
import type { DiagnosedSeries } from "./diagnosed-series.ts";
import { diagnosisPictures } from "./diagnosis-pictures.ts";
import { testHead, testRows } from "./test-rows.ts";

/**
 * A diagnosis as one HTML page: what it means in sentences, the pictures, the tests in numbers. Like every page it refers to
 * nothing outside itself, and text from the data is escaped.
 */
export function renderDiagnosisPage(subject: DiagnosedSeries, options: { readonly lang: Lang }): string {
  const words = wordsFor(options.lang);
  const { diagnosis, frame, column } = subject;
  const say = words.diagnosis;
  const [first = "", ...others] = conclusionsOf(diagnosis, words);
  const { rows, season } = diagnosis;
  const period = `${formatTime(frame.time, rows.first)} – ${formatTime(frame.time, rows.first + rows.count - 1)}`;
  const body = [
    lead("plain", say.headingConclusions, first),
    definitionList("facts", [
      [words.labels.period, period],
      [words.inspection.rows, formatCount(rows.count)],
      [words.inspection.known, formatCount(rows.known)],
      [words.labels.season, String(season.period)],
    ]),
    others.length > 0 ? section(say.headingConclusions, bullets(others)) : "",
    ...diagnosisPictures(subject, options).map((picture) => figureSection(picture)),
    section(say.headingTests, htmlTable({ head: testHead(words), rows: testRows(diagnosis, words), words: [0, 4, 5] })),
    seasonsSection(subject, words),
  ];
  return renderPage({ kind: say.kind, title: fill(say.title, { column, id: frame.id }), body }, words);
}

function seasonsSection({ diagnosis }: DiagnosedSeries, words: Catalogue): string {
  const say = words.diagnosis;
  const rows = seasonRows(diagnosis.season.candidates, words);
  if (rows.length === 0) return section(say.headingSeasons, `<p>${escapeHtml(say.noSeason)}</p>`);
  return section(say.headingSeasons, htmlTable({ head: seasonHead(words), rows }));
}

// The strongest say enough where every lag was tried.
const MOST = 12;

/** The periods that were tried, the strongest first: period, strength, what it needed, whether it was found. */
export function seasonRows(
  candidates: DiagnosedSeries["diagnosis"]["season"]["candidates"],
  { diagnosis: say }: Catalogue,
): string[][] {
  return [...candidates]
    .sort((a, b) => b.strength - a.strength)
    .slice(0, MOST)
    .map(({ period, strength, threshold, found }) => [
      String(period),
      formatNumber(strength),
      formatNumber(threshold),
      found ? say.yes : say.no,
    ]);
}

/** Names over the columns of those rows. */
export function seasonHead({ diagnosis }: Catalogue): string[] {
  return [diagnosis.period, diagnosis.strength, diagnosis.threshold, diagnosis.found];
}
