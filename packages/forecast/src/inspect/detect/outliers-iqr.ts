import { listNames } from "../../data/column-names.ts";
import { quantile, valuesAt, valuesWhere } from "../../statistics/index.ts";
import { findingOf } from "../finding.ts";
import type { Finding, Repair } from "../inspection.ts";
import { type NumberView, WHISKER } from "../number-facts.ts";
import type { Survey } from "../survey.ts";

const LEAST = 20;
/** Tukey's outer fences: values beyond them are "far out". */
const FAR = 3;
/** Where more than this share lies outside the whiskers, the column is skewed rather than faulty. */
const FEW = 0.01;
/** How much farther from its neighbour than the neighbour from the median: nothing natural jumps like that. */
const APART = 10;

/** What lies outside in one series. */
interface Outside {
  readonly count: number;
  /** The whiskers' ends. */
  readonly low: number;
  readonly high: number;
  /** Values to be named: those that lie apart from all others, or else those that are far out. */
  readonly named: ReadonlySet<number>;
  readonly apart: boolean;
  /** The one farthest from the median, and how far that is. */
  readonly extreme: number;
}

/**
 * Values outside a box plot's whiskers, 1.5 interquartile ranges beyond the quartiles of their series (Tukey 1977), where they are
 * few and at least one of them lies beyond 3 ranges; skewed series are left in peace. A value that lies apart from all others
 * weighs more, and only it is to be taken out. Where half of a series is one value there is no range: then only values apart
 * from all the others are counted. Facts: apart (how many lie apart), extreme (the farthest); low and high (the whiskers'
 * ends) of a single series, or series and names of those concerned.
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
  const apart = found.flatMap(({ outside }) => (outside.apart ? [...outside.named] : []));
  const { low, high, extreme } = first.outside;
  const names = found.map((one) => one.series);
  return [
    findingOf(table, {
      code: "outliers_iqr",
      weight: apart.length > 0 ? "harms" : "informs",
      column: name,
      ...(table.series && names.length === 1 ? { series: first.series } : {}),
      count: found.reduce((sum, { outside }) => sum + outside.count, 0),
      rows: rows.sort((a, b) => a - b),
      facts: {
        apart: apart.length,
        extreme,
        ...(found.length === 1 ? { low, high } : { series: names.length, names: listNames(names) }),
      },
      repair: repairOf(name, apart, table.series !== undefined),
    }),
  ];
}

/** Values apart go by their value, unless other series may hold the same value rightly: then by a bound that is wide enough. */
function repairOf(name: string, apart: readonly number[], several: boolean): Repair {
  const columns = [name];
  if (apart.length > 0 && !several) return { kind: "missing", values: [...new Set(apart)], columns };
  const limit = apart.length > 0 ? { limit: APART / 2 } : {};
  return { kind: "outliers", by: "iqr", replace: "missing", ...limit, columns };
}

function valuesOf(rows: Uint32Array, values: Float64Array, isKnown: (value: number) => boolean): Float64Array {
  return valuesWhere(valuesAt(values, rows), isKnown).sort();
}

function outsideOf(sorted: Float64Array): Outside | undefined {
  const [q1, median, q3] = [quantile(sorted, 0.25), quantile(sorted, 0.5), quantile(sorted, 0.75)];
  const range = q3 - q1;
  const apart = valuesApart(sorted, median);
  const inner = apart.length === 0 || range > 0 ? sorted : valuesWhere(sorted, (value) => !apart.includes(value));
  const [low, high] = range > 0 ? [q1 - WHISKER * range, q3 + WHISKER * range] : [inner[0]!, inner.at(-1)!];
  const outside = valuesWhere(sorted, (value) => value < low || value > high);
  const far = outside.filter((value) => value < q1 - FAR * range || value > q3 + FAR * range);
  if (far.length === 0 || (apart.length === 0 && outside.length > Math.max(3, FEW * sorted.length))) return undefined;
  return {
    count: outside.length,
    low,
    high,
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
