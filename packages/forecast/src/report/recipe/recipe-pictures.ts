import type { RecipeOutcome, RecipePart } from "../../recipe/recipe-outcome.ts";
import { spreadChart } from "../charts/spread-chart.ts";
import { boxesPicture } from "../cleaning/cleaning-pictures.ts";
import type { Picture } from "../picture.ts";
import type { Catalogue, Lang } from "../words/catalogue.ts";
import { fill } from "../words/fill.ts";
import { wordsFor } from "../words/words-for.ts";
import { lineColor, lineName, recipeLines } from "./recipe-lines.ts";
import { runPictures } from "./run-pictures.ts";

// A recipe of many stations would be a page of hundreds of pictures: of further parts truth and prediction are drawn.
const WHOLE = 2;

/** All pictures of a recipe: scores of each part, the tutorial's cleaning, its own pictures, and the same done right. */
export function recipePictures(story: RecipeOutcome, options: { readonly lang: Lang }): Picture[] {
  const words = wordsFor(options.lang);
  return [...story.parts.map((part) => scoresPicture(part, options.lang, words)), ...drawnPictures(story, options)];
}

/** The scores of a line, one where all runs come to the same. */
function runsOf(scores: readonly number[]): readonly number[] {
  return new Set(scores).size === 1 ? scores.slice(0, 1) : scores;
}

/** A part's scores over the seeds as bars. */
export function scoresPicture(part: RecipePart, lang: Lang, words: Catalogue): Picture {
  const { title, caption } = words.pictures.titles.scores;
  const unit = part.unit[lang] === "" ? "" : ` (${part.unit[lang]})`;
  const lines = recipeLines(part);
  // Baselines of both ways side by side would hide what is compared: those of done right are the bar.
  const bar = part.doneRight ? "done_right" : "as_written";
  const groups = lines
    .filter(({ isNetwork, way }) => isNetwork || way === bar)
    .map((line) => ({
      name: lineName(line, words),
      color: lineColor(line),
      scores: runsOf(line.scores.map((score) => score[part.metric])),
    }));
  return {
    name: `scores-${part.name.replaceAll("_", "-")}`,
    title: fill(words.named, { name: title, text: part.title[lang] }),
    caption,
    about: part.title[lang],
    height: 340,
    option: (heading) => spreadChart({ unit: `${words.metrics[part.metric]}${unit}`, groups }, heading),
    nothing: words.labels.nothingToDraw,
  };
}

/** Box plots of the tutorial's cleaning, then the pictures of each part's runs. */
export function drawnPictures({ parts, cleaned, names }: RecipeOutcome, options: { readonly lang: Lang }): Picture[] {
  const words = wordsFor(options.lang);
  const called = (column: string): string => names[column]?.[options.lang] ?? column;
  const measured = (column: string): string => {
    const unit = names[column]?.unit?.[options.lang] ?? "";
    return unit === "" ? called(column) : `${called(column)} (${unit})`;
  };
  const boxes = cleaned ? [boxesPicture(cleaned, words, measured)] : [];
  const runs = parts.flatMap((part, index) =>
    (["asWritten", "doneRight"] as const).flatMap((side) => {
      const drawn = part[side]?.drawn;
      if (!drawn) return [];
      const about = parts.length > 1 ? `${part.title[options.lang]}${words.betweenItems}` : "";
      const name = `${part.name}-${side === "asWritten" ? "as-written" : "done-right"}`.replaceAll("_", "-");
      const of = {
        name,
        title: about + words.recipes[side],
        target: called(drawn.target),
        unit: part.unit[options.lang],
      };
      const pictures = runPictures(drawn, of, words);
      return index < WHOLE ? pictures : pictures.filter((picture) => picture.name === `${name}-truth`);
    }),
  );
  return [...boxes, ...runs];
}
