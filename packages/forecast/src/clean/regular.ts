import { z } from "zod";
import type { Step, Table, TableTime, TimeFormat } from "../contracts/index.ts";
import { describeStep } from "../data/time-at.ts";
import { type Grid, gridOf, gridSchema, timeOfSlot } from "./grid.ts";
import { impossibleNotes } from "./impossible.ts";
import { joinColumns, joinLines } from "./join-rows.ts";
import { checkRows } from "./most-rows.ts";
import { placesOf, runOf } from "./runs.ts";
import { seriesRows, timesInOrder } from "./series-rows.ts";
import { type Cleaned, defineCleanStep } from "./step.ts";
import { readStep } from "./step-text.ts";
import { usualReadings, usualSchema, wholeSums } from "./whole-sums.ts";

const kind = z.literal("regular");
const by = z.enum(["mean", "sum", "last"]);
const every = z
  .string()
  .refine((text) => readStep(text) !== undefined, 'a step such as "1 hour", "10 minutes", "0.1 seconds" or "1 month"');

/**
 * A row for each step of time and series, in order: gaps become rows of missing values, several readings within a step
 * are put together. Of numbers only the known ones count (none known: missing); of words the last stays. Each row takes
 * the beginning of its interval for its time, and line 0 where no row of the file went to it. A sum of fewer readings than
 * intervals of the past usually hold is missing. The step is found in the past where it is not named; `gridOf` says where
 * intervals begin.
 */
export const regular = defineCleanStep({
  spec: z.strictObject({ kind, every: every.optional(), by }),
  /** `usual` is of sums alone; models of before it have none. */
  fitted: z.strictObject({ kind, by, grid: gridSchema.nullable(), usual: z.array(usualSchema).optional() }),
  learns: () => false,
  fit(spec, past) {
    const { table } = past;
    const named = spec.every === undefined ? undefined : readStep(spec.every);
    const { time } = table;
    const times = time ? timesInOrder(time.values, seriesRows(table)) : new Float64Array();
    const grid = time ? (gridOf(times, time, named) ?? null) : null;
    const usual = spec.by === "sum" && time && grid ? { usual: usualReadings(past, time, grid) } : {};
    return { kind: "regular" as const, by: spec.by, grid, ...usual };
  },
  apply(fitted, table) {
    if (table.time && fitted.grid) return regularise(table, table.time, fitted.grid, fitted);
    const reason = table.time ? "no_step" : "no_time";
    return { table, notes: impossibleNotes("regular", [{ column: "", series: "", reason }]) };
  },
});

/** How readings are put together, and of sums, how many an interval usually has. */
interface Joining {
  readonly by: z.infer<typeof by>;
  readonly usual?: z.infer<typeof usualSchema>[] | undefined;
}

function regularise(table: Table, time: TableTime, grid: Grid, { by: how, usual }: Joining): Cleaned {
  const runs = seriesRows(table).map((rows) => runOf(rows, time, grid));
  checkRows(table, time, runs, grid);
  const to = placesOf(runs, table.rows);
  const times = new Float64Array(to.rows);
  const codes = new Int32Array(to.rows);
  const isRead = new Uint8Array(to.rows);
  for (const place of to.places) isRead[place] = 1;
  let start = 0;
  for (const { rows, first, length } of runs) {
    codes.fill(table.series?.codes[rows[0]!] ?? -1, start, start + length);
    for (let i = 0; i < length; i++) times[start + i] = timeOfSlot(grid, time, first + i);
    start += length;
  }
  const added = to.rows - isRead.reduce((sum, read) => sum + read, 0);
  const joined = table.rows - (to.rows - added);
  const facts = { step: describeStep(grid.step), added, joined, rows: to.rows };
  const all = joinColumns(table, to, { numbers: how, words: "last" });
  const { columns, notes } = usual ? wholeSums(table, all, { runs, time, grid, usual }) : { columns: all, notes: [] };
  return {
    table: {
      ...table,
      rows: to.rows,
      lines: joinLines(table.lines, to),
      time: { ...time, values: times, format: fineEnough(time.format, grid.step) },
      ...(table.series ? { series: { ...table.series, codes } } : {}),
      columns,
    },
    notes: [...(added + joined > 0 ? [{ code: "clean_regular", facts }] : []), ...notes],
  };
}

/** Hours cannot be told apart in a format without a clock, nor days in one of months: such a format gets what it lacks. */
function fineEnough(format: TimeFormat, step: Step): TimeFormat {
  const fields = format.replace(/\[[^\]]*\]/g, "");
  const isClock = step.unit === "second" || step.unit === "minute" || step.unit === "hour";
  if (isClock && !/[HhXx]/.test(fields)) return "YYYY-MM-DD HH:mm:ss";
  const isDays = step.unit === "day" || step.unit === "week";
  return isDays && !/[DEXx]/.test(fields) ? "YYYY-MM-DD" : format;
}
