import type { CleanSpec } from "../../clean/clean-spec.ts";
import type { NumberColumn, Table } from "../../contracts/index.ts";
import { listNames } from "../../data/column-names.ts";
import { quantile, valuesAt, valuesBeyond, valuesWhere } from "../../statistics/index.ts";
import { findingOf } from "../finding.ts";
import type { Finding } from "../inspection.ts";
import { type NumberView, WHISKER } from "../number-facts.ts";
import { rowsChanged } from "../rows-changed.ts";
import type { Survey } from "../survey.ts";

const LEAST = 20;
/** Tukey's outer fences: values beyond them are "far out". */
const FAR = 3;
/** Where more than this share lies outside the whiskers, the column is skewed rather than faulty. */
const FEW = 0.01;
/** How much farther from its neighbour than the neighbour from the median: nothing natural jumps like that. */
const APART = 10;

/** Limits that a step may be given, the most sparing of which take the rarest values only. */
const LIMITS = [FAR, 5, 10, 20, 50, 100];

/** What is to be taken out of one series. */
interface Outside {
  /** Values that lie apart from all others, or else those that are far out. */
  readonly named: ReadonlySet<number>;
  readonly apart: boolean;
  /** The one farthest from the median. */
  readonly extreme: number;
}

/**
 * Values far out of a box plot, more than 3 interquartile ranges beyond the quartiles of their series (Tukey 1977), where few lie
 * outside its whiskers; skewed series are left in peace. A value that lies apart from all others weighs more, and then only
 * it is to be taken out. Counted is what the step that is proposed takes away, for it is asked. Facts: apart (how many values lie
 * apart), extreme (the farthest); low and high (the least and the greatest of what stays) of a single series, or series
 * and names of those concerned.
 */
export function detectOutliersIqr({ table, series }: Survey, { column, sorted, sentinels }: NumberView): Finding[] {
  const { name, values } = column;
  const found: { series: string; outside: Outside }[] = [];
  const rows: number[] = [];
  for (const one of series) {
    const isKnown = (value: number): boolean => !Number.isNaN(value) && !sentinels.includes(value);
    const own =
      series.length === 1 ? sorted : one.rows.length < LEAST ? undefined : valuesOf(one.rows, values, isKnown);
    const outside = own && own.length >= LEAST ? outsideOf(own) : undefined;
    if (!outside) continue;
    found.push({ series: one.series, outside });
    for (const row of one.rows) if (outside.named.has(values[row]!)) rows.push(row);
  }
  const [first] = found;
  if (!first) return [];
  const names = found.map((one) => one.series);
  const apart = found.flatMap(({ outside }) => (outside.apart ? [...outside.named] : []));
  const { repair, taken } = repairOf(table, column, rows, {
    apart: found.every(({ outside }) => outside.apart) ? apart : [],
    names: series.length > 1 ? names : [],
  });
  const rest = found.length === 1 ? restOf(column, series.find((one) => one.series === first.series)!.rows, taken) : {};
  return [
    findingOf(table, {
      code: "outliers_iqr",
      weight: apart.length > 0 ? "harms" : "informs",
      column: name,
      count: taken.length,
      rows: taken,
      facts: {
        apart: apart.length,
        extreme: first.outside.extreme,
        ...(found.length === 1 ? rest : { series: names.length, names: listNames(names) }),
      },
      ...(repair ? { repair } : {}),
    }),
  ];
}

/**
 * The step that takes out these rows and few others, and the rows that it takes. Values apart go by their value, unless other rows hold
 * the same rightly; else by the limit that comes nearest. Without a step where the best of them misses or adds more than it
 * hits.
 */
function repairOf(
  table: Table,
  column: NumberColumn,
  rows: readonly number[],
  { apart, names }: { readonly apart: readonly number[]; readonly names: readonly string[] },
): { readonly repair?: CleanSpec; readonly taken: readonly number[] } {
  const columns = [column.name];
  const wanted = new Set(rows);
  const only = names.length > 0 ? { series: [...names] } : {};
  const steps: CleanSpec[] = [
    ...(apart.length > 0 ? [{ kind: "missing" as const, values: [...new Set(apart)], columns }] : []),
    ...LIMITS.map((limit) => ({ kind: "outliers", by: "iqr", replace: "missing", limit, ...only, columns }) as const),
  ];
  let best: { repair: CleanSpec; taken: readonly number[]; wrong: number } | undefined;
  for (const repair of steps) {
    const taken = rowsChanged(table, column, repair);
    const hits = taken.filter((row) => wanted.has(row)).length;
    const wrong = taken.length + wanted.size - 2 * hits;
    if (hits > wrong && (!best || wrong < best.wrong)) best = { repair, taken, wrong };
    if (wrong === 0) break;
  }
  return best ?? { taken: [...rows].sort((a, b) => a - b) };
}

/** The least and the greatest value of a series' rows but for those taken out. */
function restOf({ values }: NumberColumn, rows: Uint32Array, taken: readonly number[]): { low: number; high: number } {
  const gone = new Set(taken);
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const row of rows) {
    if (gone.has(row) || Number.isNaN(values[row]!)) continue;
    low = Math.min(low, values[row]!);
    high = Math.max(high, values[row]!);
  }
  return { low, high };
}

function valuesOf(rows: Uint32Array, values: Float64Array, isKnown: (value: number) => boolean): Float64Array {
  return valuesWhere(valuesAt(values, rows), isKnown).sort();
}

function outsideOf(sorted: Float64Array): Outside | undefined {
  const [q1, median, q3] = [quantile(sorted, 0.25), quantile(sorted, 0.5), quantile(sorted, 0.75)];
  const range = q3 - q1;
  const apart = valuesApart(sorted, median);
  // Where half of a series is one value, every other lies outside.
  if (range === 0 && apart.length === 0) return undefined;
  const outside = valuesBeyond(sorted, q1 - WHISKER * range, q3 + WHISKER * range);
  const far = valuesBeyond(outside, q1 - FAR * range, q3 + FAR * range);
  if (far.length === 0 || (apart.length === 0 && outside.length > Math.max(3, FEW * sorted.length))) return undefined;
  return {
    named: new Set(apart.length > 0 ? apart : far),
    apart: apart.length > 0,
    extreme: far.reduce((a, b) => (Math.abs(b - median) > Math.abs(a - median) ? b : a)),
  };
}

/** The few values at either end that lie apart from all the rest. */
function valuesApart(sorted: Float64Array, median: number): number[] {
  const most = Math.max(3, Math.floor(sorted.length / 1000));
  const end = (at: (k: number) => number): number[] => {
    let apart = 0;
    for (let k = 1; k <= most && k < sorted.length - 1; k++) {
      const next = at(k);
      if (next !== median && Math.abs(at(k - 1) - next) > APART * Math.abs(next - median)) apart = k;
    }
    return Array.from({ length: apart }, (_, k) => at(k));
  };
  return [...end((k) => sorted[k]!), ...end((k) => sorted[sorted.length - 1 - k]!)];
}
