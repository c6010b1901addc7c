import type { NumberColumn } from "../contracts/index.ts";
import { mean, quantile, valuesAt, valuesBeyond, valuesWhere } from "../statistics/index.ts";
import type { NumberFacts } from "./inspection.ts";
import { setSentinelsApart } from "./sentinels.ts";
import type { Survey } from "./survey.ts";

/** A column of numbers with what its detectors share. */
export interface NumberView {
  readonly column: NumberColumn;
  /** Values that seem to stand for "missing". */
  readonly sentinels: readonly number[];
  /** Known values without the sentinels, ascending. */
  readonly sorted: Float64Array;
  readonly facts: NumberFacts;
}

/** How many interquartile ranges beyond the quartiles the whiskers of a box plot end at most (Tukey 1977). */
export const WHISKER = 1.5;

/**
 * Takes a column's measure. Filled-in values count like others; `known` are values that stand for "missing" elsewhere. The view lies in
 * `room`, which has the length of a column, until the next one is taken.
 */
export function viewNumbers(
  { table, series }: Survey,
  column: NumberColumn,
  room: Float64Array,
  known?: ReadonlySet<number>,
): NumberView {
  const { name, values } = column;
  const sorted = valuesWhere(values, (value) => !Number.isNaN(value), room).sort();
  const count = sorted.length;
  const base = { name, kind: "number", known: count, missing: values.length - count } as const;
  if (count === 0) return { column, sentinels: [], sorted, facts: { ...base, distinct: 0 } };
  const q1 = quantile(sorted, 0.25);
  const q3 = quantile(sorted, 0.75);
  const reach = WHISKER * (q3 - q1);
  const average = mean(sorted);
  const facts: NumberFacts = {
    ...base,
    distinct: distinctOf(sorted),
    firstKnown: table.lines[values.findIndex((value) => !Number.isNaN(value))]!,
    lastKnown: table.lines[values.findLastIndex((value) => !Number.isNaN(value))]!,
    // JSON has no −0.
    min: sorted[0]! + 0,
    max: sorted[count - 1]! + 0,
    mean: average,
    median: quantile(sorted, 0.5),
    ...(count > 1 ? { deviation: deviationOf(sorted, average) } : {}),
    q1,
    q3,
    outside: valuesBeyond(sorted, q1 - reach, q3 + reach).length,
    ...(isRising(values) || (series.length === 1 && isRising(valuesAt(values, series[0]!.rows)))
      ? { rising: true as const }
      : {}),
  };
  return { column, ...setSentinelsApart(sorted, known), facts };
}

/** Standard deviation of a sample, with n − 1. */
export function deviationOf(values: Float64Array, average: number): number {
  let squares = 0;
  for (let i = 0; i < values.length; i++) squares += (values[i]! - average) * (values[i]! - average);
  return Math.sqrt(squares / (values.length - 1));
}

function distinctOf(sorted: Float64Array): number {
  let count = 1;
  for (let i = 1; i < sorted.length; i++) if (sorted[i] !== sorted[i - 1]) count++;
  return count;
}

/** A clock, a running number or a total: at least ten readings, known throughout, none below the one before. */
function isRising(values: Float64Array): boolean {
  if (values.length < 10 || values[0] === values.at(-1)) return false;
  for (let i = 1; i < values.length; i++) if (!(values[i]! >= values[i - 1]!)) return false;
  return true;
}
