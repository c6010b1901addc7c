import { Problem, type Table, type TableTime } from "../contracts/index.ts";
import { describeStep } from "../data/time-at.ts";
import { writeTime } from "../data/time-format.ts";
import type { Grid } from "./grid.ts";
import type { Run } from "./runs.ts";

const MOST = 20_000_000;
/** New rows for each given row; small tables may grow to `ENOUGH` in any case. */
const GROWTH = 100;
const ENOUGH = 10_000;

/** Throws Problem `too_many_rows` where a grid would make far more rows than there are; it names the widest jump. */
export function checkRows(table: Table, time: TableTime, runs: readonly Run[], grid: Grid): void {
  const wanted = runs.reduce((sum, { length }) => sum + length, 0);
  const most = Math.min(MOST, Math.max(ENOUGH, GROWTH * table.rows));
  if (!(wanted > most)) return;
  const { before, after } = widestJump(runs);
  const line = table.lines[after]!;
  const [from, to] = [before, after].map((row) => writeTime(time.format, time.values[row]!, time.zone));
  throw new Problem(
    "data",
    "too_many_rows",
    `A row for every ${describeStep(grid.step)} would make ${wanted} rows of ${table.rows}.`,
    {
      found: `${wanted} rows; the widest jump is from ${from} (row ${table.lines[before]}) to ${to} (row ${line})`,
      needed: `at most ${most} rows`,
      hint: "Correct or remove the rows with the wrong time, or name a longer step.",
      row: line,
      column: time.name,
    },
  );
}

function widestJump(runs: readonly Run[]): { before: number; after: number } {
  let widest = { before: 0, after: 0, slots: -1 };
  for (const { rows, slots } of runs) {
    for (let i = 1; i < rows.length; i++) {
      const apart = slots[i]! - slots[i - 1]!;
      if (apart > widest.slots) widest = { before: rows[i - 1]!, after: rows[i]!, slots: apart };
    }
  }
  return widest;
}
