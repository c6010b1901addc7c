import { findingOf } from "../finding.ts";
import type { Finding } from "../inspection.ts";
import type { Survey } from "../survey.ts";

const LEAST_SLOTS = 8;
const LEAST_CYCLES = 3;
const MINUTES_A_DAY = 1440;

/**
 * A column that counts from 0 or 1 up to the same number again and again, as a day's slots do, in a table without times. Where a day
 * does not divide into that many slots of whole minutes, some hours of each day were cut out. Facts: slots, cycles.
 */
export function detectSlots({ table }: Survey): Finding[] {
  if (table.time || table.series) return [];
  for (const column of table.columns) {
    if (column.kind !== "number") continue;
    const slots = cycleOf(column.values);
    if (slots === undefined || MINUTES_A_DAY % slots === 0) continue;
    return [
      findingOf(table, {
        code: "weekend_cut",
        weight: "informs",
        column: column.name,
        count: table.rows / slots - 1,
        rows: Array.from({ length: 5 }, (_, i) => (i + 1) * slots).filter((row) => row < table.rows),
        facts: { pattern: "slots", slots, cycles: table.rows / slots },
      }),
    ];
  }
  return [];
}

/** After how many rows a counting column begins again; undefined where it does not count so from the first row to the last. */
function cycleOf(values: Float64Array): number | undefined {
  const start = values[0];
  if (start !== 0 && start !== 1) return undefined;
  const slots = values.indexOf(start, 1);
  if (slots < LEAST_SLOTS || values.length < LEAST_CYCLES * slots || values.length % slots !== 0) return undefined;
  for (let i = 0; i < values.length; i++) if (values[i] !== start + (i % slots)) return undefined;
  return slots;
}
