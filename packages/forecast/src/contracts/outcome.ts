import type { Frame } from "./frame.ts";

/** Errors of one model over the scored windows; see `evaluate/metrics` for each definition. NaN: not defined here. */
export interface Metrics {
  readonly rmse: number;
  readonly mae: number;
  readonly bias: number;
  readonly mape: number;
  readonly smape: number;
  readonly mase: number;
  readonly r2: number;
  readonly mda: number;
}

/** One row of the score table: a model, its errors over all scored points, and its errors step by step ahead. */
export interface Score extends Metrics {
  /** `lstm`, `gru` …, then `persistence`, `seasonal_naive`, `drift`, `climatology`, `ridge`. */
  readonly model: string;
  /** `[h]`: the same metrics, one entry per step ahead. */
  readonly perStep: readonly Metrics[];
}

/** Forecasts of one model from many origins, in the data's own unit. */
export interface WindowForecasts {
  readonly model: string;
  /** Row of the last reading known to each forecast, ascending. `[W]` */
  readonly origins: readonly number[];
  readonly horizon: number;
  /** `[W * horizon]`, row-major: `values[w * horizon + k]` forecasts row `origins[w] + 1 + k`. */
  readonly values: Float64Array;
}

/** Lower and upper end of a band about a forecast, named `<model>-lo-<level>` and `<model>-hi-<level>`; the level in per cent. */
export interface ForecastBand {
  readonly level: number;
  readonly ends: readonly [WindowForecasts, WindowForecasts];
}

/** One pass over the training windows. Losses are in the network's own (prepared) scale, comparable only with each other. */
export interface EpochRecord {
  /** From 1; epoch 0 is the network before its first step. */
  readonly epoch: number;
  /** NaN at epoch 0. */
  readonly trainLoss: number;
  /** NaN where there are no validation windows (the refit). */
  readonly validationLoss: number;
  readonly learningRate: number;
  /** Since training began. */
  readonly seconds: number;
}

/** Where the past ends: rows `[0, train)`, `[train, train + validation)`, then `test` rows to the end. */
export interface RowCounts {
  readonly train: number;
  readonly validation: number;
  readonly test: number;
}

/** What the scores say, as data; `report/verdict.ts` puts it into words. */
export type Verdict =
  /** The network has the lowest RMSE, by more than 1 %. */
  | "network_wins"
  /** The network and the best baseline lie within 1 % of each other. */
  | "network_ties"
  /** A baseline is better: the network is not worth its keep here. */
  | "baseline_wins"
  /** There was nothing to score. */
  | "not_scored";

/** Everything that `fit` found out, enough for the score table, the report and `--json`. */
export interface Outcome {
  readonly frame: Frame;
  readonly target: string;
  readonly past: readonly string[];
  readonly future: readonly string[];
  readonly lookback: number;
  readonly horizon: number;
  /** The seasonal period m that seasonal naive and MASE use; 1 where there is none. */
  readonly season: number;
  /** The network's model name: its cell. */
  readonly model: string;
  readonly rows: RowCounts;
  /** Network first, then each baseline. */
  readonly scores: readonly Score[];
  readonly bestBaseline: string;
  /** 1 − RMSE / RMSE of the best baseline. */
  readonly skill: number;
  readonly verdict: Verdict;
  /** The search for the best epoch, then the refit, which starts again at epoch 0. */
  readonly history: readonly EpochRecord[];
  /** The epoch whose weights validation chose; 0 is the linear start. */
  readonly bestEpoch: number;
  /** Forecasts of every test window, network first, then each baseline; of the latest, with a note, where there are more than 100,000. */
  readonly test: readonly WindowForecasts[];
  /** Test windows that were scored, and forecast rows in them whose actual value is known. */
  readonly windows: number;
  readonly points: number;
  /** Forecasts beyond the end of the frame from its last row, network first, then each baseline. One window each. */
  readonly beyond: readonly WindowForecasts[];
  /** About the network's forecast there; absent where it was trained without masks. */
  readonly band?: ForecastBand;
  /** Seconds of training, refit included. */
  readonly seconds: number;
  readonly seed: number;
  readonly parameters: number;
  readonly weightsSha256: string;
  /** What was decided and why, for people: codes with their facts, put into words by `report/`. */
  readonly notes: readonly Note[];
  /** The complete configuration that repeats this run; plain JSON. */
  readonly configuration: Readonly<Record<string, unknown>>;
}

/** Something a reader should know that is not an error: a choice made, a column ignored, a footer dropped. */
export interface Note {
  readonly code: string;
  readonly facts: Readonly<Record<string, string | number>>;
}
