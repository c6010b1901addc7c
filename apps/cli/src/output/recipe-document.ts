import {
  compareScores,
  type Lang,
  meanScores,
  type RecipeOutcome,
  type RecipePart,
  type RecipeWay,
  type SeedRun,
} from "@gatecast/forecast";
import { noteRows } from "./note-rows.ts";
import { outcomeDocument } from "./outcome-document.ts";
import { scoreRows } from "./score-rows.ts";

/**
 * The one document that `recipe run --json` prints: the keys of `fit` for the first part of the recipe, its scores (and what
 * follows from them) being means over the seeds; then the seeds, the tutorial's way, and every part.
 */
export function recipeDocument(
  story: RecipeOutcome,
  files: Readonly<Record<string, string | readonly string[]>>,
  lang: Lang,
): object {
  const { outcome, parts, tutorial, sources, simulated, notes } = story;
  const [first] = parts;
  const written = parts.find(({ asWritten }) => asWritten !== undefined)?.asWritten;
  return {
    ...(outcome === undefined
      ? { command: "recipe run", files }
      : fitKeys({ ...outcome, ...meansOf(first?.doneRight) }, files, lang)),
    notes: noteRows(notes, lang),
    recipe: story.name,
    simulated,
    sources,
    seeds: seedRows(first?.doneRight),
    as_written: written === undefined ? null : wayRow(written),
    tutorial: tutorial === undefined ? null : { ...tutorial, source: tutorial.source[lang] },
    parts: parts.map((part) => partRow(part, lang)),
  };
}

function fitKeys(
  outcome: NonNullable<RecipeOutcome["outcome"]>,
  files: Parameters<typeof recipeDocument>[1],
  lang: Lang,
) {
  return outcomeDocument("recipe run", outcome, files, lang);
}

function meansOf(way: RecipeWay | undefined) {
  const scores = meanScores(way?.runs ?? []);
  const seconds = (way?.runs ?? []).reduce((sum, run) => sum + run.seconds, 0);
  return { scores, seconds, ...compareScores(scores) };
}

function partRow({ name, title, unit, metric, goal, asWritten, doneRight }: RecipePart, lang: Lang): object {
  return {
    name,
    title: title[lang],
    unit: unit[lang],
    metric,
    goal: goal ?? null,
    done_right: doneRight === undefined ? null : wayRow(doneRight),
    as_written: asWritten === undefined ? null : wayRow(asWritten),
  };
}

function wayRow(way: RecipeWay): object {
  return { model: way.model, scores: scoreRows(meanScores(way.runs)), seeds: seedRows(way) };
}

function seedRows(way: RecipeWay | undefined): object[] {
  return (way?.runs ?? []).map(({ seed, scores, seconds }: SeedRun) => ({ seed, scores: scoreRows(scores), seconds }));
}
