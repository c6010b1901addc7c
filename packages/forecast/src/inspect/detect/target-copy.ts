import { quantile, standardDeviation } from "../../statistics/index.ts";
import { correlationOf } from "../correlation.ts";
import { findingOf } from "../finding.ts";
import type { Finding } from "../inspection.ts";
import type { NumberView } from "../number-facts.ts";
import { movingPairs, type Pairing, type Pairs, pairsAt } from "../pairs.ts";
import { distances, type Line, robustLine } from "../robust-line.ts";
import { placesOf } from "../row-places.ts";
import type { Survey } from "../survey.ts";

/** Steps that a copy may be shifted by, the likeliest first. */
const SHIFTS = [0, 1, -1, 2, -2, 3, -3];
/** Correlations of changes that differ by less are equal, and none is greater than 1. */
const EQUAL = 1e-9;
/** Pairs that must be known before a correlation says anything. */
const LEAST = 20;
const COPY = 0.9999;
/** What the changes from row to row must correlate by: rounding and a little noise weigh more on them. */
const CHANGES = 0.5;
/** Share of what moves that may lie off the line: a leak with faults in it is a leak. */
const OFF = 0.1;
/** The same of a sample, which may hold more of them. */
const SAMPLE_OFF = 0.2;
/** How far from the line a pair is on it, in deviations of the target: three of those that `COPY` leaves. */
const NEAR = 3 * Math.sqrt(1 - COPY * COPY);
/** Pairs by which columns that have nothing to do with each other are told apart, and how many of them must move. */
const SAMPLE = 2000;
const MOVING = 50;

/** A column, and its values that stand for "missing". */
type Readings = Pick<NumberView, "column" | "sentinels">;

/** What each column is compared with. */
export interface CopySearch {
  readonly survey: Survey;
  readonly target: Readings;
  readonly places: Int32Array;
}

/** Prepares the search for copies of a target. */
export function copySearch(survey: Survey, target: Readings): CopySearch {
  return { survey, target, places: placesOf(survey) };
}

/**
 * A column that is the target again: equal to it, or a straight line of it, or either of these some steps earlier or later. Compared are
 * rows that are truly as many steps apart, without the values that stand for "missing", and a tenth of what moves may lie off the line, so
 * that neither a gap nor a few wrong readings hide a leak. What is copied is judged by the changes from row to row as well, since
 * two columns that only grow together correlate without knowing of each other. Counted are the rows on the line. Facts: target, shift
 * (steps that the column runs ahead of the target; positive: it tells the target's future), correlation, equal (1 where the values are the
 * same).
 */
export function detectTargetCopy({ survey, target, places }: CopySearch, candidate: Readings): Finding[] {
  const { table, series } = survey;
  const pairing = { series, places, x: withoutSentinels(candidate), y: withoutSentinels(target) };
  let best: (Agreement & { readonly shift: number }) | undefined;
  for (const shift of SHIFTS) {
    const found = agreementAt(pairing, shift);
    // Smooth series correlate at every short shift; their changes tell which one it is.
    if (found && (!best || Math.abs(found.changes) > Math.abs(best.changes) + EQUAL)) best = { shift, ...found };
    if (best && Math.abs(best.changes) > 1 - EQUAL) break;
  }
  if (!best) return [];
  const { shift, correlation, rows, equal } = best;
  const { name } = candidate.column;
  return [
    findingOf(table, {
      code: "target_copy",
      weight: shift < 0 ? "informs" : "harms",
      column: name,
      series: null,
      count: rows.length,
      rows,
      facts: { target: target.column.name, shift, correlation, equal: equal ? 1 : 0 },
      repair: { leave_out: name },
    }),
  ];
}

function withoutSentinels({ column: { values }, sentinels }: Readings): Float64Array {
  return sentinels.length === 0 ? values : values.map((value) => (sentinels.includes(value) ? Number.NaN : value));
}

/** How well pairs keep to a line. */
interface Agreement {
  readonly correlation: number;
  /** Correlation of the changes from row to row. */
  readonly changes: number;
  /** Rows of the pairs on the line. */
  readonly rows: Uint32Array;
  /** Whether the values are the same on all of them. */
  readonly equal: boolean;
}

/** Undefined where the pairs do not keep to a line, or too few are known. */
function agreementAt(pairing: Pairing, shift: number): Agreement | undefined {
  const stride = Math.ceil(pairing.x.length / SAMPLE);
  const few = movingPairs(pairsAt(pairing, shift, stride));
  const sample = few.x.length < MOVING && stride > 1 ? movingPairs(pairsAt(pairing, shift, 1)) : few;
  const line = robustLine(sample.x, sample.y);
  if (!line || Number.isNaN(reachOf(sample, line, SAMPLE_OFF))) return undefined;
  const pairs = pairsAt(pairing, shift, 1);
  if (pairs.x.length < LEAST) return undefined;
  const reach = reachOf(movingPairs(pairs), line, OFF);
  const far = distances(pairs.x, pairs.y, line);
  const isOn = (i: number): boolean => far[i]! <= reach;
  const on = agreementOf(pairs, isOn);
  return Math.abs(on.correlation) > COPY && Math.abs(on.changes) > CHANGES ? on : undefined;
}

/** How far from the line a pair is on it; NaN where more than a share of the pairs lie farther away. */
function reachOf({ x, y }: Pick<Pairs, "x" | "y">, line: Line, off: number): number {
  const sorted = y.slice().sort();
  const spread = (quantile(sorted, 0.75) - quantile(sorted, 0.25)) / 1.349 || standardDeviation(y);
  const reach = NEAR * spread;
  return quantile(distances(x, y, line).sort(), 1 - off) <= reach ? reach : Number.NaN;
}

function agreementOf({ x, y, rows, follows }: Pairs, isOn: (i: number) => boolean): Agreement {
  const on = rows.map((_, i) => (isOn(i) ? 1 : 0));
  const both = follows.map((follow, i) => (follow && on[i] && on[i - 1] ? 1 : 0));
  const changes = (values: Float64Array): Float64Array =>
    values.map((value, i) => value - (values[i - 1] ?? Number.NaN)).filter((_, i) => both[i] === 1);
  return {
    correlation: correlationOf(
      x.filter((_, i) => on[i] === 1),
      y.filter((_, i) => on[i] === 1),
    ),
    changes: correlationOf(changes(x), changes(y)),
    rows: rows.filter((_, i) => on[i] === 1),
    equal: x.every((value, i) => on[i] === 0 || value === y[i]),
  };
}
