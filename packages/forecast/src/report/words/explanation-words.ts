import type { PartKind } from "@gatecast/nn";
import type { GateValues, InputKind } from "../../explain/index.ts";

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
  /** Of many parts the first are drawn. Facts: drawn, parts, name. */
  readonly moreParts: string;
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
      | "atEnd"
      | "part"
      | "steps"
      | "rowsOfStep"
      | "firstStep"
      | "lastStep"
      | "baseline"
      | "equations",
      string
    >
  >;
  /** Names in legends. */
  readonly keys: Readonly<Record<"raises" | "lowers" | "lowest" | "middle" | "highest" | "band" | "share", string>>;
  /** Facts: units. */
  readonly meanOfUnits: string;
  /** Where gates have so many units each. */
  readonly meanOfEach: string;
  /** Facts: unit. */
  readonly unit: string;
  /** A layer. Facts: layer. */
  readonly layer: string;
  /** Facts: layer, part. */
  readonly partOfLayer: string;
  /** What is read from the end. Facts: name. */
  readonly backward: string;
  /** Parts of layers. Facts: which. */
  readonly parts: Readonly<Record<PartKind, string>>;
  /** Behind a caption, where a step is not a row. Facts: rows. */
  readonly ofSeveralRows: string;
  readonly ofRowsAhead: string;
  /** A gate, a state or another value. Facts: name. */
  readonly valueKinds: Readonly<Record<GateValues["kind"], string>>;
  readonly pictures: Readonly<Record<ExplanationPicture, { readonly title: string; readonly caption: string }>>;
  /** What the numbers are and what they are not, a sentence each. */
  readonly method: readonly string[];
}
