import type { Frame, Note, PanelOutcome, PanelScores, SeriesForecast } from "../../contracts/index.ts";
import type { ModelDescription } from "../model.ts";

/** What a panel's model file says of itself, without weights and series. */
export interface PanelDescription extends ModelDescription {
  /** How many series it knows. */
  readonly series: number;
}

export interface PanelRequest {
  /** Rows ahead; the trained horizon where absent. More is reached recursively where no unknown input is needed. */
  readonly horizon?: number;
  /**
   * Newer data, a frame for each series, to forecast from its last known target; the last rows seen in training where absent. A
   * series that the model does not know is prepared on its own rows.
   */
  readonly frames?: readonly Frame[];
  /** Passes with masks of dropout drawn anew, which a band of each series is made of; see `ForecastRequest`. */
  readonly passes?: number;
  /** Share of later readings that the bands are to hold, in per cent; 90 where absent. */
  readonly level?: number;
}

/** Forecasts beyond the end of each series that can be forecast: the network's, and with passes the ends of its band. */
export interface PanelAnswer {
  readonly series: readonly SeriesForecast[];
  /** `series_not_forecast` where rows, or what is known in advance, are missing; `series_unseen`; `recursive`. */
  readonly notes: readonly Note[];
}

/** One fitted model over many series: one file, without the data that it learnt from. */
export interface PanelModel {
  readonly description: PanelDescription;
  /** The bytes of one `.safetensors` file. */
  save(): Promise<Uint8Array>;
  /** @throws Problem where no series can be forecast, with what is the matter with the first. */
  forecast(request?: PanelRequest): PanelAnswer;
  /**
   * Scores every window whose targets all lie after the rows that the model was fitted on; of a series that it does not know, the
   * last horizon.
   */
  evaluate(frames: readonly Frame[]): PanelScores;
  /** Frees its memory. */
  close(): void;
}

/** A finished fit over many series. Close the model when done. */
export interface FittedPanel {
  readonly outcome: PanelOutcome;
  readonly model: PanelModel;
}
