/** Pictures of a table, of a series and of a recipe, beside the five charts of a run. */
export type PictureName =
  | "boxes"
  | "distributions"
  | "series"
  | "missing"
  | "missing_after"
  | "correlations"
  | "decomposition"
  | "additive"
  | "multiplicative"
  | "histogram"
  | "overlay"
  | "truth"
  | "steps"
  | "step_mean"
  | "first_step"
  | "step_errors"
  | "scatter"
  | "scores"
  | "residual_correlations";

/** Words of charts. */
export interface PictureWords {
  readonly titles: Readonly<Record<PictureName, { readonly title: string; readonly caption: string }>>;
  readonly actual: string;
  readonly acf: string;
  readonly agree: string;
  readonly after: string;
  readonly before: string;
  readonly beforeBehindAfter: string;
  readonly counted: string;
  readonly fitted: string;
  readonly gap: string;
  readonly known: string;
  readonly lag: string;
  readonly missingAll: string;
  readonly missingSome: string;
  readonly noRows: string;
  readonly normal: string;
  readonly observed: string;
  readonly outlier: string;
  readonly pacf: string;
  readonly predicted: string;
  readonly remainder: string;
  readonly season: string;
  readonly trend: string;
  readonly validated: string;
  /** `step 3`. */
  step(step: number): string;
}
