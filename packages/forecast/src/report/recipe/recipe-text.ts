import type { RecipeOutcome } from "../../recipe/recipe-outcome.ts";
import { wrap } from "../display-width.ts";
import { renderNotes } from "../notes.ts";
import { textTable } from "../text-table.ts";
import type { Lang } from "../words/catalogue.ts";
import { wordsFor } from "../words/words-for.ts";
import { scoreHead, scoreRows, seasonSentences, textsOf, tutorialSentence } from "./recipe-page.ts";
import { recipeVerdict } from "./recipe-verdict.ts";

/**
 * A recipe for a terminal: the question, a table of scores over the seeds and the verdict for each part, what the tutorial's
 * steps came to elsewhere, what the tutorial missed. Lines end in no newline at the last.
 * @param options.width cells of the terminal, 100 unless told
 */
export function renderRecipeText(
  story: RecipeOutcome,
  options: { readonly lang: Lang; readonly width?: number },
): string {
  const words = wordsFor(options.lang);
  const { width = 100, lang } = options;
  const { recipes: say } = words;
  const notes = renderNotes(story.notes, lang);
  const texts = textsOf(story.name, words);
  const parts = story.parts.flatMap((part) => {
    const head = scoreHead(part, words);
    const right = head.map((_, column) => column).slice(2);
    const unit = part.unit[lang] === "" ? "" : ` (${part.unit[lang]})`;
    return [
      ...(story.parts.length > 1 || unit !== "" ? [`${part.title[lang]}${unit}`] : []),
      ...textTable({ head, rows: scoreRows(part, words), right, width, shrink: 1 }),
      ...seasonSentences(part, words).flatMap((sentence) => wrap(sentence, width)),
      "",
      ...recipeVerdict(part, words, story.simulated).sentences.flatMap((sentence) => wrap(sentence, width)),
      "",
    ];
  });
  return [
    texts?.title ?? story.name,
    ...(texts ? wrap(texts.question, width) : []),
    ...(story.simulated ? wrap(say.simulated, width) : []),
    "",
    ...parts,
    ...(story.tutorial && !story.simulated ? [...wrap(tutorialSentence(story.tutorial, lang, words), width), ""] : []),
    ...notes.flatMap((note) => wrap(`- ${note}`, width)),
    ...(notes.length > 0 ? [""] : []),
    ...(texts ? [say.headingMissed, ...wrap(texts.missed, width)] : []),
  ]
    .join("\n")
    .trimEnd();
}
