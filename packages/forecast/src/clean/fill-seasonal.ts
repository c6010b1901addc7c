import { z } from "zod";
import { Problem, type Step, type Table } from "../contracts/index.ts";
import { FIXED_MS } from "../data/calendar.ts";
import { describeStep, stepMonths, stepMs } from "../data/time-at.ts";
import { fillBy, mean } from "../statistics/index.ts";
import { type Grid, gridOf, gridSchema, slotOf } from "./grid.ts";
import { learnColumns, learntBy, learntFor, type Over, overSchema } from "./learnt.ts";
import { type Repaired, repairColumns } from "./repair-columns.ts";
import { type SeriesRows, seriesRows, timesInOrder } from "./series-rows.ts";
import type { TablePast } from "./table-past.ts";

export const seasonalSchema = z.strictObject({
  kind: z.literal("fill"),
  by: z.literal("seasonal"),
  over: overSchema,
  columns: z.array(z.string()),
  period: z.int().min(2).max(1_000_000),
  /** The steps that a period is counted in; null where rows are counted, from the first row of a series. */
  grid: gridSchema.nullable(),
  /** The past's mean of each phase, from phase 0; null where it has no reading. */
  means: z.array(z.strictObject({ ...learntFor, phases: z.array(z.number().nullable()) })),
});
type FittedSeasonal = z.infer<typeof seasonalSchema>;

/**
 * Missing values take the reading one period earlier, or, where there is none, the past's mean of the same phase.
 * @throws Problem `period_unknown` (usage) where no period is named and the step has no usual one.
 */
export function fitSeasonal(named: number | undefined, over: Over, columns: string[], past: TablePast): FittedSeasonal {
  const { table } = past;
  const { time } = table;
  const grid = time && gridOf(timesInOrder(time.values, seriesRows(table)), time, undefined);
  const period = named ?? usualPeriod(grid?.step);
  const means = learnPhases(past, columns, over, period, grid);
  return { kind: "fill", by: "seasonal", over, columns, period, grid: grid ?? null, means };
}

/** Fills by a fitted period; what has neither a reading one period earlier nor a mean of its phase stays missing. */
export function fillSeasonal(fitted: FittedSeasonal, table: Table): Repaired {
  const learnt = learntBy(fitted.means, table);
  const numberOf = new Map(seriesRows(table).map((group) => [group.series, slotsOf(table, group, fitted.grid)]));
  return repairColumns(table, fitted.columns, (draft, { series, rows }) => {
    const slots = numberOf.get(series)!;
    const phases = learnt(draft.name, series)?.phases;
    // Readings only: a gap of many periods is not filled with copies of copies.
    const read = fillBy(new Uint8Array(rows.length), (place) => (draft.isMissing(rows[place]!) ? 0 : 1));
    let left = false;
    let earlier = 0;
    rows.forEach((row, place) => {
      if (read[place] === 1) return;
      const wanted = slots[place]! - fitted.period;
      while (slots[earlier]! < wanted) earlier++;
      const source = slots[earlier] === wanted && read[earlier] === 1 ? rows[earlier]! : undefined;
      const usual = phases?.[phaseOf(slots[place]!, fitted.period)] ?? undefined;
      if (source !== undefined) draft.put(row, draft.values[source]!, draft.markOf(source));
      else if (usual !== undefined) draft.put(row, usual, 1);
      else left = true;
    });
    return left && phases === undefined ? "no_reading" : undefined;
  });
}

function learnPhases(past: TablePast, columns: string[], over: Over, period: number, grid: Grid | undefined) {
  const { table } = past;
  const phaseOfRow = new Uint32Array(table.rows);
  for (const group of seriesRows(table)) {
    slotsOf(table, group, grid ?? null).forEach((slot, place) => {
      phaseOfRow[group.rows[place]!] = phaseOf(slot, period);
    });
  }
  return learnColumns(past, columns, over, (known, rows) => {
    const byPhase: number[][] = Array.from({ length: period }, () => []);
    known.forEach((value, i) => {
      byPhase[phaseOfRow[rows[i]!]!]!.push(value);
    });
    return { phases: byPhase.map((values) => (values.length > 0 ? mean(values) : null)) };
  });
}

/** The number of each row of a series on the grid, or in the series where there is none. */
function slotsOf(table: Table, { rows }: SeriesRows, grid: Grid | null): Float64Array {
  const { time } = table;
  const slots = new Float64Array(rows.length);
  if (!time || !grid) return fillBy(slots, (place) => place);
  return fillBy(slots, (place) => slotOf(grid, time, time.values[rows[place]!]!));
}

function phaseOf(slot: number, period: number): number {
  return slot - Math.floor(slot / period) * period;
}

/** The season that a calendar gives a step: a day of hours, a week of days, a year of weeks or months. */
function usualPeriod(step: Step | undefined): number {
  const period = step === undefined ? Number.NaN : periodOf(step);
  if (Number.isInteger(period) && period >= 2 && period <= 86_400) return period;
  throw new Problem("usage", "period_unknown", "A seasonal fill needs a period here.", {
    found: step === undefined ? "rows without a step of time" : `a step of ${describeStep(step)}`,
    needed: "a whole number of rows after which values repeat",
    hint: "Give the step a period, for instance period: 24.",
  });
}

function periodOf(step: Step): number {
  const months = stepMonths(step);
  if (months > 0) return 12 / months;
  if (step.unit === "week") return 52 / step.count;
  const ms = stepMs(step);
  return ms < FIXED_MS.day ? FIXED_MS.day / ms : FIXED_MS.week / ms;
}
