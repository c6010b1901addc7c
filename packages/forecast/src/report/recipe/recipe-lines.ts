import type { Metrics } from "../../contracts/index.ts";
import type { RecipePart, RecipeWay } from "../../recipe/recipe-outcome.ts";
import { lookOf, PALETTE } from "../charts/palette.ts";
import type { Catalogue } from "../words/catalogue.ts";
import { modelName } from "../words/model-name.ts";

/** One line of a part's table: a model run one way. */
export interface RecipeLine {
  readonly way: "as_written" | "done_right";
  readonly model: string;
  readonly isNetwork: boolean;
  /** One of each run. */
  readonly scores: readonly Metrics[];
  readonly seconds: readonly number[];
}

/** The lines of a part: the tutorial's network with what it was compared with, then done right with its baselines. */
export function recipeLines({ asWritten, doneRight }: RecipePart): RecipeLine[] {
  return [...linesOf("as_written", asWritten), ...linesOf("done_right", doneRight)];
}

function linesOf(way: RecipeLine["way"], side: RecipeWay | undefined): RecipeLine[] {
  if (!side) return [];
  const models = [...new Set(side.runs.flatMap(({ scores }) => scores.map(({ model }) => model)))];
  return models.map((model) => ({
    way,
    model,
    isNetwork: model === side.model,
    scores: side.runs.flatMap(({ scores }) => scores.filter((score) => score.model === model)),
    seconds: model === side.model ? side.runs.map(({ seconds }) => seconds) : [],
  }));
}

/** `done right: network (lstm)`. */
export function lineName({ way, model, isNetwork }: RecipeLine, words: Catalogue): string {
  const side = way === "as_written" ? words.recipes.asWritten : words.recipes.doneRight;
  return isNetwork ? side : modelName(model, "", words);
}

/** The colour of a line's bar: done right as the network, as written in grey, baselines in their own. */
export function lineColor({ way, model, isNetwork }: RecipeLine): string {
  if (isNetwork) return way === "done_right" ? PALETTE.network : PALETTE.training;
  return lookOf(model, "").color;
}
