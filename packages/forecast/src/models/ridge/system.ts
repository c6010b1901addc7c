import type { Engine } from "@gatecast/engine";
import type { Breath } from "../../contracts/pause.ts";
import { type Prepared, shapeOf, type Windows } from "../../prepare/index.ts";
import { CHUNK, type Sums, summedDirectly, summedSliding, type WindowColumns } from "./products.ts";
import type { System } from "./solve.ts";
import { knowing, levelsOf, type RidgeView, ridgeInputs, writeInputs, writeOutputs } from "./view.ts";

/** The equations of some outputs (places in the view's steps), from the windows that know all of them. */
export async function systemOf(
  engine: Engine,
  windows: Windows,
  { view, outputs }: { readonly view: RidgeView; readonly outputs: readonly number[] },
  breath: Breath,
): Promise<System> {
  const inputs = ridgeInputs(shapeOf(windows.task), view);
  const width = inputs + outputs.length;
  const steps = outputs.map((output) => view.steps[output]!);
  let total: Sums = { products: new Float64Array(width * inputs), sums: new Float64Array(width) };
  let shift = new Float64Array(width);
  let count = 0;
  for (const { prepared, origins: all } of windows.inOrder()) {
    const origins = knowing(prepared, all, steps);
    if (origins.length === 0) continue;
    const columns = columnsOf(prepared, origins, view, steps, count === 0 ? null : shift);
    const runs = runsOf(origins);
    const isSliding = prepared.preparation.window === "none" && slides(columns, origins.length, runs.first.length);
    const part = isSliding
      ? await summedSliding(engine, columns, origins, runs, breath)
      : await summedDirectly(engine, columns, origins, breath);
    if (count === 0) [total, shift] = [part, columns.shift];
    else addTo(total, part);
    count += origins.length;
  }
  return centred(total.products, total.sums, shift, count, outputs);
}

function addTo(total: Sums, { products, sums }: Sums): void {
  for (let i = 0; i < products.length; i++) total.products[i]! += products[i]!;
  for (let i = 0; i < sums.length; i++) total.sums[i]! += sums[i]!;
}

/**
 * Inputs and outputs as columns of windows, each relative to its series in the first window of all, so that values far from zero
 * do not cancel.
 */
function columnsOf(
  prepared: Prepared,
  origins: Int32Array,
  view: RidgeView,
  steps: readonly number[],
  known: Float64Array<ArrayBuffer> | null,
): WindowColumns {
  const inputs = ridgeInputs(prepared, view);
  const width = inputs + steps.length;
  const before = placesBefore(prepared, view, steps, inputs);
  const shift = known ?? new Float64Array(width);
  const write = (some: Int32Array, out: Float64Array): void => {
    const levels = levelsOf(prepared, some);
    writeInputs(prepared, view, some, levels, shift, out, CHUNK, 1);
    writeOutputs(prepared, steps, some, levels, shift.subarray(inputs), out.subarray(inputs * CHUNK), CHUNK);
  };
  if (known === null) {
    const first = new Float64Array(width * CHUNK);
    write(origins.subarray(0, 1), first);
    for (let i = 0; i < width; i++) shift[i] = before[i]! < 0 ? first[i * CHUNK]! : shift[before[i]!]!;
  }
  return { inputs, width, before, shift, write };
}

/** For every column the one that holds the same series a row earlier, −1 where there is none. */
function placesBefore(prepared: Prepared, { rows, steps: ahead }: RidgeView, steps: readonly number[], inputs: number) {
  const own = prepared.columns - prepared.calendarColumns;
  const { futureColumns } = prepared;
  const before = new Int32Array(inputs + steps.length).fill(-1);
  rows.forEach((row, t) => {
    if (row - 1 === rows[t - 1]) for (let c = 0; c < own; c++) before[t * own + c] = (t - 1) * own + c;
  });
  const from = rows.length * own;
  ahead.forEach((step, k) => {
    if (step - 1 !== ahead[k - 1]) return;
    for (let c = 0; c < futureColumns; c++) before[from + k * futureColumns + c] = from + (k - 1) * futureColumns + c;
  });
  steps.forEach((step, k) => {
    if (step - 1 === steps[k - 1]) before[inputs + k] = inputs + k - 1;
  });
  return before;
}

/** The first and the last origin of each run of neighbours. */
function runsOf(origins: Int32Array): { readonly first: Int32Array; readonly last: Int32Array } {
  return {
    first: origins.filter((origin, w) => origins[w - 1] !== origin - 1),
    last: origins.filter((origin, w) => origins[w + 1] !== origin + 1),
  };
}

/** Whether sliding saves at least half of the multiplications. */
function slides({ inputs, before }: WindowColumns, windows: number, runs: number): boolean {
  const series = before.filter((place) => place < 0).length;
  return windows * series + runs * inputs < (windows * inputs) / 4;
}

function centred(
  products: Float64Array,
  sums: Float64Array,
  shift: Float64Array,
  windows: number,
  outputs: readonly number[],
): System {
  const width = sums.length;
  const P = width - outputs.length;
  const means = sums.map((sum) => sum / Math.max(windows, 1));
  let trace = 0;
  for (let i = 0; i < width; i++) {
    for (let j = 0; j <= i && j < P; j++) products[i * P + j]! -= windows * means[i]! * means[j]!;
    if (i < P) trace += products[i * P + i]!;
  }
  return { outputs, windows, means: means.map((mean, i) => mean + shift[i]!), products, variance: trace / P };
}
