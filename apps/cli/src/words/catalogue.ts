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
export type FileKey = "model" | "history" | "test_forecast" | "forecast" | "report" | "charts";

/** Every word of the command line that the report's catalogue does not have. A language that lacks one does not compile. */
export interface Words {
  epoch(facts: EpochFacts): string;
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
  readonly files: Readonly<Record<FileKey, string>>;
  forecastLater(command: string): string;
  /** Rows that `evaluate` scored. */
  scoredRows(first: string, last: string): string;
  /** A file that `forecast` wrote. */
  writtenTo(file: string): string;
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
