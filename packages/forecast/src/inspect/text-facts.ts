import type { CategoryColumn, Table } from "../contracts/index.ts";
import type { TextFacts } from "./inspection.ts";

const COMMON = 5;

/** Counts of each category of a column of words. */
export function categoryCounts({ codes, categories }: CategoryColumn): Uint32Array {
  const counts = new Uint32Array(categories.length);
  for (const code of codes) if (code >= 0) counts[code]!++;
  return counts;
}

/** Takes the measure of a column of words. */
export function textFacts(table: Table, column: CategoryColumn): TextFacts {
  const { name, codes, categories } = column;
  const counts = categoryCounts(column);
  const known = counts.reduce((sum, count) => sum + count, 0);
  const common = categories
    .map((value, code) => ({ value, count: counts[code]! }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count);
  const [first, last] = [codes.findIndex((code) => code >= 0), codes.findLastIndex((code) => code >= 0)];
  return {
    name,
    kind: "text",
    known,
    missing: codes.length - known,
    distinct: common.length,
    ...(known > 0 ? { firstKnown: table.lines[first]!, lastKnown: table.lines[last]! } : {}),
    common: common.slice(0, COMMON),
  };
}
