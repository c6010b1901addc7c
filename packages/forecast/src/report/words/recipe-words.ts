/** Names of the recipes that have words of their own. */
export type RecipeName = "temperature" | "air-quality" | "passengers" | "rainfall" | "steering" | "metro";

/** What a recipe is about. */
export interface RecipeTexts {
  readonly title: string;
  readonly question: string;
  /** What the tutorial does, step by step. */
  readonly asWritten: string;
  /** What the tutorial missed. */
  readonly missed: string;
}

/** Words of recipes. */
export interface RecipeWords {
  readonly kind: string;
  readonly texts: Readonly<Record<RecipeName, RecipeTexts>>;
  readonly headingQuestion: string;
  readonly headingSource: string;
  readonly headingAsWritten: string;
  readonly headingMissed: string;
  readonly headingSeries: string;
  readonly asWritten: string;
  readonly doneRight: string;
  readonly way: string;
  readonly model: string;
  readonly seeds: string;
  readonly seconds: string;
  readonly licence: string;
  readonly checksum: string;
  readonly source: string;
  readonly file: string;
  /** Facts: metric, values, source. */
  readonly tutorialValues: string;
  readonly meanAndSpread: string;
  /** Facts: written, right. */
  readonly seasons: string;
  readonly noDates: string;
  /** Facts: metric, ours, baseline, baselineScore, percent, seeds. */
  readonly wins: string;
  readonly ties: string;
  readonly loses: string;
  readonly notScored: string;
  /** Facts: metric, written, right. */
  readonly writtenBeside: string;
  /** As written against the best baseline on the same rows. Facts: metric, written, baseline, baselineScore. */
  readonly writtenWins: string;
  readonly writtenTies: string;
  readonly writtenLoses: string;
  /** Facts: metric, score, goal. */
  readonly goalMet: string;
  readonly goalMissed: string;
  /** Facts: baseline. */
  readonly everyStep: string;
  /** Facts: baseline, steps. */
  readonly notEveryStep: string;
  readonly simulated: string;
}
