/** Days of a table with a season of 7, from 2020-01-01; what is wrong with it is counted in `DIRT`. */
export function dirty(rows = 240): string {
  const shape = [0, 2, 3, 2, 4, 9, 8];
  let noise = 4711;
  const lines: string[] = [];
  for (let t = 0; t < rows; t++) {
    noise = (Math.imul(noise, 1103515245) + 12345) & 0x7fffffff;
    const share = noise / 0x7fffffff;
    const day = new Date(Date.UTC(2020, 0, 1 + t)).toISOString().slice(0, 10);
    const y = MISSING.includes(t) ? "NA" : t === OUTLIER ? "900" : (50 + (shape[t % 7] ?? 0) + share).toFixed(2);
    const temperature = SENTINELS.includes(t) ? "-9999" : (15 + 5 * share).toFixed(1);
    const line = `${day},${y},${temperature},${share > 0.5 ? "dry" : "wet"}`;
    if (!GAP.includes(t)) lines.push(line);
    // The same row twice.
    if (t === TWICE) lines.push(line);
  }
  return `ds,y,temperature,sky\n${lines.join("\n")}\n`;
}

const MISSING = [30, 31, 90];
const SENTINELS = [40, 41, 42, 100, 150];
const GAP = [60, 61];
const TWICE = 20;
const OUTLIER = 120;

/** Cells, rows or steps of each fault. */
export const DIRT = { missing_values: 3, sentinel: 5, time_gaps: 2, duplicate_rows: 1 } as const;

/** Steps that repair it, as a configuration. */
export const STEPS = `target: y
table:
  clean:
    - { kind: missing, values: [-9999], columns: [temperature] }
    - { kind: duplicates, keep: first }
    - { kind: regular, by: mean }
    - { kind: outliers, by: hampel, replace: missing, columns: [y] }
    - { kind: fill, by: linear, columns: [y, temperature] }
    - { kind: encode, as: one_hot, columns: [sky] }
`;
