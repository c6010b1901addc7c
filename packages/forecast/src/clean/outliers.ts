import { z } from "zod";
import type { Table } from "../contracts/index.ts";
import { listNames } from "../data/column-names.ts";
import { type Bounds, type BoundsOfRow, iqrBounds, mean, standardDeviation, valuesAt } from "../statistics/index.ts";
import { chooseColumns, columnNames } from "./choose-columns.ts";
import { impossibleNotes, type Reason } from "./impossible.ts";
import { learnColumns, learntBy, learntFor, overSchema } from "./learnt.ts";
import { movingBounds, usualDistance } from "./moving-bounds.ts";
import { type ColumnDraft, cellsOf, repairColumns } from "./repair-columns.ts";
import type { SeriesRows } from "./series-rows.ts";
import { defineCleanStep } from "./step.ts";

const kind = z.literal("outliers");
const replace = z.enum(["mean", "bound", "missing"]);
/** The mean of a column's past, and for `iqr` and `z_score` the bounds beyond which its values are outliers. */
const range = z.strictObject({ ...learntFor, mean: z.number(), low: z.number(), high: z.number() });
/** The mean, and where `far` was asked for the least distance of an outlier; null where nothing is usual. */
const level = z.strictObject({ ...learntFor, mean: z.number(), least: z.number().nonnegative().nullable().optional() });
/** Series that alone are looked at. */
const series = z.array(z.string()).min(1).optional();

const fitted = z.discriminatedUnion("by", [
  z.strictObject({
    kind,
    by: z.enum(["iqr", "z_score"]),
    replace,
    columns: z.array(z.string()),
    series,
    ranges: z.array(range),
  }),
  z.strictObject({
    kind,
    by: z.literal("hampel"),
    replace,
    columns: z.array(z.string()),
    series,
    limit: z.number().positive(),
    window: z.int().positive(),
    levels: z.array(level),
  }),
]);
type Fitted = z.infer<typeof fitted>;

const LIMITS = { iqr: 1.5, z_score: 3, hampel: 3 } as const;
const WINDOW = 7;

/**
 * Values far from the others are replaced by the past's mean, by the bound they passed, or taken for missing; without
 * `columns` in every column of numbers. `over: "table"` learns from all series together, otherwise each has its own
 * bounds.
 * - `iqr`: outside Q1 − limit · IQR … Q3 + limit · IQR of the past; limit 1.5.
 * - `z_score`: more than `limit` (3) standard deviations of the past from its mean.
 * - `hampel`: `limit` (3) scaled median deviations from the median of a moving window, `hampelBounds`. The window is
 *   usually laid around a row, `window` (7) rows each way. Here it ends at the row and reaches back as many rows in
 *   all, 2 · window: what comes later must not decide what a forecast may read.
 *
 * Where the past is mostly one and the same value every other would be far off: then nothing is replaced, and a note
 * says so.
 */
export const outliers = defineCleanStep({
  spec: z.strictObject({
    kind,
    by: z.enum(["iqr", "z_score", "hampel"]),
    replace,
    columns: columnNames.optional(),
    limit: z.number().positive().optional(),
    window: z.int().min(1).max(5000).optional(),
    far: z.number().positive().optional(),
    series,
    over: overSchema.optional(),
  }),
  fitted,
  learns: () => true,
  fit(spec, past): Fitted {
    const { by, over = "series", limit = LIMITS[by], far, window = WINDOW } = spec;
    const columns = chooseColumns(past.table, spec.columns, spec.kind);
    const only = spec.series && { series: [...new Set(spec.series)] };
    const common = { kind: spec.kind, replace: spec.replace, columns, ...only };
    const isWanted = (one: { series: string | null }): boolean =>
      !only || one.series === null || only.series.includes(one.series);
    if (by === "hampel") {
      const levels = learnColumns(past, columns, over, (known) => ({ mean: mean(known) })).filter(isWanted);
      if (far === undefined) return { ...common, by, limit, window, levels };
      const usual = usualDistance(past.table, window);
      const withLeast = levels.map((one) => {
        const distance = usual(one.column, one.series);
        return { ...one, least: distance === undefined ? null : far * distance };
      });
      return { ...common, by, limit, window, levels: withLeast };
    }
    const boundsOf = by === "iqr" ? iqrBounds : deviationBounds;
    const ranges = learnColumns(past, columns, over, (known) => ({ mean: mean(known), ...boundsOf(known, limit) }));
    return { ...common, by, ranges: ranges.filter(isWanted) };
  },
  apply(step, table) {
    const judge = step.by === "hampel" ? movingJudge(step, table) : fixedJudge(step, table);
    const repaired = repairColumns(table, step.columns, (draft, rows) => {
      if (step.series && !step.series.includes(rows.series)) return undefined;
      const found = judge(draft, rows);
      if (found === "no_reading" && step.series) return undefined;
      if (typeof found === "string") return found;
      found.boundsOf((place, low, high) => {
        const row = rows.rows[place]!;
        const value = draft.values[row]!;
        if (!(value < low || value > high)) return;
        if (step.replace === "missing") draft.put(row, Number.NaN, 0);
        else draft.put(row, step.replace === "mean" ? found.mean : value < low ? low : high, 1);
      });
      return undefined;
    });
    const { cells, columns } = cellsOf(repaired.changed);
    const facts = { by: step.by, replace: step.replace, cells, columns: listNames(columns) };
    return {
      table: repaired.table,
      notes: [
        ...(cells > 0 ? [{ code: "clean_outliers", facts }] : []),
        ...impossibleNotes("outliers", repaired.impossible),
      ],
    };
  },
});

/** What the values of one series are held to. */
interface Judgement {
  readonly mean: number;
  /** Tells the bounds of each row, by its place in the series. */
  boundsOf(tell: BoundsOfRow): void;
}
type Judge = (draft: ColumnDraft, rows: SeriesRows) => Judgement | Reason;

function fixedJudge({ ranges }: Extract<Fitted, { ranges: unknown }>, table: Table): Judge {
  const learnt = learntBy(ranges, table);
  return ({ name }, { series, rows }) => {
    const found = learnt(name, series);
    if (!found) return "no_reading";
    const { mean, low, high } = found;
    const boundsOf = (tell: BoundsOfRow): void => rows.forEach((_, place) => void tell(place, low, high));
    return low < high ? { mean, boundsOf } : "no_spread";
  };
}

function movingJudge({ levels, window, limit }: Extract<Fitted, { levels: unknown }>, table: Table): Judge {
  const learnt = learntBy(levels, table);
  return ({ name, given }, { series, rows }) => {
    const found = learnt(name, series);
    if (!found) return "no_reading";
    const { mean, least } = found;
    if (least === null) return "no_spread";
    return { mean, boundsOf: (tell) => movingBounds(valuesAt(given.values, rows), { window, limit, least }, tell) };
  };
}

function deviationBounds(values: Float64Array, limit: number): Bounds {
  const center = mean(values);
  const reach = limit * standardDeviation(values);
  return { low: center - reach, high: center + reach };
}
