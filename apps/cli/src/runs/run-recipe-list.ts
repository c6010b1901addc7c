import type { Lang } from "@gatecast/forecast";
import { localeLanguage } from "../adapters/environment.ts";
import { ownRecipes } from "../adapters/recipe-files.ts";
import { print } from "../adapters/streams.ts";
import { parseRecipe } from "../options/parse-recipe.ts";
import { wordsFor } from "../words/words-for.ts";
import { recipeFiles } from "./recipe-data.ts";

/** `gatecast recipe list`, as typed. */
export interface RecipeListRun {
  readonly data?: string;
  readonly lang?: Lang;
  readonly json?: boolean;
}

/** Lists the recipes that come with Gatecast: what they ask, where their data is to be had, and whether it is there. */
export async function runRecipeList({ data, lang = localeLanguage(), json }: RecipeListRun): Promise<void> {
  const files = await recipeFiles(data);
  const { recipeTitle } = await import("@gatecast/forecast/report");
  const recipes = await Promise.all(
    (await ownRecipes()).map(async (found) => {
      const { name, parts, sources } = parseRecipe(found);
      const listed = sources.map(async (source) => ({ ...source, at_hand: await files.has(source.file) }));
      return {
        name,
        title: recipeTitle(name, { lang }) ?? parts.map(({ title }) => title[lang]).join(" · "),
        recipe: found.file,
        sources: await Promise.all(listed),
      };
    }),
  );
  if (json === true) {
    print(`${JSON.stringify({ command: "recipe list", recipes }, null, 2)}\n`);
    return;
  }
  const words = wordsFor(lang);
  const width = Math.max(0, ...recipes.map(({ name }) => name.length));
  const lines = recipes.flatMap(({ name, title, sources }) => [
    `${name.padEnd(width)}  ${title}`,
    ...sources.map((source) => `${" ".repeat(width)}  ${words.recipeSource({ ...source, atHand: source.at_hand })}`),
  ]);
  print(`${lines.join("\n")}\n`);
}
