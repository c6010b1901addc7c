import type { NumberColumn } from "../../contracts/index.ts";
import { listNames } from "../../data/column-names.ts";
import { findingOf } from "../finding.ts";
import type { Finding, TextFacts } from "../inspection.ts";
import type { NumberView } from "../number-facts.ts";
import type { Survey } from "../survey.ts";

/** Readings of a series that must be there before it counts as one that never changes. */
const LEAST = 10;

/** A column that holds one value throughout: nothing can be learnt from it. */
export function detectConstantNumber({ table }: Survey, { facts }: NumberView): Finding[] {
  return facts.known > 1 && facts.distinct === 1 ? [constant(table, facts.name, facts.known, facts.min!)] : [];
}

/**
 * Series in which a column never changes, though it is another value in each. Where they are the most of them the column says where
 * a series is, not how it goes, and nothing is found, unless it is `toForecast`: then the fault harms.
 */
export function detectConstantSeries(
  { table, series }: Survey,
  { name, values }: NumberColumn,
  toForecast: boolean,
): Finding[] {
  const flat = series.filter(({ rows }) => isFlat(rows, values));
  const isMost = flat.length * 2 > series.length;
  if (series.length === 1 || flat.length === 0 || (isMost && !toForecast)) return [];
  return [
    findingOf(table, {
      code: "constant",
      weight: isMost ? "harms" : "informs",
      column: name,
      count: flat.reduce((sum, { rows }) => sum + rows.length, 0),
      rows: flat.map(({ rows }) => rows[0]!),
      counts: flat.map(({ rows }) => rows.length),
      facts: { series: flat.length, names: listNames(flat.map((one) => one.series)) },
    }),
  ];
}

/** True for a column that changes in no series of several: no series of it can be forecast. */
export function isStill({ series }: Survey, { values }: NumberColumn): boolean {
  return series.length > 1 && series.every(({ rows }) => isFlat(rows, values, 0));
}

function isFlat(rows: Uint32Array, values: Float64Array, least = LEAST): boolean {
  let known = 0;
  let first = Number.NaN;
  for (const row of rows) {
    const value = values[row]!;
    if (Number.isNaN(value)) continue;
    if (known === 0) first = value;
    else if (value !== first) return false;
    known++;
  }
  return known >= least;
}

/** The same of a column of words. */
export function detectConstantText({ table }: Survey, { name, distinct, known, common }: TextFacts): Finding[] {
  return distinct === 1 && known > 1 ? [constant(table, name, known, common[0]!.value)] : [];
}

function constant(table: Survey["table"], column: string, count: number, value: string | number): Finding {
  return findingOf(table, {
    code: "constant",
    weight: "informs",
    column,
    count,
    rows: [0],
    facts: { value },
    repair: { leave_out: column },
  });
}
