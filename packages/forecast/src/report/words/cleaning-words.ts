/** What a cleaning step does, as a short phrase; each by its kind, or its kind and way. */
export type StepWording =
  | "missing"
  | "sort"
  | "duplicates_first"
  | "duplicates_last"
  | "duplicates_mean"
  | "outliers"
  | "fill_mode"
  | "fill_mean"
  | "fill_median"
  | "fill_forward"
  | "fill_backward"
  | "fill_linear"
  | "fill_seasonal"
  | "regular_mean"
  | "regular_sum"
  | "regular_last"
  | "encode_one_hot"
  | "encode_ordinal"
  | "drop"
  | "table"
  | "leave_out";

/** Words of cleaning. */
export interface CleaningWords {
  readonly kind: string;
  /** Any setting of the step may stand in braces; settings that a phrase does not mention follow it in brackets. */
  readonly steps: Readonly<Record<StepWording, string>>;
  /** Words for settings such as `iqr` and `bound`. */
  readonly ways: Readonly<Record<string, string>>;
  /** Names of the kinds of steps. */
  readonly kinds: Readonly<Record<string, string>>;
  /** Names of settings in brackets. */
  readonly settings: Readonly<Record<string, string>>;
  readonly headingSteps: string;
  readonly headingTable: string;
  readonly noSteps: string;
  readonly column: string;
  readonly known: string;
  readonly missing: string;
  readonly mean: string;
  readonly spread: string;
  readonly least: string;
  readonly most: string;
  readonly filled: string;
  readonly rows: string;
  readonly columns: string;
  /** Facts: before, after. */
  readonly change: string;
  /** Facts: rows, rowsAfter, missing, missingAfter. */
  readonly summary: string;
  readonly neverScored: string;
}
