import type { FindingCode } from "../../inspect/inspection.ts";

/** What one kind of finding is called and why it matters. */
export interface FindingWords {
  /** A few words, for the first column of a table. */
  readonly what: string;
  /** One sentence on what it does to a forecast. */
  readonly why: string;
  /** More about this one, by its facts; empty for nothing; of several the first whose facts are there. Where facts are missing, those that are there are listed. */
  readonly detail: string | readonly string[];
}

/** Words of an inspection. */
export interface InspectionWords {
  readonly kind: string;
  readonly findings: Readonly<Record<FindingCode, FindingWords>>;
  /** Names of a finding's facts; others are shown by their own name. */
  readonly facts: Readonly<Record<string, string>>;
  readonly what: string;
  readonly where: string;
  readonly count: string;
  readonly firstRows: string;
  readonly repair: string;
  readonly noRepair: string;
  readonly wholeTable: string;
  readonly noFindings: string;
  readonly headingFindings: string;
  readonly headingColumns: string;
  readonly headingMeanings: string;
  readonly column: string;
  readonly type: string;
  readonly number: string;
  readonly text: string;
  readonly known: string;
  readonly missing: string;
  readonly least: string;
  readonly median: string;
  readonly most: string;
  readonly distinct: string;
  readonly frequent: string;
  readonly rows: string;
  readonly columns: string;
  readonly series: string;
  readonly period: string;
  readonly step: string;
  readonly detail: string;
  /** Facts: column, series. */
  readonly columnOfSeries: string;
  /** Where a finding of several columns is. Facts: columns. */
  readonly severalColumns: string;
  /** More about a finding of several columns. Facts: names, most, most_column. */
  readonly mergedDetail: string;
  /** The shares of several series. Facts: series, shares. */
  readonly partsDetail: string;
  /** One of them. Facts: series, count. */
  readonly share: string;
  /** The shares that are told, and how many are not. Facts: shares, count. */
  readonly andOthers: string;
  readonly range: string;
  /** Facts: least, most. */
  readonly fromTo: string;
  /** What a column of words holds. Facts: distinct, examples. */
  readonly different: string;
  /** Stands between what a finding says and the shares of its series. */
  readonly betweenDetails: string;
  /** Facts: count, percent. */
  readonly percentOf: string;
  /** Said of rows that are out of order because they run backwards. */
  readonly newestFirst: string;
  /** Facts: rows, columns, findings. */
  readonly summary: string;
  /** Facts: count. Said under a table that leaves some out. */
  readonly andMore: string;
}
