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
  let [known, distinct] = [0, 0];
  const common: { value: string; count: number }[] = [];
  counts.forEach((count, code) => {
    known += count;
    if (count > 0) distinct++;
    if (count <= (common[COMMON - 1]?.count ?? 0)) return;
    // Of equals the first stands first.
    const place = common.findIndex((other) => other.count < count);
    common.splice(place < 0 ? common.length : place, 0, { value: categories[code]!, count });
    if (common.length > COMMON) common.pop();
  });
  const [first, last] = [codes.findIndex((code) => code >= 0), codes.findLastIndex((code) => code >= 0)];
  return {
    name,
    kind: "text",
    known,
    missing: codes.length - known,
    distinct,
    ...(known > 0 ? { firstKnown: table.lines[first]!, lastKnown: table.lines[last]! } : {}),
    common,
  };
}
