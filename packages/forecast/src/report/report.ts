import type { Outcome } from "../contracts/index.ts";
import { outcomePicture } from "./charts/chart.ts";
import { CHART_NAMES } from "./charts/chart-name.ts";
import { escapeHtml } from "./escape-html.ts";
import { renderNotes } from "./notes.ts";
import { keyFacts, runFacts } from "./page/facts.ts";
import { forecastTable } from "./page/forecast-table.ts";
import { bullets, figureSection, lead, renderPage, section } from "./page/page.ts";
import { residualsSection } from "./page/residuals.ts";
import { scoreTable } from "./page/score-table.ts";
import { verdictSentence } from "./verdict.ts";
import type { Catalogue, Lang } from "./words/catalogue.ts";
import { fill } from "./words/fill.ts";
import { wordsFor } from "./words/words-for.ts";

/** How a report is written. */
export interface ReportOptions {
  readonly lang: Lang;
  /** Heading of the page; by default the target's and the series' names. */
  readonly title?: string;
}

/**
 * The whole run as one HTML page. It opens offline, refers to nothing, runs no script (its own policy forbids
 * both) and prints; text from the data is escaped wherever it stands.
 */
export function renderReport(outcome: Outcome, options: ReportOptions): string {
  const words = wordsFor(options.lang);
  const { labels } = words;
  const title = options.title ?? fill(labels.untitled, { target: outcome.target, id: outcome.frame.id });
  const notes = renderNotes(outcome.notes, options.lang);
  const body = [
    lead(outcome.verdict, words.verdictLabels[outcome.verdict], verdictSentence(outcome, options.lang)),
    keyFacts(outcome, words),
    section(labels.scores, scoreTable(outcome, words)),
    ...CHART_NAMES.map((name) =>
      figureSection(outcomePicture(outcome, name, words), name === "beyond" ? forecastTable(outcome, words) : ""),
    ),
    residualsSection(outcome, words),
    section(labels.notes, notes.length > 0 ? bullets(notes) : `<p>${escapeHtml(labels.noNotes)}</p>`),
    section(labels.reproduce, repetition(outcome, words)),
  ];
  return renderPage({ kind: labels.kind, title, body }, words);
}

/** What repeats a run: its seed, its weights and its configuration. */
export function repetition(
  outcome: Pick<Outcome, "seed" | "parameters" | "seconds" | "weightsSha256" | "configuration">,
  words: Catalogue,
): string {
  const json = JSON.stringify(outcome.configuration, null, 2);
  return `<p class="hint">${escapeHtml(words.labels.configurationHint)}</p>
${runFacts(outcome, words)}
<details><summary>${escapeHtml(words.labels.configuration)}</summary><pre>${escapeHtml(json)}</pre></details>`;
}
