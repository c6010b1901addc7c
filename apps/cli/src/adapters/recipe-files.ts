import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { nearestName, Problem } from "@gatecast/forecast";
import type { InputKind } from "./input-problem.ts";
import { PACKAGE_FOLDER } from "./package-folder.ts";
import { readInput } from "./read-input.ts";

/** A recipe is written by hand. */
const RECIPE: InputKind = { kind: "usage", noun: "recipe", limit: 2 ** 20 };

/** Recipes come with the package: the build copies them there. */
const FOLDER = join(PACKAGE_FOLDER, "recipes");

/** A recipe's file and its text. */
export interface RecipeFile {
  readonly file: string;
  readonly text: string;
}

/** The recipes that come with Gatecast, by name. */
export async function ownRecipes(): Promise<readonly RecipeFile[]> {
  return Promise.all((await ownNames()).map((name) => readRecipeFile(join(FOLDER, `${name}.yaml`))));
}

/**
 * A recipe by its name, or by its path where that ends in `.yaml`, `.yml` or `.json`.
 * @throws Problem (usage) `recipe_unknown` with the nearest name, and what `readInput` throws.
 */
export async function findRecipe(name: string): Promise<RecipeFile> {
  if (/\.(?:ya?ml|json)$/i.test(name)) return readRecipeFile(name);
  const names = await ownNames();
  if (names.includes(name)) return readRecipeFile(join(FOLDER, `${name}.yaml`));
  const near = nearestName(name, names);
  throw new Problem("usage", "recipe_unknown", `There is no recipe "${name}".`, {
    found: name,
    needed: `one of ${names.join(", ")}, or a YAML file`,
    hint: near === undefined ? "See gatecast recipe list." : `Did you mean "${near}"?`,
  });
}

async function ownNames(): Promise<string[]> {
  return (await readdir(FOLDER)).flatMap((file) => /^(.*)\.yaml$/.exec(file)?.[1] ?? []).sort();
}

async function readRecipeFile(file: string): Promise<RecipeFile> {
  return { file, text: new TextDecoder().decode(await readInput(file, RECIPE)) };
}
