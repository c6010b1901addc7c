import type { StoredTensor } from "@gatecast/nn";
import { broken, type ModelFile } from "../../artifact/index.ts";
import type { Column, Frame } from "../../contracts/index.ts";
import { CARRY } from "../../prepare/index.ts";
import { doubles } from "../load-network.ts";
import type { ModelFacts } from "../model-facts.ts";
import type { PastErrors } from "./past-errors.ts";

/** What a file says of its network's bands, if anything. */
type BandFacts = Pick<ModelFacts, "task" | "band">;

const MARKS = "history.filled";

/** How many windows' errors the tensors hold. */
export function bandFacts(pastErrors: PastErrors | null): Pick<ModelFacts, "band"> {
  return pastErrors === null ? {} : { band: { windows: pastErrors.errors.length / pastErrors.noise.length } };
}

/** What bands are made of, and which of the last rows' values were put in: bands know of missing readings. */
export function bandTensors(pastErrors: PastErrors | null, frames: readonly Frame[]): StoredTensor[] {
  if (pastErrors === null) return [];
  const { noise, errors, carries } = pastErrors;
  return [
    { name: "band.noise", shape: [noise.length], values: noise },
    { name: "band.errors", shape: [errors.length / noise.length, noise.length], values: errors },
    { name: "band.carries", shape: [carries.length / CARRY, CARRY], values: carries },
    ...marksOf(frames),
  ];
}

/** Marks of the last rows as the history has their values, `[columns, rows]`; none where nothing was put in. */
function marksOf(frames: readonly Frame[]): StoredTensor[] {
  const total = frames.reduce((sum, { time }) => sum + time.length, 0);
  const columns = frames[0]!.columns.length;
  const values = new Float64Array(columns * total);
  let at = 0;
  for (const frame of frames) {
    frame.columns.forEach(({ filled }, c) => {
      if (filled !== undefined) values.set(filled, c * total + at);
    });
    at += frame.time.length;
  }
  return values.some((mark) => mark > 0) ? [{ name: MARKS, shape: [columns, total], values }] : [];
}

/** What bands are made of; null in a file that does not say. Throws `model_unreadable` (model). */
export function readBandFile(file: ModelFile<BandFacts>): PastErrors | null {
  const { task, band } = file.facts;
  if (band === undefined) return null;
  const noise = doubles(file, "band.noise", [task.horizon]);
  const errors = doubles(file, "band.errors", [band.windows, task.horizon]);
  const carries = doubles(file, "band.carries", [1 + task.past.length + task.future.length, CARRY]);
  if (!noise.every((value) => value >= 0 && Number.isFinite(value))) throw broken("model", "noise that cannot be");
  if (errors.some((value) => Math.abs(value) === Number.POSITIVE_INFINITY)) throw broken("model", "an infinite error");
  const isCarry = (value: number, at: number) => Number.isFinite(value) && (at % CARRY < 2 || Math.abs(value) < 1);
  if (!carries.every(isCarry)) throw broken("model", "columns that grow without end");
  return { noise, errors, carries };
}

/** Columns of the last rows, rows `[from, from + total)` of the history, with the marks of what was put in. */
export function withMarks(
  file: ModelFile<BandFacts>,
  columns: readonly Column[],
  from: number,
  total: number,
): readonly Column[] {
  if (file.facts.band === undefined || !file.tensors.has(MARKS)) return columns;
  const marks = doubles(file, MARKS, [columns.length, total]);
  return columns.map((column, c) => {
    const filled = Uint8Array.from({ length: column.values.length }, (_, row) =>
      marks[c * total + from + row]! > 0 ? 1 : 0,
    );
    return filled.includes(1) ? { ...column, filled } : column;
  });
}
