import type { Metrics, Outcome } from "../../contracts/index.ts";
import { diagnose } from "../../diagnose/index.ts";
import type { RecipeOutcome, RecipePart } from "../../recipe/recipe-outcome.ts";
import { spreadOf } from "../../statistics/index.ts";
import { conclusionsOf } from "../diagnosis/conclusions.ts";
import { testHead, testRows } from "../diagnosis/test-rows.ts";
import { escapeHtml } from "../escape-html.ts";
import { formatNumber } from "../format-number.ts";
import { formatSpread } from "../format-spread.ts";
import { renderNotes } from "../notes.ts";
import { htmlTable } from "../page/html-table.ts";
import { bullets, definitionList, figureSection, lead, renderPage, section } from "../page/page.ts";
import { residualsSection } from "../page/residuals.ts";
import { renderFigure } from "../picture.ts";
import { targetValues } from "../target-values.ts";
import type { Catalogue, Lang } from "../words/catalogue.ts";
import { fill } from "../words/fill.ts";
import type { RecipeName, RecipeTexts } from "../words/recipe-words.ts";
import { wordsFor } from "../words/words-for.ts";
import { lineName, recipeLines } from "./recipe-lines.ts";
import { drawnPictures, scoresPicture } from "./recipe-pictures.ts";
import { recipeVerdict } from "./recipe-verdict.ts";

/**
 * A recipe as one HTML page: the verdict, the question, what the tutorial missed, scores over the seeds as written and done
 * right beside the baselines, the tutorial's pictures, where the data come from. Like every page it refers to nothing outside
 * itself (the source's address is text), and text from the data is escaped.
 */
export function renderRecipePage(story: RecipeOutcome, options: { readonly lang: Lang }): string {
  const words = wordsFor(options.lang);
  const { recipes: say } = words;
  const texts = textsOf(story.name, words);
  const [main] = story.parts;
  const { tone, sentences } = main
    ? recipeVerdict(main, words, story.simulated)
    : { tone: "not_scored", sentences: [say.notScored] };
  const notes = renderNotes(story.notes, options.lang);
  const body = [
    lead(tone, "", sentences.join(words.betweenSentences)),
    texts
      ? section(say.headingQuestion, paragraphs([texts.question, ...(story.simulated ? [say.simulated] : [])]))
      : "",
    texts ? section(say.headingMissed, paragraphs([texts.missed])) : "",
    ...story.parts.map((part, i) => partSection(part, story.simulated, i > 0, options.lang, words)),
    tutorialSection(story, texts, options.lang, words),
    ...drawnPictures(story, options).map((picture) => figureSection(picture)),
    ...(story.outcome ? [seriesSection(story.outcome, words), residualsSection(story.outcome, words)] : []),
    sourceSection(story, words),
    notes.length > 0 ? section(words.labels.notes, bullets(notes)) : "",
  ];
  return renderPage({ kind: say.kind, title: texts?.title ?? story.name, body }, words);
}

/** A recipe's title; undefined for a copy under another name. */
export function recipeTitle(name: string, { lang }: { readonly lang: Lang }): string | undefined {
  return textsOf(name, wordsFor(lang))?.title;
}

/** A recipe's words; undefined for a copy under another name. */
export function textsOf(name: string, { recipes }: Catalogue): RecipeTexts | undefined {
  return Object.hasOwn(recipes.texts, name) ? recipes.texts[name as RecipeName] : undefined;
}

const paragraphs = (texts: readonly string[]): string => texts.map((text) => `<p>${escapeHtml(text)}</p>`).join("\n");

function partSection(part: RecipePart, simulated: boolean, isFurther: boolean, lang: Lang, words: Catalogue): string {
  const picture = scoresPicture(part, lang, words);
  const verdict = isFurther
    ? paragraphs([recipeVerdict(part, words, simulated).sentences.join(words.betweenSentences)])
    : "";
  const table = htmlTable({ head: scoreHead(part, words), rows: scoreRows(part, words), words: [0, 1] });
  const hints = [words.recipes.meanAndSpread, ...seasonSentences(part, words)].join(words.betweenSentences);
  const hint = `<p class="hint">${escapeHtml(hints)}</p>`;
  const figure = `<figure><div class="wide">${renderFigure(picture)}</div></figure>`;
  return section(picture.title, `${verdict}${table}${hint}${figure}`);
}

