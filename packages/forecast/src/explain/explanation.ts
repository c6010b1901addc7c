import type { PartKind } from "@gatecast/nn";
import type { Frame, Note, WindowForecasts } from "../contracts/index.ts";

/** What an input is: the target's own past, a covariate known up to the origin or in advance, or what the calendar tells. */
export type InputKind = "target" | "past" | "future" | "holidays" | "calendar";

/** A gate, a state or another named value of a recurrent layer, step by step. */
export interface GateValues {
  /** As the equations name it. */
  readonly name: string;
  readonly kind: "gate" | "state" | "value";
  /** How many numbers it is at each step; H of a compiled cell. */
  readonly units: number;
  /** `[S, units]`, row-major: gates after their own squashing (σ, tanh …), states after each step. */
  readonly values: Float64Array;
}

/** Rows of the frame, from the first to the last; rows behind the origin lie ahead. */
export interface RowSpan {
  readonly first: number;
  readonly last: number;
}

/** A part of a layer that has gates of its own, such as an encoder, or the LSTM of one scale. */
export interface GatePart {
  readonly kind: PartKind;
  /** Which one of several: levels, nodes and blocks count from 1, a scale is its rows a step; null where there is one. */
  readonly number: number | null;
  /** The column that a node stands for. */
  readonly column: string | null;
}

/** What happened in one direction of a recurrent layer or of a part of it, step by step. */
export interface GateLayer {
  /** Recurrent layers count from 1, the one that sees the data first. */
  readonly layer: number;
  /** Of a layer that reads windows from both ends: the way back. */
  readonly reverse: boolean;
  /** Null where the layer is one cell. */
  readonly part: GatePart | null;
  /** The compiled cell whose gates they are; null for what is made of operations. */
  readonly cell: string | null;
  /** Units of the widest of `gates`; H of a compiled cell. */
  readonly units: number;
  /**
   * Rows that each of its S steps covers, in the order of time: one row each where a cell walks over the window, several of segments
   * and scales, rows ahead of a decoder; the origin alone where the window is one step.
   */
  readonly spans: readonly RowSpan[];
  /** Gates in the order of the equations, then states, then what else has a name. */
  readonly gates: readonly GateValues[];
}

/** What an attention looked at: shares that sum to 1 in each of its steps. */
export interface Alignment {
  /** Layers that show one count from 1. */
  readonly layer: number;
  /** What the steps of the attention are: steps of the forecast, from the first, or rows of the window, from the oldest. */
  readonly over: "ahead" | "window";
  /** Steps of the attention, A. */
  readonly steps: number;
  /** Rows of the frame that it looked at: the first, and how many, T. */
  readonly first: number;
  readonly rows: number;
  /** `[A, T]`, row-major. */
  readonly shares: Float64Array;
}

/** Which covariates an attention over columns looked at, at each row of the window. */
export interface Drivers {
  readonly layer: number;
  /** Rows of the frame: the first, and how many, T. */
  readonly first: number;
  readonly rows: number;
  /** The inputs but the target, with the share of each at each row, `[T]`. */
  readonly inputs: readonly { readonly name: string; readonly kind: InputKind; readonly shares: Float64Array }[];
}

/** What one input contributed, row by row, in the target's unit. */
export interface InputAttribution {
  /** The column's name, or that of a calendar feature. */
  readonly name: string;
  readonly kind: InputKind;
  /** Σ of `values`. */
  readonly total: number;
  /** `[rows]` of the attribution. */
  readonly values: Float64Array;
  /** What the window and the baseline hold there, in the column's own unit; null for the calendar. `[rows]`, NaN where missing. */
  readonly readings: Float64Array | null;
  readonly baseline: Float64Array | null;
}

/** What the inputs of one window contributed to its forecast, measured against a baseline. */
export interface Attribution {
  /**
   * `mean`: each input at its mean over earlier windows of the table that end at the same point of the season; `last`: each
   * input held at its value at the origin.
   */
  readonly against: "mean" | "last";
  /** Windows that a mean is over; 0 for `last`. */
  readonly windows: number;
  /** Rows in the season that those windows are apart, 1 for none. */
  readonly season: number;
  /** What was explained: the forecast of the step, or the mean over the steps, from the window and from the baseline. */
  readonly forecast: number;
  readonly baselineForecast: number;
  /** Σ of all attributions − (forecast − baseline's forecast): what the integral misses. */
  readonly residual: number;
  /** Points of the path at which gradients were taken. */
  readonly nodes: number;
  /** Rows of the frame: the first, and how many. Rows behind the origin are ahead. */
  readonly first: number;
  readonly rows: number;
  /** The target first, then covariates, then the calendar. */
  readonly inputs: readonly InputAttribution[];
}

/** How much worse forecasts become when one input is exchanged between windows. */
export interface InputImportance {
  readonly name: string;
  readonly kind: InputKind;
  /** RMSE with the input exchanged, one for each repeat. */
  readonly rmse: readonly number[];
  /** Mean of these − RMSE as it is, in the target's unit. */
  readonly rise: number;
  /** Their standard deviation. */
  readonly spread: number;
}

/** Permutation importance over some windows of the table. */
export interface Importance {
  /** RMSE of the network on these windows as they are. */
  readonly rmse: number;
  readonly windows: number;
  /** Windows that there are; more than `windows` where a sample was taken, evenly spread. */
  readonly of: number;
  /** Whether their targets all lie behind what the model was fitted on. */
  readonly unseen: boolean;
  /** First and last row of the frame among their targets. */
  readonly rows: { readonly first: number; readonly last: number };
  /** In the order of the attribution; the first of them where a run was cut short. */
  readonly inputs: readonly InputImportance[];
}

/** Why a model forecasts what it forecasts, as data. */
export interface Explanation {
  readonly frame: Frame;
  readonly target: string;
  /** The network's cell. */
  readonly cell: string;
  readonly lookback: number;
  readonly horizon: number;
  /** Row of the frame: the last reading that the forecast knows. */
  readonly origin: number;
  /** The step ahead that was explained, from 1; null for the mean over all. */
  readonly step: number | null;
  /** The network's forecast from the origin, all steps. */
  readonly forecast: WindowForecasts;
  /**
   * What the network's linear path alone forecasts of what is explained, and whether that is all: the head beside it is 0, so
   * that nothing within the cell reaches a forecast. Null where there is no such path.
   */
  readonly linearPath: { readonly forecast: number; readonly isAll: boolean } | null;
  /** The equations of the cell, as lines of text; of a composed member, behind its own those of the cells that are parts of it. */
  readonly equations: readonly string[];
  /** Layer by layer, part by part, direction by direction. */
  readonly gates: readonly GateLayer[];
  /** Empty where nothing in the network is an attention over rows, or over columns. */
  readonly alignments: readonly Alignment[];
  readonly drivers: readonly Drivers[];
  /** The unit that was asked for, from 1; null for all. */
  readonly unit: number | null;
  readonly attribution: Attribution;
  /** Null where the table holds too few windows, or a run was cut short before it. */
  readonly importance: Importance | null;
  readonly notes: readonly Note[];
}
