import type { CompareMeasure } from "@gatecast/forecast";

/** What the terminal's progress line tells of an epoch. */
export interface EpochFacts {
  readonly phase: "train" | "refit";
  readonly epoch: number;
  readonly epochs: number;
  /** Formatted; empty where not known. */
  readonly trainLoss: string;
  readonly validationLoss: string;
  readonly seconds: string;
}

/** The files that a run writes, by the names that `--json` gives them. */
export type FileKey =
  | "model"
  | "history"
  | "test_forecast"
  | "series_scores"
  | "forecast"
  | "report"
  | "charts"
  | "trials"
  | "runs"
  | "inspection"
  | "configuration"
  | "table"
  | "cleaning"
  | "diagnosis"
  | "explanation"
  | "attributions"
  | "gates";

/** What was found, where, how often, and in which lines of the file first. */
export interface FindingFacts {
  readonly code: string;
  readonly column: string | null;
  readonly series: string | null;
  readonly count: number;
  readonly firstRows: readonly number[];
}

/** How far a file is read. */
export interface ReadingFacts {
  readonly file: string;
  /** Megabytes, formatted; `total` is not known of a pipe. */
  readonly done: string;
  readonly total: string | undefined;
  readonly rows: number;
}

/** Every word of the command line that the report's catalogue does not have. A language that lacks one does not compile. */
export interface Words {
  epoch(facts: EpochFacts): string;
  reading(facts: ReadingFacts): string;
  /** What comes between reading and the first epoch, and may take a while. */
  readonly starting: string;
  /** An epoch of pretraining: before the search for the best epoch once for each part of the rows, before the refit once. */
  pretraining(facts: {
    readonly phase: "train" | "refit";
    readonly part: number;
    readonly parts: number;
    readonly epoch: number;
    readonly epochs: number;
    readonly loss: string;
  }): string;
  /** How many inputs of a model have been exchanged between windows. */
  exchanging(reached: { readonly inputs: number; readonly of: number }): string;
  readonly choosing: (done?: { readonly tried: number; readonly of: number }) => string;
  /** One line on how the run was set up and how long it took. */
  summary(facts: {
    readonly lookback: number;
    readonly horizon: number;
    readonly season: number;
    readonly train: number;
    readonly validation: number;
    readonly test: number;
    readonly epochs: number;
    readonly bestEpoch: number;
    readonly seconds: string;
  }): string;
  written(folder: string): string;
  /** A file that lies elsewhere, and what it is. */
  writtenElsewhere(file: string, text: string): string;
  readonly files: Readonly<Record<FileKey, string>>;
  forecastLater(command: string): string;
  /** The commands that use a configuration that `inspect` has written. */
  useConfiguration(command: string): string;
  /** What stands above all in a configuration that was proposed: the file, and the command that uses it. */
  proposalHead(file: string, command: string): string;
  /** Why a key of a proposed configuration is what it is, by the library's names of reasons. */
  readonly proposalReasons: Readonly<Record<string, string>>;
  /** A finding as a remark in a configuration. */
  finding(facts: FindingFacts): string;
  moreFindings(count: number): string;
  /** What a search trains at the moment. */
  trialEpoch(facts: {
    readonly trial: number;
    readonly rung: number;
    readonly epoch: number;
    readonly epochs: number;
  }): string;
  /** What a trial of a search has come to. */
  trialDone(row: {
    readonly trial: number;
    readonly epochs: number;
    readonly rmse: number | null;
    readonly settings: object;
    readonly failure: { readonly message: string } | null;
  }): string;
  /** Above the best trials. */
  trialsHead(trials: number): string;
  /** What stands above all in the configuration that a search has found. */
  tunedHead(file: string, trial: number, trials: number, command: string): string;
  /** What a comparison trains at the moment. */
  compareEpoch(facts: {
    readonly cell: string;
    readonly phase: "trial" | "train" | "refit";
    readonly learningRate: number;
    readonly seed: number;
    readonly epoch: number;
    readonly epochs: number;
    readonly done: number;
    readonly of: number;
  }): string;
  /** What a learning rate of a comparison has come to. */
  compareTrial(facts: {
    readonly cell: string;
    readonly trial: {
      readonly learningRate: number;
      readonly epochs: number;
      readonly error: number | null;
      readonly failure: { readonly message: string } | null;
    };
    readonly measure: CompareMeasure;
  }): string;
  /** What a run of a comparison has come to. */
  compareRun(facts: {
    readonly cell: string;
    readonly run: {
      readonly seed: number;
      readonly bestEpoch: number;
      readonly score: Readonly<Record<CompareMeasure, number>>;
    };
    readonly measure: CompareMeasure;
  }): string;
  /** A cell of a comparison cannot be in it, or came to nothing. */
  compareFailure(facts: {
    readonly cell: string;
    readonly failure: { readonly seed: number | null; readonly message: string };
  }): string;
  /** A run of a recipe begins. */
  recipeRun(run: { readonly part: string; readonly way: "as_written" | "done_right"; readonly seed: number }): string;
  /** A file that a recipe needs, and whether it is there. */
  recipeSource(source: {
    readonly file: string;
    readonly url: string;
    readonly licence: string;
    readonly sha256: string;
    readonly atHand: boolean;
  }): string;
  /** Rows that `evaluate` scored. */
  scoredRows(first: string, last: string): string;
  /** Series that `evaluate` scored. */
  scoredSeries(series: number): string;
  /** What `export` has written. */
  readonly exports: Readonly<Record<"onnx" | "torch", string>>;
  /** What a graph is given and answers. */
  readonly ports: {
    rows(rows: number, columns: readonly string[]): string;
    future(horizon: number, columns: readonly string[]): string;
    readonly time: Readonly<Record<"clock" | "row", (rows: number, horizon: number) => string>>;
    forecast(horizon: number, target: string): string;
  };
  /** What `weights` tells of a file. */
  readonly weights: {
    readonly formats: Readonly<
      Record<"gatecast-model" | "gatecast-panel" | "keras" | "keras-weights" | "keras-h5" | "torch", string>
    >;
    /** Above the table: the file, its format, and how many numbers it holds. */
    title(file: string, format: string, count: number): string;
    /** A layer's kind and what more is known of it. */
    both(kind: string, more: string): string;
    /** An activation that does nothing. */
    readonly linear: string;
    /** Layer, kind, gate order, inputs, units, directions, shapes. */
    readonly head: readonly string[];
    readonly dense: string;
    readonly other: string;
    readonly output: Readonly<Record<"last" | "sequence", string>>;
    readonly unordered: string;
    noCounterpart(layer: string, reason: string): string;
  };
  /** A file that `forecast` wrote. */
  writtenTo(file: string): string;
  /** Between the cells and what can be put around them. */
  readonly aroundCells: string;
  /** Between these and what decides. */
  readonly decides: string;
  readonly interrupted: string;
  saved(file: string): string;
  resume(command: string): string;
  readonly nothingSaved: string;
  /** Labels of an error's facts. */
  readonly failure: {
    readonly found: string;
    readonly needed: string;
    readonly hint: string;
    readonly where: string;
    row(row: number | string): string;
    column(name: string): string;
    readonly ours: string;
  };
}
