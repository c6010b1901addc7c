import { Problem, type Recipe, readRecipe } from "@gatecast/forecast";
import { parse } from "yaml";
import type { RecipeFile } from "../adapters/recipe-files.ts";

/**
 * Reads a recipe from its YAML, in which one part may take over what another says (`<<: *written`).
 * @throws Problem (usage) `recipe_invalid`, with what the parser says.
 */
export function parseRecipe({ file, text }: RecipeFile): Recipe {
  let value: unknown;
  try {
    value = parse(text, { merge: true, prettyErrors: true });
  } catch (error) {
    const [found = ""] = String(error instanceof Error ? error.message : error).split("\n");
    throw new Problem("usage", "recipe_invalid", `"${file}" is not YAML.`, {
      found,
      needed: "name, sources, data and parts, as in the recipes that come with Gatecast",
      hint: "Copy one of them (gatecast recipe list) and change it step by step.",
      file,
    });
  }
  return readRecipe(value, file);
}
