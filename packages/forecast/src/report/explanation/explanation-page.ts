import { formatTime } from "../../data/index.ts";
import type { Explanation } from "../../explain/index.ts";
import { escapeHtml } from "../escape-html.ts";
import { formatCount, formatNumber } from "../format-number.ts";
import { renderNotes } from "../notes.ts";
import { htmlTable } from "../page/html-table.ts";
import { bullets, definitionList, figureSection, lead, renderPage, section } from "../page/page.ts";
import type { Catalogue, Lang } from "../words/catalogue.ts";
import { fill } from "../words/fill.ts";
import { wordsFor } from "../words/words-for.ts";
import { alignmentPictures } from "./alignment-pictures.ts";
import { importancePictures, inputPictures } from "./explanation-pictures.ts";
import { explanationSentences } from "./explanation-sentences.ts";
import { gatePictures } from "./gate-pictures.ts";
import { gateHead, gateRows, partHead, partRows } from "./gate-rows.ts";
import { signed } from "./input-names.ts";
import { importanceHead, importanceRows, inputHead, inputRows } from "./input-rows.ts";

/**
 * An explanation as one HTML page: what mattered most in sentences, then contributions, importance and gates in pictures and
 * numbers. Like every page it refers to nothing outside itself, and text from the data is escaped.
 */
export function renderExplanationPage(explanation: Explanation, options: { readonly lang: Lang }): string {
  const words = wordsFor(options.lang);
  const say = words.explanation;
  const { frame, target, origin } = explanation;
  const sentences = explanationSentences(explanation, options.lang);
  const [first, others] = [sentences.slice(0, 2).join(words.betweenSentences), sentences.slice(2)];
  const facts = { target, cutoff: formatTime(frame.time, origin), id: frame.id };
  const inputs = htmlTable({ head: inputHead(words), rows: inputRows(explanation, words) });
  const pictures = inputPictures(explanation, words);
  const notes = renderNotes(explanation.notes, options.lang);
  const body = [
    lead("plain", say.headingSummary, first),
    keyFacts(explanation, words),
    others.length > 0 ? section(say.headingMore, bullets(others)) : "",
    ...pictures.map((picture) => figureSection(picture, picture.name === "contributions" ? inputs : "")),
    ...importancePictures(explanation, words).map((picture) =>
      figureSection(picture, htmlTable({ head: importanceHead(words), rows: importanceRows(explanation, words) })),
    ),
    ...alignmentPictures(explanation, words).map((picture) => figureSection(picture)),
    ...gatesSections(explanation, words),
    ...(notes.length > 0 ? [section(words.labels.notes, bullets(notes))] : []),
    section(say.headingMethod, bullets(say.method)),
  ];
  return renderPage({ kind: say.kind, title: fill(say.title, facts), body }, words);
}

function keyFacts(
  { attribution, importance, frame, origin, horizon, lookback }: Explanation,
  words: Catalogue,
): string {
  const { labels } = words.explanation;
  const { forecast, baselineForecast, residual, nodes } = attribution;
  const difference = forecast - baselineForecast;
  const rows = importance?.rows;
  return definitionList("facts", [
    [labels.forecast, formatNumber(forecast)],
    [labels.baselineForecast, formatNumber(baselineForecast)],
    [labels.difference, signed(formatNumber(difference))],
    [labels.sum, signed(formatNumber(difference + residual))],
    [labels.residual, signed(formatNumber(residual))],
    [labels.nodes, fill(words.explanation.path, { nodes })],
    [labels.cutoff, formatTime(frame.time, origin)],
    [words.labels.lookback, words.rows(lookback)],
    [words.labels.horizon, words.steps(horizon)],
    ...(importance === null || rows === undefined
      ? []
      : ([
          [labels.rmse, formatNumber(importance.rmse)],
          [labels.exchanged, `${formatCount(importance.windows)} / ${formatCount(importance.of)}`],
          [labels.exchangedRows, `${formatTime(frame.time, rows.first)} – ${formatTime(frame.time, rows.last)}`],
        ] as const)),
  ]);
}

/** The gates' pictures, in numbers behind the last, and the equations that name them. */
function gatesSections(explanation: Explanation, words: Catalogue): string[] {
  const { gates, unit, equations: lines } = explanation;
  const pictures = gatePictures(explanation, words);
  const table = htmlTable({ head: gateHead(words), rows: gateRows(gates, unit, words) });
  const equations = `<details><summary>${escapeHtml(words.explanation.labels.equations)}</summary><pre>${escapeHtml(lines.join("\n"))}</pre></details>`;
  const covered = partRows(explanation, words);
  const parts = covered.length === 0 ? "" : htmlTable({ head: partHead(words), rows: covered });
  return pictures.map((picture, i) =>
    figureSection(picture, i === pictures.length - 1 ? parts + table + equations : ""),
  );
}
