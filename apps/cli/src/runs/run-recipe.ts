import { type Lang, Problem, type Recipe, type RecipeEvent, type RecipeOutcome, runRecipe } from "@gatecast/forecast";
import { engineOptions } from "../adapters/engine-options.ts";
import { localeLanguage } from "../adapters/environment.ts";
import { Interrupted } from "../adapters/interruption.ts";
import { type OutFolder, openFolder } from "../adapters/out-folder.ts";
import { findRecipe } from "../adapters/recipe-files.ts";
import { print, terminalColumns } from "../adapters/streams.ts";
import { writeFiles } from "../adapters/write-files.ts";
import type { Context } from "../context.ts";
import type { ChartFormat } from "../options/fit-request.ts";
import { parseRecipe } from "../options/parse-recipe.ts";
import { fileList, filesDocument } from "../output/file-list.ts";
import { noProgress, type Progress, showProgress } from "../output/progress.ts";
import { recipeDocument } from "../output/recipe-document.ts";
import { wordsFor } from "../words/words-for.ts";
import type { ResultFile } from "./page-run.ts";
import { pictureFiles } from "./picture-files.ts";
import { recipeFiles } from "./recipe-data.ts";

/** `gatecast recipe run`, as typed. */
export interface RecipeRunOptions {
  readonly recipe: string;
  /** A number, or what was typed instead of one. */
  readonly seeds?: unknown;
  readonly asWritten?: boolean;
  readonly data?: string;
  readonly out?: string;
  readonly lang?: Lang;
  readonly charts?: readonly ChartFormat[];
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly context: Context;
}

/** Runs a recipe and writes its report; where it is interrupted, the report of what was reached. */
export async function runRecipeFile(run: RecipeRunOptions): Promise<void> {
  const seeds = judgeSeeds(run.seeds);
  const lang = run.lang ?? localeLanguage();
  const recipe = parseRecipe(await findRecipe(run.recipe));
  run.context.interruption.takeCare();
  const folder = await openFolder(run.out ?? `gatecast-${recipe.name}`);
  try {
    const { story, isWhole } = await follow(recipe, run, seeds, lang);
    const files = await reportFiles(story, folder, lang, run.charts ?? []);
    await writeFiles(files);
    if (!isWhole) throw new Interrupted({ checkpoint: folder.file("report.html") });
    if (run.json === true) {
      print(`${JSON.stringify(recipeDocument(story, filesDocument(files), lang), null, 2)}\n`);
      return;
    }
    const { renderRecipeText } = await import("@gatecast/forecast/report");
    const columns = terminalColumns();
    const text = renderRecipeText(story, { lang, ...(columns === undefined ? {} : { width: columns }) });
    print(`${text}\n\n${fileList(folder.path, files, wordsFor(lang))}`);
  } catch (error) {
    await folder.discard();
    throw error;
  }
}

/** Reads the recipe's events to their end, or to an interruption. */
async function follow(
  recipe: Recipe,
  run: RecipeRunOptions,
  seeds: readonly number[],
  lang: Lang,
): Promise<{ readonly story: RecipeOutcome; readonly isWhole: boolean }> {
  const { signal } = run.context.interruption;
  const progress = run.quiet === true ? noProgress : showProgress(process.stderr, wordsFor(lang));
  const stream = runRecipe(recipe, {
    ...{ open: (await recipeFiles(run.data)).open, seeds, signal, engine: engineOptions({}) },
    asWritten: run.asWritten === true,
  });
  let reached: RecipeOutcome | undefined;
  try {
    for (;;) {
      const step = await stream.next();
      if (step.done === true) return { story: step.value, isWhole: true };
      if (step.value.kind === "reached") reached = step.value.outcome;
      tellOf(step.value, progress, lang);
      // Signals arrive between turns of the event loop, and training may leave it none.
      await new Promise((resolve) => setImmediate(resolve));
    }
  } catch (error) {
    if (!signal.aborted) throw error;
    if (reached === undefined) throw new Interrupted();
    return { story: reached, isWhole: false };
  } finally {
    progress.end();
  }
}

function tellOf(event: RecipeEvent, progress: Progress, lang: Lang): void {
  if (event.kind === "run") {
    // How the run before it ended.
    progress.end();
    progress.line(wordsFor(lang).recipeRun(event));
  }
  if (event.kind === "fit" && event.event.kind === "epoch") progress.epoch(event.event);
}

async function reportFiles(
  story: RecipeOutcome,
  folder: OutFolder,
  lang: Lang,
  charts: readonly ChartFormat[],
): Promise<readonly ResultFile[]> {
  const { recipePictures, renderRecipePage } = await import("@gatecast/forecast/report");
  const pictures = await pictureFiles("report", () => recipePictures(story, { lang }), charts);
  return [
    ...pictures.map(({ name, ...file }) => ({ ...file, path: folder.file(name) })),
    { key: "report", path: folder.file("report.html"), content: renderRecipePage(story, { lang }) },
  ];
}

function judgeSeeds(count: unknown = 5): number[] {
  if (typeof count === "number" && Number.isInteger(count) && count >= 1 && count <= 1000) {
    return Array.from({ length: count }, (_, i) => i + 1);
  }
  throw new Problem("usage", "option_invalid", `--seeds cannot be ${JSON.stringify(count)}.`, {
    found: JSON.stringify(count),
    needed: "a whole number from 1 to 1000",
    hint: "Leave it out for five.",
    option: "--seeds",
  });
}
