import type { CategoryColumn } from "../../contracts/index.ts";
import { listNames } from "../../data/column-names.ts";
import { findingOf } from "../finding.ts";
import type { Finding } from "../inspection.ts";
import type { NumberView } from "../number-facts.ts";
import type { Survey } from "../survey.ts";
import { textFacts } from "../text-facts.ts";

/** Readings of a series that must be there before it counts as one that never changes. */
const LEAST = 20;

/**
 * A column that holds one value throughout: nothing can be learnt from it. Of several series those in which it never changes are
 * named, unless they are the most of them: then it says where a series is, not how it goes.
 */
export function detectConstantNumber(survey: Survey, { column, facts }: NumberView): Finding[] {
  const { table, series } = survey;
  if (facts.known < 2 || facts.distinct < 1) return [];
  if (facts.distinct === 1) return [constant(table, facts.name, facts.known, facts.min!)];
  if (series.length === 1) return [];
  const flat = series.filter(({ rows }) => isFlat(rows, column.values));
  if (flat.length === 0 || flat.length * 2 > series.length) return [];
  return [
    findingOf(table, {
      code: "constant",
      weight: "informs",
      column: facts.name,
      count: flat.reduce((sum, { rows }) => sum + rows.length, 0),
      rows: flat.map(({ rows }) => rows[0]!),
      counts: flat.map(({ rows }) => rows.length),
      facts: { series: flat.length, names: listNames(flat.map((one) => one.series)) },
    }),
  ];
}

function isFlat(rows: Uint32Array, values: Float64Array): boolean {
  let known = 0;
  let first = Number.NaN;
  for (const row of rows) {
    const value = values[row]!;
    if (Number.isNaN(value)) continue;
    if (known === 0) first = value;
    else if (value !== first) return false;
    known++;
  }
  return known >= LEAST;
}

/** The same of a column of words. */
export function detectConstantText({ table }: Survey, column: CategoryColumn): Finding[] {
  const { distinct, known, common } = textFacts(table, column);
  return distinct === 1 && known > 1 ? [constant(table, column.name, known, common[0]!.value)] : [];
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
