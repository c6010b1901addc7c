export type { OpenFile } from "./recipe-data.ts";
export type { DrawnRun, RecipeOutcome, RecipePart, RecipeWay, SeedRun } from "./recipe-outcome.ts";
export { meanScores } from "./recipe-parts.ts";
export { type Recipe, type RecipeSourceSpec, readRecipe, recipeSchema } from "./recipe-schema.ts";
export { type RecipeEvent, type RecipeRun, runRecipe } from "./run-recipe.ts";
