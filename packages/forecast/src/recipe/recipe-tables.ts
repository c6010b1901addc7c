import { cleanTable } from "../clean/index.ts";
import type { Frame, Table } from "../contracts/index.ts";
import { frameOf, readTable, tableOf } from "../data/index.ts";
import { writeExcel } from "../data/write/index.ts";
import { readAmong, readFitOptions, readFrame } from "../fit/index.ts";
import { splitRows } from "../prepare/index.ts";
import { partTable } from "./recipe-data.ts";
import type { Recipe, RecipePartSpec } from "./recipe-schema.ts";

/** The frame of a part done right, the series beside it where they are learnt from too, and the targets to ask of it. */
export async function readPart(recipe: Recipe, spec: RecipePartSpec, table: Table, signal: AbortSignal | undefined) {
  const { fit, table: own } = spec.done_right!;
  // Where the target is still to be chosen, any column tells where training ends.
  const any = table.columns.find(({ kind }) => kind === "number")?.name ?? "";
  const settings = readFitOptions({ ...fit, target: fit.target ?? any });
  const options = partTable(recipe, own);
  const run = signal === undefined ? {} : { signal };
  const read =
    options.others === true
      ? await readAmong(table, options, settings, run)
      : { ...(await readFrame(table, options, settings, run)), others: null };
  const { train } = splitRows(read.frame.time.length, settings.split);
  const { busiest: count } = spec;
  const targets = count === undefined ? [settings.target] : busiest(read.frame, count, train, settings.future);
  return { ...read, targets };
}

/** Columns with the largest sum over the rows of training, but for those that are known in advance. */
function busiest({ columns }: Frame, count: number, train: number, future: readonly string[]): string[] {
  const sum = (values: Float64Array): number =>
    values.subarray(0, train).reduce((total, value) => total + (Number.isNaN(value) ? 0 : value), 0);
  return columns
    .filter(({ name }) => !future.includes(name))
    .map(({ name, values }) => ({ name, sum: sum(values) }))
    .sort((a, b) => b.sum - a.sum)
    .slice(0, count)
    .map(({ name }) => name);
}

/** The table as the tutorial has it: cleaned with an eye on every row, and rows in order whatever their times say. */
export async function writtenFrame(
  recipe: Recipe,
  written: NonNullable<RecipePartSpec["as_written"]>,
  before: Table,
  signal: AbortSignal | undefined,
) {
  const { series, clean = [] } = partTable(recipe, written.table);
  const { table: after } = await cleanTable(before, clean, signal === undefined ? {} : { signal });
  const { frame, dates } = inOrder(after, written.ignore_time, series);
  return {
    frame: written.through === "excel" ? await throughExcel(frame) : frame,
    ...(dates === undefined ? {} : { dates }),
    cleaned: clean.length > 0 ? { before, after } : undefined,
  };
}

/** The frame of the table; rows in order, whatever their times say, still know when they were read. */
function inOrder(
  table: Table,
  ignoresTime: boolean,
  series: string | undefined,
): { readonly frame: Frame; readonly dates?: Float64Array } {
  const options = series === undefined ? {} : { series };
  const { time, ...timeless } = table;
  if (!ignoresTime || time === undefined) return frameOf(ignoresTime ? timeless : table, options);
  const { frame } = frameOf(timeless, options);
  const column = { kind: "number", name: time.name, values: time.values } as const;
  const { frame: clock } = frameOf({ ...timeless, columns: [column] }, options);
  return { frame, dates: clock.columns[0]!.values };
}

/** The frame as it comes back from the workbook that it is saved in. */
async function throughExcel(frame: Frame): Promise<Frame> {
  const bytes = await writeExcel(tableOf(frame));
  const { frame: read } = frameOf(await readTable(bytes, { file: "table.xlsx" }));
  return { ...read, id: frame.id };
}

/** Months have seasons of a year, hours of a day; other rows none. */
export function writtenSeason({ time }: Frame): number {
  if (time.kind === "count") return 1;
  return time.step.unit === "month" ? 12 : time.step.unit === "hour" ? 24 : 1;
}
