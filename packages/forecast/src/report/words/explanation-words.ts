import type { InputKind } from "../../explain/index.ts";

/** Pictures of an explanation. */
export type ExplanationPicture =
  | "window"
  | "contributions"
  | "inputs"
  | "importance"
  | "gates"
  | "units"
  | "alignment"
  | "alignmentWithin"
  | "drivers";

/** Words of an explanation: why a model forecasts what it forecasts. */
export interface ExplanationWords {
  readonly kind: string;
  /** Facts: target, cutoff, id. */
  readonly title: string;
  readonly headingSummary: string;
  readonly headingMore: string;
  readonly headingMethod: string;
  /** The forecast beside the baseline's. Facts: cutoff, target, when, forecast, difference, against, baseline. */
  readonly above: string;
  readonly below: string;
  readonly same: string;
  /** When the forecast is for. Facts: ds, step; first, last, steps. */
  readonly atStep: string;
  readonly onAverage: string;
  /** What it is compared with. Facts: windows; season. */
  readonly againstMean: string;
  readonly againstSeason: string;
  readonly againstLast: string;
  /** What comes from the linear path. Facts: model; then linear, difference. */
  readonly linearAll: string;
  readonly linearPart: string;
  /** Facts: input, total; then ds, value. */
  readonly moved: string;
  readonly movedMostAt: string;
  /** Facts: list. */
  readonly movedNext: string;
  readonly nothingMoved: string;
  /** Facts: windows, input, rmse, worse, percent. */
  readonly livesOn: string;
  /** Facts: windows, rmse. */
  readonly livesOnNone: string;
  /** Facts: list. */
  readonly hardlyMissed: string;
  /** Facts: list. */
  readonly misleads: string;
  /** Facts: model. */
  readonly noGates: string;
  /** The row of the window that an attention looked at most. Facts: ds, percent. */
  readonly looksAt: string;
  /** Facts: nodes. */
  readonly path: string;
  /** How inputs are called. Facts: name. */
  readonly inputs: Readonly<Record<InputKind, string>>;
  readonly labels: Readonly<
    Record<
      | "input"
      | "contribution"
      | "raised"
      | "lowered"
      | "strongestAt"
      | "contributionThere"
      | "rise"
      | "spread"
      | "rmseExchanged"
      | "forecast"
      | "baselineForecast"
      | "difference"
      | "sum"
      | "residual"
      | "nodes"
      | "cutoff"
      | "exchanged"
      | "exchangedRows"
      | "rmse"
      | "gate"
      | "mean"
      | "least"
      | "most"
      | "atOrigin"
      | "baseline"
      | "equations",
      string
    >
  >;
  /** Names in legends. */
  readonly keys: Readonly<Record<"raises" | "lowers" | "lowest" | "highest" | "band" | "share", string>>;
  /** Facts: units. */
  readonly meanOfUnits: string;
  /** Facts: unit. */
  readonly unit: string;
  /** A layer and its direction. Facts: layer. */
  readonly layer: string;
  readonly layerBackward: string;
  /** A gate or a state. Facts: name. */
  readonly gateNamed: string;
  readonly stateNamed: string;
  readonly pictures: Readonly<Record<ExplanationPicture, { readonly title: string; readonly caption: string }>>;
  /** What the numbers are and what they are not, a sentence each. */
  readonly method: readonly string[];
}
