import type { CompareOutcome, CompareVerdict } from "../../compare/outcome.ts";
import type { PanelCounts } from "../../contracts/index.ts";
import { formatTime } from "../../data/index.ts";
import { escapeHtml } from "../escape-html.ts";
import { formatCount, formatNumber } from "../format-number.ts";
import { renderNotes } from "../notes.ts";
import { htmlTable } from "../page/html-table.ts";
import { bullets, definitionList, figureSection, lead, renderPage, section } from "../page/page.ts";
import type { Picture } from "../picture.ts";
import { SCORE_COLUMNS } from "../score-columns.ts";
import type { Catalogue, Lang } from "../words/catalogue.ts";
import type { CompareWords } from "../words/compare-words.ts";
import { fill } from "../words/fill.ts";
import { wordsFor } from "../words/words-for.ts";
import { compareConclusion } from "./compare-conclusion.ts";
import { comparePictures } from "./compare-pictures.ts";
import { scoreRows, testRows, testsHint, trainingRows } from "./compare-rows.ts";

/** The colour of the conclusion, as in the verdict of one run. */
const TONES: Readonly<Record<CompareVerdict, string>> = {
  cells_better: "network_wins",
  cells_ahead: "network_ties",
  level: "network_ties",
  baseline_ahead: "baseline_wins",
  baseline_better: "baseline_wins",
  not_scored: "not_scored",
};

/**
 * A comparison as one HTML page: the conclusion, scores over the seeds, the tests, errors step by step, how each cell was
 * trained. Like every page it refers to nothing outside itself, and text from the data is escaped.
 */
export function renderComparePage(outcome: CompareOutcome, options: { readonly lang: Lang }): string {
  const words = wordsFor(options.lang);
  const { compare: say, labels } = words;
  const notes = renderNotes(outcome.notes, options.lang);
  const pictures = comparePictures(outcome, options);
  const named = (start: string): Picture[] => pictures.filter(({ name }) => name.startsWith(start));
  const json = JSON.stringify(outcome.configuration, null, 2);
  const body = [
    lead(TONES[outcome.verdict], say.labels[outcome.verdict], compareConclusion(outcome, options.lang)),
    keyFacts(outcome, words),
    scoresSection(outcome, words),
    ...named("scores").map((picture) => figureSection(picture)),
    outcome.tests.length > 0 ? testsSection(outcome, words) : "",
    ...named("difference").map((picture) => figureSection(picture)),
    ...named("steps").map((picture) => figureSection(picture)),
    section(say.headingTraining, `${htmlTable(trainingRows(outcome, words))}${hint(say.trainingHint)}`),
    section(labels.notes, notes.length > 0 ? bullets(notes) : `<p>${escapeHtml(labels.noNotes)}</p>`),
    section(
      labels.reproduce,
      `<details><summary>${escapeHtml(labels.configuration)}</summary><pre>${escapeHtml(json)}</pre></details>`,
    ),
  ];
  const { series, frame } = outcome;
  const id = series === null ? frame.id : fill(say.manySeries, { series: formatCount(series.scored) });
  const title = fill(say.title, { target: outcome.target, id });
  return renderPage({ kind: say.kind, title, body }, words);
}

function keyFacts(outcome: CompareOutcome, words: Catalogue): string {
  const { frame, series, rows, season, lookback, horizon, seeds, budget, windows, points, independent } = outcome;
  const { labels, compare: say } = words;
  const last = frame.time.length - 1;
  return definitionList("facts", [
    ...(series === null ? [] : [[say.series, seriesOf(series, say)] as const]),
    [say.seeds, seeds.join(words.betweenItems)],
    [say.budget, formatCount(budget)],
    [labels.windows, formatCount(windows)],
    [series === null ? say.independent : say.independentOrigins, formatCount(independent)],
    [labels.points, formatCount(points)],
    [labels.horizon, words.steps(horizon)],
    [labels.lookback, words.rows(lookback)],
    [labels.season, String(season)],
    [labels.splitRows, [rows.train, rows.validation, rows.test].map(formatCount).join(" / ")],
    ...(series === null
      ? [[labels.period, `${formatTime(frame.time, 0)} – ${formatTime(frame.time, last)}`] as const]
      : []),
    [labels.seconds, `${formatNumber(outcome.seconds)} s`],
  ]);
}

function seriesOf({ scored, given }: PanelCounts, say: CompareWords): string {
  return fill(say.seriesOf, { scored: formatCount(scored), given: formatCount(given) });
}

function scoresSection(outcome: CompareOutcome, words: Catalogue): string {
  const metrics = [outcome.measure, ...SCORE_COLUMNS.filter((metric) => metric !== outcome.measure)];
  // With their spreads, all metrics side by side are wider than a page.
  const parts = [metrics.slice(0, 5), metrics.slice(5)];
  const tables = parts.map((some) => htmlTable(scoreRows(outcome, some, words)));
  return section(words.compare.headingScores, `${tables.join("\n")}${hint(words.compare.scoresHint)}`);
}

const hint = (text: string): string => `<p class="hint">${escapeHtml(text)}</p>`;

function testsSection(outcome: CompareOutcome, words: Catalogue): string {
  const { head, rows } = testRows(outcome, words);
  const table = htmlTable({ head, rows, words: [0, head.length - 1] });
  return section(words.compare.headingTests, `${table}${hint(testsHint(outcome, words))}`);
}
