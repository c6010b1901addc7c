import type { Outcome } from "../contracts/index.ts";
import { renderFigure } from "./charts/chart.ts";
import { CHART_NAMES, type ChartName } from "./charts/chart-name.ts";
import { forecastCaption } from "./charts/forecast-chart.ts";
import { escapeHtml } from "./escape-html.ts";
import { renderNotes } from "./notes.ts";
import { keyFacts, runFacts } from "./page/facts.ts";
import { forecastTable } from "./page/forecast-table.ts";
import { PAGE_STYLE } from "./page/page-style.ts";
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
  const notes = renderNotes(outcome.notes, options.lang).map((note) => `<li>${escapeHtml(note)}</li>`);
  return `<!doctype html>
<html lang="${words.htmlLang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(title)} · Gatecast</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
<main>
<header><p class="kind">${escapeHtml(labels.kind)}</p><h1>${escapeHtml(title)}</h1></header>
<section class="verdict ${outcome.verdict}"><strong>${escapeHtml(words.verdictLabels[outcome.verdict])}</strong>
<p>${escapeHtml(verdictSentence(outcome, options.lang))}</p></section>
${keyFacts(outcome, words)}
${section(labels.scores, scoreTable(outcome, words))}
${CHART_NAMES.map((name) => chartSection(outcome, name, options.lang, words)).join("\n")}
${section(labels.notes, notes.length > 0 ? `<ul>${notes.join("\n")}</ul>` : `<p>${escapeHtml(labels.noNotes)}</p>`)}
${section(labels.reproduce, repetition(outcome, words))}
</main>
</body>
</html>
`;
}

const section = (heading: string, body: string): string =>
  `<section><h2>${escapeHtml(heading)}</h2>\n${body}</section>`;

function chartSection(outcome: Outcome, name: ChartName, lang: Lang, words: Catalogue): string {
  const caption = name === "forecast" ? forecastCaption(outcome, words) : words.charts[name].caption;
  // In a page the name space is known, and `http:` stands nowhere.
  const svg = renderFigure(outcome, name, { lang }).replace(/ xmlns="[^"]*"/, "");
  const below = name === "beyond" ? forecastTable(outcome, words) : "";
  const text = caption === "" ? "" : `<figcaption>${escapeHtml(caption)}</figcaption>`;
  return section(words.charts[name].title, `<figure>${text}<div class="wide">${svg}</div></figure>${below}`);
}

function repetition(outcome: Outcome, words: Catalogue): string {
  const json = JSON.stringify(outcome.configuration, null, 2);
  return `<p class="hint">${escapeHtml(words.labels.configurationHint)}</p>
${runFacts(outcome, words)}
<details><summary>${escapeHtml(words.labels.configuration)}</summary><pre>${escapeHtml(json)}</pre></details>`;
}
