import { z } from "zod";
import { broken, readModelFile, sha256, tensorOf, writeModelFile } from "../../artifact/index.ts";
import { Problem, type TimeAxis } from "../../contracts/index.ts";
import { stepMonths, stepMs } from "../../data/time-at.ts";
import type { RunningRows, RunningState } from "../../prepare/index.ts";
import type { ForecasterParts } from "../forecaster-parts.ts";
import { timeAxisOf, timeAxisSchema } from "../model-facts.ts";

/** Where a session stands. */
export interface SessionState {
  readonly time: TimeAxis;
  /** Row of the last reading of the target; −1 where there was none. */
  readonly origin: number;
  readonly forecast: Float64Array; // [h]
  readonly running: RunningState;
}

const factsSchema = z.strictObject({
  /** Which model the session is of. */
  model: z.string(),
  time: timeAxisSchema,
  rows: z.int().min(0),
  complete: z.int().min(0),
  origin: z.int().min(-1),
});

/** Times beyond these are no dates. */
const LAST_INSTANT = 8.6e15;
const LONGEST_MONTH = 31 * 86_400_000;

export async function writeSession(parts: ForecasterParts, state: SessionState): Promise<Uint8Array<ArrayBuffer>> {
  const { time, origin, forecast, running } = state;
  const { rows, complete, table, memory } = running;
  const { lookback } = parts.task;
  const facts = { model: await identityOf(parts), time, rows, complete, origin };
  return writeModelFile("session", facts, [
    { name: "table", shape: [lookback, table.length / lookback], values: table },
    { name: "memory", shape: [memory.length], values: memory },
    { name: "forecast", shape: [forecast.length], values: forecast },
  ]);
}

/**
 * Reads the state of a session of this model; `rowsOf` makes the rows whose sizes the file must have.
 * @throws Problem `model_unreadable`, `model_altered`, `model_version` (model), `session_differs` (usage).
 */
export async function readSession(
  parts: ForecasterParts,
  bytes: Uint8Array,
  rowsOf: (time: TimeAxis) => RunningRows,
): Promise<{ readonly rows: RunningRows; readonly origin: number; readonly forecast: Float64Array }> {
  const file = await readModelFile("session", bytes, factsSchema);
  const { facts } = file;
  if (facts.model !== (await identityOf(parts))) {
    throw new Problem("usage", "session_differs", "The session belongs to another model.", {
      found: "the state of a session of another model",
      needed: "a state that a session of this very model has saved",
      hint: "Open the model that it was saved with, or start a session from a table.",
    });
  }
  const { rows, complete, origin } = facts;
  const time = timeAxisOf(facts.time);
  if (origin >= rows || complete > rows) throw broken("session", `row ${Math.max(origin, complete)} of ${rows}`);
  if (!(reach(time, rows + parts.task.horizon) < LAST_INSTANT)) throw broken("session", "times that are no dates");
  const running = rowsOf(time);
  const doubles = (name: string, shape: readonly number[]) =>
    Float64Array.from(tensorOf(file, name, shape, "session").values);
  const { lookback, horizon } = parts.task;
  const table = doubles("table", [lookback, running.columns]);
  const memory = doubles("memory", [running.memorySize]);
  running.restore({ rows, complete, table, memory });
  return { rows: running, origin, forecast: doubles("forecast", [horizon]) };
}

/** No time of the first rows of an axis is further from 1970 than this. */
function reach(time: TimeAxis, rows: number): number {
  if (time.kind === "count") return Math.abs(time.start) + rows;
  const months = stepMonths(time.step);
  return Math.abs(time.start) + rows * (months > 0 ? months * LONGEST_MONTH : stepMs(time.step));
}

/** Equal for models that forecast alike from the same rows. */
function identityOf({ task, preparation, description, windowAs }: ForecasterParts): Promise<string> {
  const { target, past, future, calendar, holidays, lookback, horizon } = task;
  const steps = [preparation.target, ...[...past, ...future].map((name) => preparation.columns[name])];
  // One after the other: the fields of a loaded model stand in another order than those of a fitted one.
  const facts = [
    ...[description.weightsSha256, description.cell, windowAs, preparation.window, steps],
    ...[target, past, future, calendar, holidays?.place, holidays?.days, lookback, horizon],
  ];
  return sha256(new TextEncoder().encode(JSON.stringify(facts)));
}
