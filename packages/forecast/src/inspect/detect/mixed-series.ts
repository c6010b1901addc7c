import type { Table } from "../../contracts/index.ts";
import { listNames } from "../../data/column-names.ts";
import { asCategories } from "../../data/find-series.ts";
import { findingOf } from "../finding.ts";
import type { Finding } from "../inspection.ts";
import { keyColumns } from "../key-columns.ts";
import { repeatedTimes } from "../repeated-times.ts";
import { type Survey, survey } from "../survey.ts";

/** What was found, and the table as it is where one column alone tells its series apart. */
export interface MixedSeries {
  readonly findings: readonly Finding[];
  readonly surveyed: Survey;
  /** True where several columns together tell them apart: only a person can make them one. */
  readonly isUnsettled: boolean;
}

/**
 * Rows of one time that other columns tell apart, as readings of different places are. One column is to name the series, and all else is
 * looked at as if it did; several are to be joined by a person. Facts: keys, series, and key where it is one.
 */
export function detectMixedSeries(surveyed: Survey): MixedSeries {
  const { table } = surveyed;
  const none = { findings: [], surveyed, isUnsettled: false };
  if (!table.time || repeatedTimes(surveyed).differ === 0) return none;
  const keys = keyColumns(table);
  if (!keys) return none;
  const [name] = keys.names;
  const told = keys.names.length === 1 && name !== undefined && !table.series ? bySeries(table, name) : undefined;
  return {
    findings: [
      findingOf(table, {
        code: "mixed_series",
        weight: "blocks",
        ...(told && name !== undefined ? { column: name } : {}),
        count: keys.series,
        facts: { keys: listNames(keys.names), series: keys.series, ...(told ? { key: name! } : {}) },
        ...(told ? { repair: { table: { series_column: name } } } : {}),
      }),
    ],
    surveyed: told ? survey(told) : surveyed,
    isUnsettled: !told,
  };
}

/** The table as it is read where this column, of words or of whole numbers, names the series. */
export function bySeries(table: Table, name: string): Table {
  const series = asCategories(table.columns.find((column) => column.name === name));
  if (!series) return table;
  return { ...table, layout: "long", series, columns: table.columns.filter((column) => column.name !== name) };
}