/** By which season the scores of a part go, and what is left of the rules of the calendar where rows have no dates. */
export function seasonSentences({ asWritten, doneRight }: RecipePart, words: Catalogue): string[] {
  const [written, right] = [asWritten?.season, doneRight?.season];
  const season = written ?? right;
  if (season === undefined) return [];
  const differ = written !== undefined && right !== undefined && written !== right;
  const isBare = asWritten?.runs[0]?.scores.some(({ model }) => model === "climatology") && !asWritten.hasDates;
  return [
    differ ? fill(words.recipes.seasons, { written, right }) : fill(words.labels.seasonUsed, { season }),
    ...(isBare ? [words.recipes.noDates] : []),
  ];
}

/** Names over the columns of `scoreRows`. */
export function scoreHead(part: RecipePart, words: Catalogue): string[] {
  const { way, model, seeds, seconds } = words.recipes;
  return [way, model, ...metricsOf(part).map((metric) => words.metrics[metric]), seeds, seconds];
}

/** A part's table: way, model, each metric as mean ± spread, how many seeds, seconds of a run. */
export function scoreRows(part: RecipePart, words: Catalogue): string[][] {
  return recipeLines(part).map((line) => {
    const scores = metricsOf(part).map((metric) => formatSpread(spreadOf(line.scores.map((score) => score[metric]))));
    const seconds = line.seconds.length > 0 ? formatNumber(spreadOf(line.seconds).mean) : "";
    const { asWritten, doneRight } = words.recipes;
    const model = line.isNetwork ? fill(words.network, { model: line.model }) : lineName(line, words);
    return [
      line.way === "as_written" ? asWritten : doneRight,
      model,
      ...scores,
      line.isNetwork ? String(line.scores.length) : "",
      seconds,
    ];
  });
}

const metricsOf = ({ metric, others }: RecipePart): (keyof Metrics)[] => [
  metric,
  ...others.filter((other) => other !== metric),
];

function tutorialSection(
  { tutorial, simulated }: RecipeOutcome,
  texts: RecipeTexts | undefined,
  lang: Lang,
  words: Catalogue,
): string {
  const said = tutorial && !simulated ? [tutorialSentence(tutorial, lang, words)] : [];
  const all = [...(texts ? [texts.asWritten] : []), ...said];
  return all.length === 0 ? "" : section(words.recipes.headingAsWritten, paragraphs(all));
}

/** Stationarity, whiteness and season of the first part's target: what the tutorials test before they fit. */
function seriesSection(outcome: Outcome, words: Catalogue): string {
  const diagnosis = diagnose(targetValues(outcome), { axis: outcome.frame.time });
  const table = htmlTable({ head: testHead(words), rows: testRows(diagnosis, words), words: [0, 4, 5] });
  return section(words.recipes.headingSeries, bullets(conclusionsOf(diagnosis, words)) + table);
}

/** What the tutorial's steps came to, in its own text or in a run elsewhere. */
export function tutorialSentence(
  tutorial: NonNullable<RecipeOutcome["tutorial"]>,
  lang: Lang,
  words: Catalogue,
): string {
  const { metric, values, source } = tutorial;
  const shown = values.map(formatNumber).join(words.betweenItems);
  const name = Object.hasOwn(words.metrics, metric) ? words.metrics[metric as keyof Metrics] : metric;
  return fill(words.recipes.tutorialValues, { metric: name, values: shown, source: source[lang] });
}

function sourceSection({ sources }: RecipeOutcome, words: Catalogue): string {
  const { headingSource, source, licence, checksum } = words.recipes;
  if (sources.length === 0) return "";
  const lists = sources.map(({ file, url, licence: terms, sha256 }) =>
    definitionList("run", [
      [words.recipes.file, file],
      [source, url],
      [licence, terms],
      ...(sha256 === undefined ? [] : [[checksum, sha256] as const]),
    ]),
  );
  return section(headingSource, lists.join("\n"));
}
