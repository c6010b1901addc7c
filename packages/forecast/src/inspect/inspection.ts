import type { Step, StepUnit, TableLayout } from "../contracts/index.ts";

/** What a careful colleague would notice about a table. Everything here is plain data: `JSON.stringify` loses nothing. */
export interface Inspection {
  /** The file's name without its extension, or the id of the series that was taken from it. */
  readonly id: string;
  readonly layout: TableLayout;
  readonly rows: number;
  /** Absent where the file has no time. */
  readonly time?: TimeFacts;
  readonly columns: readonly ColumnFacts[];
  /** Number of series in rows; 1 where no column names them. A wide table's series are its columns. */
  readonly seriesCount: number;
  /** The column that names the series, where there is one. */
  readonly seriesColumn?: string;
  /** The first thousand series in the order of their first appearance; empty where no column names them. */
  readonly series: readonly SeriesFacts[];
  /** The column to forecast, as given or guessed; absent where no column holds numbers that change. */
  readonly target?: TargetFacts;
  /** The weightiest first. */
  readonly findings: readonly Finding[];
}

/** When the rows were read. */
export interface TimeFacts {
  readonly name: string;
  readonly columns: readonly string[];
  /** Earliest and latest time, written as the file writes them. */
  readonly first: string;
  readonly last: string;
  readonly zone?: string;
  /** The step that most neighbours lie apart; absent where no time follows another. */
  readonly step?: Step;
  readonly unit?: StepUnit;
  /** Share of neighbours, 0 to 1, exactly one step apart, rows in order of time and repetitions left out. */
  readonly share?: number;
}

export type ColumnFacts = NumberFacts | TextFacts;

/** A column of numbers in brief. NaN never occurs: what is not defined (nothing known) is absent. */
export interface NumberFacts {
  readonly name: string;
  readonly kind: "number";
  readonly known: number;
  readonly missing: number;
  readonly distinct: number;
  /** Lines of the file with the first and the last reading. */
  readonly firstKnown?: number;
  readonly lastKnown?: number;
  readonly min?: number;
  readonly max?: number;
  readonly mean?: number;
  readonly median?: number;
  /** Standard deviation with n − 1, from 2 readings on. */
  readonly deviation?: number;
  /** Quartiles, interpolated linearly. */
  readonly q1?: number;
  readonly q3?: number;
  /** Readings outside a box plot's whiskers, 1.5 interquartile ranges beyond the quartiles. */
  readonly outside?: number;
  /** True for a clock, a running number or a total: it is known throughout and never falls, be it once its rows are in order. */
  readonly rising?: true;
}

/** A column of words in brief. */
export interface TextFacts {
  readonly name: string;
  readonly kind: "text";
  readonly known: number;
  readonly missing: number;
  readonly distinct: number;
  readonly firstKnown?: number;
  readonly lastKnown?: number;
  /** The most frequent words with their counts, five at most. */
  readonly common: readonly { readonly value: string; readonly count: number }[];
}

/** One series of a long table in brief. */
export interface SeriesFacts {
  readonly name: string;
  readonly rows: number;
  /** Earliest and latest time, written as the file writes them; absent where there is no time. */
  readonly first?: string;
  readonly last?: string;
  /** Columns of numbers, in the table's order; absent in tables with very many cells of this kind. */
  readonly columns?: readonly SeriesColumnFacts[];
}

export interface SeriesColumnFacts {
  readonly name: string;
  readonly known: number;
  readonly missing: number;
  readonly min?: number;
  readonly max?: number;
  readonly mean?: number;
  readonly deviation?: number;
}

export interface TargetFacts {
  readonly column: string;
  /** `given` by the caller; `name` sounds like a target; `first` column of numbers that change. */
  readonly reason: "given" | "name" | "first";
}

export type FindingCode =
  | "all_missing"
  | "clock_change"
  | "constant"
  | "duplicate_rows"
  | "duplicate_times"
  | "error_cells"
  | "footer"
  | "irregular_step"
  | "leading_missing"
  | "leading_zeros"
  | "missing_values"
  | "mixed_series"
  | "mixed_times"
  | "no_header"
  | "no_time"
  | "out_of_order"
  | "outliers_hampel"
  | "outliers_iqr"
  | "padding"
  | "ragged"
  | "rows_without_time"
  | "sentinel"
  | "step_change"
  | "target_copy"
  | "text_numbers"
  | "time_gaps"
  | "weekend_cut";

/** `blocks`: no model can be fitted before it is repaired; `harms`: forecasts would suffer; `informs`: worth knowing. */
export type FindingWeight = "blocks" | "harms" | "informs";

/** The step that would repair a finding: a cleaning step, an option of reading, or a column to leave out. */
export type Repair =
  | { readonly kind: string; readonly [option: string]: unknown }
  | { readonly table: Readonly<Record<string, unknown>> }
  | { readonly leave_out: string };

/** What one series or one column has of a finding that concerns several. */
export interface FindingPart {
  readonly column: string | null;
  /** Null where no column names the series. */
  readonly series: string | null;
  readonly count: number;
  /** Lines of the file, from 1, five at most. */
  readonly firstRows: readonly number[];
}

/** One thing noticed; all its rows together are one finding. */
export interface Finding {
  readonly code: FindingCode;
  readonly weight: FindingWeight;
  /** Null where it concerns the whole table, or several columns, which are then its parts. */
  readonly column: string | null;
  /** Null where none is named, or where it concerns several series, which are then its parts. */
  readonly series: string | null;
  /** Cells, rows or steps, as the code's sentence says. */
  readonly count: number;
  /** Lines of the file, from 1, five at most. */
  readonly firstRows: readonly number[];
  readonly facts: Readonly<Record<string, string | number>>;
  readonly repair: Repair | null;
  /** Of several series or columns each with its own count, the greatest first, a thousand at most; else empty. */
  readonly parts: readonly FindingPart[];
}
