import type { PanelOutcome } from "../../contracts/index.ts";
import { escapeHtml } from "../escape-html.ts";
import { formatCount, formatNumber, formatPercent } from "../format-number.ts";
import { renderNotes } from "../notes.ts";
import { htmlTable } from "../page/html-table.ts";
import { bullets, definitionList, figureSection, lead, renderPage, section } from "../page/page.ts";
import { scoreTable } from "../page/score-table.ts";
import { type ReportOptions, repetition } from "../report.ts";
import type { Catalogue } from "../words/catalogue.ts";
import { fill } from "../words/fill.ts";
import { modelName } from "../words/model-name.ts";
import { wordsFor } from "../words/words-for.ts";
import { byMase, panelPictures } from "./panel-pictures.ts";
import { panelResiduals } from "./panel-residuals.ts";
import { panelVerdictSentence } from "./panel-verdict.ts";

/** Series that the table of the page names at either end. */
const NAMED = 10;

/** A whole run over many series as one HTML page, as `renderReport` writes one of a single series. */
export function renderPanelReport(outcome: PanelOutcome, options: ReportOptions): string {
  const words = wordsFor(options.lang);
  const { labels, panel } = words;
  const facts = { target: outcome.target, series: formatCount(outcome.series.fitted) };
  const title = options.title ?? fill(panel.title, facts);
  const notes = renderNotes(outcome.notes, options.lang);
  const [spread, ...pictures] = panelPictures(outcome, options.lang);
  const body = [
    lead(outcome.verdict, words.verdictLabels[outcome.verdict], panelVerdictSentence(outcome, options.lang)),
    keyFacts(outcome, words),
    section(labels.scores, `${scoreTable(outcome, words)}<p class="hint">${escapeHtml(panel.scoresHint)}</p>`),
    figureSection(spread!, seriesTable(outcome, words)),
    ...pictures.map((picture) => figureSection(picture)),
    panelResiduals(outcome, words),
    section(labels.notes, notes.length > 0 ? bullets(notes) : `<p>${escapeHtml(labels.noNotes)}</p>`),
    section(labels.reproduce, repetition(outcome, words)),
  ];
  return renderPage({ kind: panel.kind, title, body }, words);
}

function keyFacts(outcome: PanelOutcome, words: Catalogue): string {
  const { series, rows, horizon, lookback, season, perSeries } = outcome;
  const { labels, panel } = words;
  const windows = perSeries.reduce((sum, one) => sum + one.windows, 0);
  return definitionList("facts", [
    [panel.labels.skillByMase, percent(outcome.skillByMase)],
    [labels.skill, percent(outcome.skill)],
    [panel.labels.given, formatCount(series.given)],
    [panel.labels.fitted, formatCount(series.fitted)],
    [panel.labels.scored, formatCount(series.scored)],
    [panel.labels.windowsOfAll, formatCount(windows)],
    [labels.horizon, words.steps(horizon)],
    [labels.lookback, words.rows(lookback)],
    [labels.season, String(season)],
    [labels.splitRows, [rows.train, rows.validation, rows.test].map(formatCount).join(" / ")],
  ]);
}

function percent(skill: number): string {
  // Half a unit of the last digit shown is nothing.
  const sign = skill < -0.0005 ? "-" : "";
  return Number.isFinite(skill) ? `${sign}${formatPercent(Math.abs(skill) * 100)} %` : "–";
}

/** MASE of the series at both ends, folded away. */
function seriesTable(outcome: PanelOutcome, words: Catalogue): string {
  const ranked = byMase(outcome.perSeries);
  const shown = ranked.length <= 2 * NAMED ? ranked : [...ranked.slice(0, NAMED), ...ranked.slice(-NAMED)];
  if (shown.length === 0) return "";
  const head = [words.panel.series, ...outcome.scores.map(({ model }) => modelName(model, outcome.model, words))];
  const rows = shown.map((s) => {
    const { id, scores } = outcome.perSeries[s]!;
    return [id, ...scores.map(({ mase }) => formatNumber(mase))];
  });
  const summary = escapeHtml(`${words.panel.labels.examples} (${words.metrics.mase})`);
  return `<details><summary>${summary}</summary>${htmlTable({ head, rows })}</details>`;
}
