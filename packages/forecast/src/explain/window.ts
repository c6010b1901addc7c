import { type Frame, Problem } from "../contracts/index.ts";
import { columnOf, formatTime } from "../data/index.ts";
import { lastOrigin, rowsAround, rowsNeeded } from "../fit/rows-ahead.ts";
import { type Prepared, prepareFrame } from "../prepare/index.ts";
import type { Subject } from "./subject.ts";

/** The rows that one forecast reads, cut out of the table, as they were read and as they are prepared. */
export interface CutWindow {
  /** Row of the whole table. */
  readonly origin: number;
  /** Columns in the order of the task; behind row `at` the rows ahead, of which only what is known in advance has values. */
  readonly rows: Frame;
  /** The origin's row in `rows` and in `prepared`. */
  readonly at: number;
  readonly prepared: Prepared;
}

/** The window that ends at a row of the table, complete or not. */
export function cutWindow({ frame, task, preparation }: Subject, origin: number): CutWindow {
  const rows = rowsAround(frame, task, preparation, origin, new Float64Array(0));
  return { origin, rows, at: rows.time.length - task.horizon - 1, prepared: prepareFrame(preparation, rows, task) };
}

/**
 * The window to explain: the one that ends at a row, or the latest that can be forecast from.
 * @throws Problem: `origin_outside` (usage); `too_few_rows`, `future_missing` (data).
 */
export function windowToExplain(subject: Subject, asked: number | undefined): CutWindow {
  const { frame, task } = subject;
  const { length } = frame.time;
  if (asked !== undefined) {
    if (asked >= length) throw outside(frame, asked);
    return complete(subject, asked);
  }
  const last = lastOrigin(frame, task);
  for (let origin = last; origin >= task.lookback - 1; origin--) {
    const { filled, values } = columnOf(frame, task.target);
    if (Number.isNaN(values[origin]!) || (filled?.[origin] ?? 0) > 0) continue;
    if (missingAhead(subject, origin) !== null) continue;
    const cut = cutWindow(subject, origin);
    if (isComplete(cut)) return cut;
  }
  return complete(subject, Math.max(last, 0));
}

function complete(subject: Subject, origin: number): CutWindow {
  const { frame, task, preparation } = subject;
  const missing = missingAhead(subject, origin);
  if (missing !== null) {
    const { name, row } = missing;
    throw new Problem("data", "future_missing", `The forecast needs "${name}" in the ${task.horizon} rows ahead.`, {
      found: `no value at ${formatTime(frame.time, row)}`,
      needed: `"${name}" from ${formatTime(frame.time, origin + 1)} to ${formatTime(frame.time, origin + task.horizon)}`,
      hint: `Append rows that hold "${name}" and leave "${task.target}" empty, or name an earlier row with --at.`,
      column: name,
    });
  }
  const needed = rowsNeeded(task, preparation);
  const cut = origin + 1 < needed ? null : cutWindow(subject, origin);
  if (cut !== null && isComplete(cut)) return cut;
  throw new Problem("data", "too_few_rows", `The forecast needs ${needed} rows up to its origin.`, {
    found: cut === null ? `${origin + 1} rows` : "a window with missing values",
    needed: `${needed} rows: the look-back of ${task.lookback}, and what its preparation reaches back`,
    hint:
      frame.time.length > needed
        ? `Name a row with --at from ${formatTime(frame.time, needed - 1)} on, whose window is complete.`
        : "Bring more rows before the first one.",
  });
}

/** The inputs of the window are all there. */
export function isComplete({ prepared: { table, columns, task }, at }: CutWindow): boolean {
  const from = (at - task.lookback + 1) * columns;
  return from >= 0 && table.subarray(from, (at + 1) * columns).every((value) => !Number.isNaN(value));
}

function missingAhead({ frame, task }: Subject, origin: number): { name: string; row: number } | null {
  for (const name of task.future) {
    const { values } = columnOf(frame, name);
    for (let row = origin + 1; row <= origin + task.horizon; row++) {
      if (!Number.isFinite(values[row] ?? Number.NaN)) return { name, row };
    }
  }
  return null;
}

function outside(frame: Frame, row: number): Problem {
  const { length } = frame.time;
  return new Problem("usage", "origin_outside", `The table has no row ${row + 1}.`, {
    found: `row ${row + 1}`,
    needed: `a row from 1 to ${length}, that is a time from ${formatTime(frame.time, 0)} to ${formatTime(frame.time, length - 1)}`,
    hint: "Leave out --at for the latest row.",
    option: "--at",
  });
}
