import { listNames } from "../../data/column-names.ts";
import { valuesWhere } from "../../statistics/index.ts";
import { findingOf } from "../finding.ts";
import type { Finding } from "../inspection.ts";
import type { NumberView } from "../number-facts.ts";
import type { Survey } from "../survey.ts";

/** Fewer zeros at the start, or other values after them, say little. */
const LEAST = 10;
/** How many times longer than any later run of zeros. */
const LONGER = 3;

/**
 * Series that begin with zeros for longer than they are ever 0 afterwards, as a station does that was not open yet. Where
 * most of the rest is 0 as well, nothing is said: such a series is 0 by nature.
 */
export function detectLeadingZeros({ table, series }: Survey, { column }: NumberView): Finding[] {
  const { values, name } = column;
  const rows: number[] = [];
  const names: string[] = [];
  for (const one of series) {
    const isKnown = (row: number): boolean => !Number.isNaN(values[row]!);
    if (values[one.rows.find(isKnown) ?? 0] !== 0) continue;
    const known = valuesWhere(one.rows, isKnown);
    let lead = 0;
    while (lead < known.length && values[known[lead]!] === 0) lead++;
    if (lead < LEAST) continue;
    const { zeros, longest } = laterZeros(values, known, lead);
    const others = known.length - lead - zeros;
    if (lead < LONGER * longest || others < Math.max(LEAST, zeros)) continue;
    for (const row of known.subarray(0, lead)) rows.push(row);
    names.push(one.series);
  }
  if (rows.length === 0) return [];
  return [
    findingOf(table, {
      code: "leading_zeros",
      weight: "informs",
      column: name,
      count: rows.length,
      rows,
      facts: table.series ? { series: names.length, names: listNames(names) } : { series: 1 },
    }),
  ];
}

function laterZeros(values: Float64Array, known: Uint32Array, from: number): { zeros: number; longest: number } {
  let zeros = 0;
  let run = 0;
  let longest = 0;
  for (let i = from; i < known.length; i++) {
    run = values[known[i]!] === 0 ? run + 1 : 0;
    if (run > 0) zeros++;
    longest = Math.max(longest, run);
  }
  return { zeros, longest };
}
