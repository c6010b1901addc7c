import type { Frame, Metrics, Note, Outcome, Score, Verdict, WindowForecasts } from "../contracts/index.ts";
import type { Reading } from "./reading.ts";
import type { ForecastSession, SessionRequest } from "./session/forecast-session.ts";

/** What a model file says of itself, without its weights. */
export interface ModelDescription {
  readonly target: string;
  readonly past: readonly string[];
  readonly future: readonly string[];
  readonly calendar: readonly string[];
  readonly lookback: number;
  readonly horizon: number;
  readonly season: number;
  readonly cell: string;
  readonly seed: number;
  readonly parameters: number;
  readonly weightsSha256: string;
  /** How its table was read and cleaned; null where it was given a frame. */
  readonly reading: Reading | null;
  /** The configuration that made it; plain JSON. */
  readonly configuration: Readonly<Record<string, unknown>>;
  /** How the network scored on its test rows when it was made; null where nothing could be scored. */
  readonly scored: Metrics | null;
}

export interface ForecastRequest {
  /** Rows ahead; the trained horizon where absent. More is reached recursively where no unknown input is needed. */
  readonly horizon?: number;
  /**
   * Newer data to forecast from its last row; the last rows seen in training where absent. With `future` covariates, the
   * rows after the last known target must hold them.
   */
  readonly frame?: Frame;
  /**
   * Passes with masks of dropout drawn anew (Gal & Ghahramani 2016), which a band is made of, together with errors on
   * validation rows: for models trained with `variational`.
   */
  readonly passes?: number;
  /** Share of later readings that the band is to hold, in per cent; 90 where absent. */
  readonly level?: number;
}

/** A forecast beyond the end of a table. */
export interface ForecastAnswer {
  /** The rows that the forecast starts from; `forecasts.origins[0]` is a row of it. */
  readonly frame: Frame;
  readonly forecasts: WindowForecasts;
  /**
   * Lower and upper end of the band, named `<model>-lo-<level>` and `<model>-hi-<level>`; NaN from where passes grow without
   * end. Absent where no passes were asked for.
   */
  readonly band?: readonly [WindowForecasts, WindowForecasts];
  readonly notes: readonly Note[];
}

/** A saved model's scores on rows that it has not seen, network first. */
export interface Evaluation {
  readonly scores: readonly Score[];
  readonly bestBaseline: string;
  readonly skill: number;
  readonly verdict: Verdict;
  /** Forecasts of every window; of the latest, with a note, where there are more than 100,000. */
  readonly test: readonly WindowForecasts[];
  /** Windows that were scored, and forecast rows in them whose actual value is known. */
  readonly windows: number;
  readonly points: number;
  /** First and last row of the table that were scored. */
  readonly rows: { readonly first: number; readonly last: number };
  readonly notes: readonly Note[];
}

/** A fitted forecaster: one file, without the data that it learnt from. */
export interface ForecastModel {
  readonly description: ModelDescription;
  /** The bytes of one `.safetensors` file. */
  save(): Promise<Uint8Array>;
  /**
   * @throws Problem where the horizon needs input that is not there (usage), passes are asked of a model that was trained
   *   without masks (usage `not_variational`), or the table does not fit (data).
   */
  forecast(request?: ForecastRequest): ForecastAnswer;
  /** Scores every window whose targets all lie after the rows that the model was fitted on. */
  evaluate(frame: Frame): Evaluation;
  /**
   * A session for data that arrives row by row: each push answers with the next forecast in constant time.
   * @throws Problem (data) where the table does not fit the model.
   */
  session(request?: SessionRequest): ForecastSession;
  /**
   * Goes on where a session of this model was saved.
   * @throws Problem `model_unreadable`, `model_altered`, `model_version` (model) where the bytes are no such state,
   *   `session_differs` (usage) where it is of another model.
   */
  restoreSession(state: Uint8Array): Promise<ForecastSession>;
  /** Frees its memory, and that of its sessions. */
  close(): void;
}

/** A finished fit: what was found out, and the model. Close the model when done. */
export interface Fitted {
  readonly outcome: Outcome;
  readonly model: ForecastModel;
}
