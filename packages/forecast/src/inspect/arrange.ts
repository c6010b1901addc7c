import type { TableLayout } from "../contracts/index.ts";
import { listNames } from "../data/column-names.ts";
import { sortedParts } from "./finding.ts";
import type { Finding, FindingCode, FindingPart, FindingWeight, Repair } from "./inspection.ts";

/** Columns that are named one by one; of more, a code makes one finding. In a wide table columns are many. */
const MOST_COLUMNS = 25;
const MOST_WIDE = 5;
/** The same for codes that weigh little. */
const MOST_OF: Readonly<Partial<Record<FindingCode, number>>> = {
  leading_missing: 5,
  leading_zeros: 5,
};
const WEIGHTS: readonly FindingWeight[] = ["blocks", "harms", "informs"];

/** The weightiest findings first, among equals the most frequent; a code that many columns share becomes one finding. */
export function arrange(findings: readonly Finding[], layout: TableLayout): Finding[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const group = groups.get(finding.code);
    if (group) group.push(finding);
    else groups.set(finding.code, [finding]);
  }
  return [...groups.values()]
    .flatMap((group) => (group.length > mostOf(group[0]!.code, layout) ? byRepair(group, layout) : group))
    .sort((a, b) => WEIGHTS.indexOf(a.weight) - WEIGHTS.indexOf(b.weight) || b.count - a.count);
}

function mostOf(code: FindingCode, layout: TableLayout): number {
  return layout === "wide" ? MOST_WIDE : (MOST_OF[code] ?? MOST_COLUMNS);
}

/** One finding for each of a few repairs, or one of all. */
function byRepair(findings: readonly Finding[], layout: TableLayout): Finding[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = repairText(finding);
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  if (groups.size > mostOf(findings[0]!.code, layout)) return [merged(findings)];
  return [...groups.values()].map((group) => (group.length > 1 ? merged(group) : group[0]!));
}

/** A repair without the columns that it is for. */
function repairText({ repair }: Finding): string {
  return repair && "leave_out" in repair ? "leave_out" : JSON.stringify({ ...repair, columns: [] });
}

/** One finding of many columns: their number and names are facts, the rows are those of the column with the most. */
function merged(findings: readonly Finding[]): Finding {
  const most = findings.reduce((a, b) => (b.count > a.count ? b : a));
  const columns = findings.map(({ column }) => column).filter((column) => column !== null);
  const weights = findings.map(({ weight }) => WEIGHTS.indexOf(weight));
  return {
    ...most,
    weight: WEIGHTS[Math.min(...weights)]!,
    column: null,
    series: null,
    count: findings.reduce((sum, { count }) => sum + count, 0),
    facts: { columns: columns.length, names: listNames(columns), most: most.count, most_column: most.column ?? "" },
    repair: mergedRepair(findings, columns),
    parts: sortedParts(findings.flatMap(partsOf)),
  };
}

const partsOf = ({ parts, column, series, count, firstRows }: Finding): readonly FindingPart[] =>
  parts.length > 0 ? parts : [{ column, series, count, firstRows }];

/** The same step for all columns, where it does not differ but for them. */
function mergedRepair(findings: readonly Finding[], columns: readonly string[]): Repair | null {
  const repairs = findings.map(({ repair }) => repair);
  if (repairs.every((repair) => repair !== null && "leave_out" in repair)) return { kind: "drop", columns };
  const plain = findings.map(repairText);
  const [first] = repairs;
  return first && "kind" in first && plain.every((text) => text === plain[0]) ? { ...first, columns } : null;
}
