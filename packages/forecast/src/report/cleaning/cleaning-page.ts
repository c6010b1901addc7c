import { escapeHtml } from "../escape-html.ts";
import { formatCount } from "../format-number.ts";
import { renderNotes } from "../notes.ts";
import { htmlTable } from "../page/html-table.ts";
import { bullets, definitionList, figureSection, lead, renderPage, section } from "../page/page.ts";
import type { Catalogue, Lang } from "../words/catalogue.ts";
import { fill } from "../words/fill.ts";
import { wordsFor } from "../words/words-for.ts";
import { changeHead, changeRows, changeSentence } from "./change-rows.ts";
import { type Cleaning, type CleaningStep, holdsFilled } from "./cleaning.ts";
import { cleaningPictures } from "./cleaning-pictures.ts";
import { describeStep } from "./describe-step.ts";

const MOST_COLUMNS = 200;

/**
 * A cleaning as one HTML page: what it did, step by step; box plots before and after; the columns in numbers. Like every page it
 * refers to nothing outside itself, and text from the data is escaped.
 */
export function renderCleaningPage(cleaning: Cleaning, options: { readonly lang: Lang }): string {
  const words = wordsFor(options.lang);
  const { before, after, steps } = cleaning;
  const say = words.cleaning;
  const counted = (a: number, b: number): string =>
    a === b ? formatCount(a) : fill(say.change, { before: formatCount(a), after: formatCount(b) });
  const table = htmlTable({ head: changeHead(words), rows: changeRows(cleaning, words, MOST_COLUMNS), words: [0] });
  const body = [
    lead("plain", "", changeSentence(cleaning, words)),
    definitionList("facts", [
      [say.rows, counted(before.rows, after.rows)],
      [say.columns, counted(before.columns.length, after.columns.length)],
    ]),
    section(say.headingSteps, stepsHtml(steps, options.lang, words)),
    ...cleaningPictures(cleaning, options).map((picture) => figureSection(picture)),
    section(
      say.headingTable,
      holdsFilled(cleaning) ? `${table}<p class="hint">${escapeHtml(say.neverScored)}</p>` : table,
    ),
  ];
  return renderPage({ kind: say.kind, title: after.id, body }, words);
}

function stepsHtml(steps: readonly CleaningStep[], lang: Lang, words: Catalogue): string {
  if (steps.length === 0) return `<p>${escapeHtml(words.cleaning.noSteps)}</p>`;
  const items = steps.map(({ spec, notes }) => {
    const text = `<strong>${escapeHtml(describeStep(spec, words))}</strong>`;
    return `<li>${text}${notes.length > 0 ? bullets(renderNotes(notes, lang)) : ""}</li>`;
  });
  return `<ol>${items.join("\n")}</ol>`;
}
