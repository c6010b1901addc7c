import { type Prepared, type Shape, windowLevel } from "../../prepare/index.ts";

/**
 * What of each window a linear map sees and says. Inputs, in order: every column of the `rows` but the calendar's, which
 * follows from the calendar ahead; what is known of the `steps` ahead; and the waves of the first row ahead. Outputs: the steps.
 */
export interface RidgeView {
  /** Rows of the window, 0 the oldest. */
  readonly rows: readonly number[];
  /** Steps ahead, 0 the first. */
  readonly steps: readonly number[];
  /** Whether the calendar's waves are inputs. */
  readonly waves: boolean;
}

/** All of the window and all of the horizon: what models are made from. */
export function wholeView({ task }: Pick<Shape, "task">): RidgeView {
  return { rows: upTo(task.lookback), steps: upTo(task.horizon), waves: true };
}

export function upTo(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i);
}

/** Inputs of the linear map. */
export function ridgeInputs(shape: Shape, view = wholeView(shape)): number {
  const { columns, calendarColumns, futureColumns, waveColumns } = shape;
  const { rows, steps, waves } = view;
  return rows.length * (columns - calendarColumns) + steps.length * futureColumns + (waves ? waveColumns : 0);
}

/**
 * The calendar is hardly shrunk: its few waves are the average year or day, which must stay where the strength silences all
 * else.
 */
const CALENDAR_PENALTY = 1e-3;

/** Share of the strength that each input feels, `[inputs]`. */
export function penaltiesOf(shape: Shape, view: RidgeView): Float64Array {
  const { columns, calendarColumns, futureColumns, waveColumns } = shape;
  const penalties = new Float64Array(ridgeInputs(shape, view)).fill(1);
  const holidays = calendarColumns - waveColumns;
  const ahead = view.rows.length * (columns - calendarColumns);
  for (let step = 1; step <= view.steps.length; step++) {
    const end = ahead + step * futureColumns;
    penalties.fill(CALENDAR_PENALTY, end - holidays, end);
  }
  return penalties.fill(CALENDAR_PENALTY, ahead + view.steps.length * futureColumns);
}

/** The origins whose windows know all of these steps ahead. */
export function knowing({ targets }: Prepared, origins: Int32Array, steps: readonly number[]): Int32Array {
  // Most tables know all of their targets: one look tells.
  let first = targets.length;
  for (let w = 0; w < origins.length; w++) first = Math.min(first, origins[w]!);
  if (!targets.subarray(first + 1).includes(Number.NaN)) return origins;
  return origins.filter((origin) => {
    for (const step of steps) if (Number.isNaN(targets[origin + 1 + step]!)) return false;
    return true;
  });
}

/** Levels and spreads of the windows that end at origins. */
export interface Levels {
  readonly level: Float64Array;
  readonly spread: Float64Array;
}

export function levelsOf(prepared: Prepared, origins: Int32Array): Levels {
  const level = new Float64Array(origins.length);
  const spread = new Float64Array(origins.length);
  origins.forEach((origin, w) => {
    const own = windowLevel(prepared, origin);
    level[w] = own.level;
    spread[w] = own.spread;
  });
  return { level, spread };
}

/** Writes windows' inputs, less a number for each input: input i of window w to `out[i × perInput + w × perWindow]`. */
export function writeInputs(
  prepared: Prepared,
  view: RidgeView,
  origins: Int32Array,
  levels: Levels,
  less: Float64Array,
  out: Float64Array,
  perInput: number,
  perWindow: number,
): void {
  const { task, table, columns, calendarColumns, future, futureColumns, waves, waveColumns } = prepared;
  const own = columns - calendarColumns;
  const place = { origins, out, perWindow };
  let i = 0;
  const next = (): { readonly at: number; readonly less: number } => ({ at: i * perInput, less: less[i++]! });
  for (const row of view.rows) {
    const from = (row + 1 - task.lookback) * columns;
    writeRelative({ values: table, width: columns, from }, levels, place, next());
    for (let c = 1; c < own; c++) write({ values: table, width: columns, from: from + c }, place, next());
  }
  for (const step of view.steps) {
    const from = (1 + step) * futureColumns;
    for (let c = 0; c < futureColumns; c++)
      write({ values: future, width: futureColumns, from: from + c }, place, next());
  }
  if (!view.waves) return;
  for (let c = 0; c < waveColumns; c++)
    write({ values: waves, width: waveColumns, from: waveColumns + c }, place, next());
}

/** Writes windows' targets at these steps ahead in the same way, relative to level and spread: `out[k × perOutput + w]`. */
export function writeOutputs(
  { targets }: Prepared,
  steps: readonly number[],
  origins: Int32Array,
  levels: Levels,
  less: Float64Array,
  out: Float64Array,
  perOutput: number,
): void {
  steps.forEach((step, k) => {
    const input = { at: k * perOutput, less: less[k]! };
    writeRelative({ values: targets, width: 1, from: 1 + step }, levels, { origins, out, perWindow: 1 }, input);
  });
}

/** Where an input stands: of the window that ends at an origin, at `values[origin × width + from]`. */
interface Source {
  readonly values: Float64Array;
  readonly width: number;
  readonly from: number;
}

interface Place {
  readonly origins: Int32Array;
  readonly out: Float64Array;
  readonly perWindow: number;
}

type Input = { readonly at: number; readonly less: number };

function write({ values, width, from }: Source, { origins, out, perWindow }: Place, { at, less }: Input): void {
  for (let w = 0; w < origins.length; w++) out[at + w * perWindow] = values[origins[w]! * width + from]! - less;
}

/** The same of the target, relative to each window's level and spread. */
function writeRelative(
  { values, width, from }: Source,
  { level, spread }: Levels,
  { origins, out, perWindow }: Place,
  { at, less }: Input,
): void {
  for (let w = 0; w < origins.length; w++) {
    out[at + w * perWindow] = (values[origins[w]! * width + from]! - level[w]!) / spread[w]! - less;
  }
}
