import type { ColumnFacts, Inspection, NumberFacts, SeriesFacts } from "./inspection.ts";

/** More covariates than these rarely help and always cost. */
const MOST = 20;
/** A covariate that is known for less than this share of the rows would be mostly invented. */
const KNOWN = 0.5;

/**
 * Columns that may help to forecast a target: numbers that change, are mostly known, do fall at times and are not the target
 * once more; twenty at most. None in a wide table, whose columns are series in their own right.
 */
export function covariates(inspection: Inspection, target: string): string[] {
  const { layout, columns, findings, rows } = inspection;
  if (layout === "wide") return [];
  const copies = new Set(
    findings
      .filter(({ code }) => code === "target_copy")
      .flatMap(({ column, parts }) => [column, ...parts.map((part) => part.column)]),
  );
  const lost = new Map(
    findings.filter(({ code }) => code === "sentinel").map(({ column, count }) => [column, count] as const),
  );
  const own = longestSeries(inspection, target);
  const isUseful = (facts: ColumnFacts): facts is NumberFacts =>
    facts.kind === "number" &&
    facts.name !== target &&
    facts.distinct > 1 &&
    facts.rising === undefined &&
    facts.known - (lost.get(facts.name) ?? 0) >= KNOWN * rows &&
    !copies.has(facts.name) &&
    changesIn(own, facts.name);
  return columns
    .filter(isUseful)
    .map(({ name }) => name)
    .slice(0, MOST);
}

/**
 * Of several series the one with the most readings of a target that changes in it; undefined where no column names the series.
 */
export function longestSeries({ series }: Inspection, target: string | undefined): SeriesFacts | undefined {
  const known = ({ rows, columns }: SeriesFacts): number => {
    const facts = columns?.find(({ name }) => name === target);
    return facts ? (facts.min === facts.max ? 0 : facts.known) : rows;
  };
  const [first, ...others] = series;
  return first && others.reduce((best, one) => (known(one) > known(best) ? one : best), first);
}

/** True unless a series is known to lack most of a column, or to hold one value of it. */
function changesIn(series: SeriesFacts | undefined, column: string): boolean {
  const facts = series?.columns?.find(({ name }) => name === column);
  return !series || !facts || (facts.known >= KNOWN * series.rows && facts.min !== facts.max);
}
