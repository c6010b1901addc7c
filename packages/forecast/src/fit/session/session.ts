import { type Frame, Problem, type TimeAxis } from "../../contracts/index.ts";
import { columnOf, formatTime, timeAt } from "../../data/index.ts";
import { RunningRows } from "../../prepare/index.ts";
import type { ForecasterParts } from "../forecaster-parts.ts";
import { lastOrigin, lastRows } from "../rows-ahead.ts";
import type { ForecastSession, SessionRow } from "./forecast-session.ts";
import { type RowValues, readRow, rowValues } from "./read-row.ts";
import { readSession, writeSession } from "./session-state.ts";
import type { SharedPlan } from "./shared-plan.ts";

/** A session over its rows and the plan that all sessions of the model share. */
export class Session implements ForecastSession {
  private readonly parts: ForecasterParts;
  private readonly plan: SharedPlan;
  private readonly rows: RunningRows;
  private readonly values: RowValues;
  private forecast: Float64Array;
  private origin: number;
  private closed = false;

  private constructor(
    parts: ForecasterParts,
    plan: SharedPlan,
    rows: RunningRows,
    at: { readonly origin: number; readonly forecast: Float64Array },
  ) {
    this.parts = parts;
    this.plan = plan;
    this.rows = rows;
    this.values = rowValues(parts.task);
    this.origin = at.origin;
    this.forecast = at.forecast;
    plan.join();
  }

  /** A session that goes on behind the last reading of a table which fits the model. */
  static start(parts: ForecasterParts, plan: SharedPlan, frame: Frame): Session {
    const { task, preparation } = parts;
    const last = lastRows(frame, task, preparation);
    const rows = new RunningRows(preparation, task, last.time);
    const forecast = new Float64Array(task.horizon).fill(Number.NaN);
    const session = new Session(parts, plan, rows, { origin: -1, forecast });
    const columns = [task.target, ...task.past, ...task.future].map((name) => columnOf(last, name).values);
    const origin = lastOrigin(last, task);
    try {
      for (let row = 0; row <= origin; row++) session.takeFrom(columns, row);
    } catch (error) {
      session.close();
      throw error;
    }
    return session;
  }

  /** A session that goes on where another was saved. */
  static async restore(parts: ForecasterParts, plan: SharedPlan, bytes: Uint8Array): Promise<Session> {
    const rowsOf = (time: TimeAxis) => new RunningRows(parts.preparation, parts.task, time);
    const { rows, ...at } = await readSession(parts, bytes, rowsOf);
    return new Session(parts, plan, rows, at);
  }

  get nextTime(): number {
    return timeAt(this.rows.time, this.rows.rows);
  }

  get lastRead(): number {
    return this.origin < 0 ? Number.NaN : timeAt(this.rows.time, this.origin);
  }

  push(row: SessionRow, time?: number): Float64Array {
    this.checkOpen();
    if (time !== undefined && time !== this.nextTime) throw this.wrongTime(time);
    readRow(row, this.parts.task, this.values);
    this.take();
    return this.forecast.slice();
  }

  latest(): Float64Array {
    return this.forecast.slice();
  }

  async save(): Promise<Uint8Array> {
    this.checkOpen();
    const { origin } = this;
    const { time } = this.rows;
    return writeSession(this.parts, { time, origin, forecast: this.latest(), running: this.rows.save() });
  }

  close(): void {
    if (this.closed) return;
    this.closed = true;
    this.plan.leave();
  }

  /** Takes a row of a table, and what its columns know of the rows behind it. */
  private takeFrom(columns: readonly Float64Array[], row: number): void {
    const { own, ahead } = this.values;
    for (let c = 0; c < own.length; c++) own[c] = columns[c]![row]!;
    ahead.forEach((known, f) => {
      const column = columns[own.length - ahead.length + f]!;
      for (let k = 0; k < known.length; k++) known[k] = column[row + 1 + k] ?? Number.NaN;
    });
    this.take();
  }

  /** Takes the row in `values`. */
  private take(): void {
    const { own, ahead } = this.values;
    this.rows.take(own, ahead);
    if (Number.isNaN(own[0]!)) return;
    this.origin = this.rows.rows - 1;
    this.forecast = this.predict(ahead);
  }

  private predict(ahead: RowValues["ahead"]): Float64Array {
    const { rows } = this;
    const plan = this.plan.current;
    if (plan !== null && rows.complete >= rows.task.lookback && ahead.every(isKnown)) {
      const forecast = rows.undo(plan.predict(rows));
      if (isKnown(forecast)) return forecast;
    }
    return new Float64Array(rows.task.horizon).fill(Number.NaN);
  }

  private checkOpen(): void {
    if (!this.closed && this.plan.current !== null) return;
    throw new Problem("usage", "session_closed", `This ${this.closed ? "session" : "model"} was closed.`, {
      found: "a session that is over",
      needed: "an open session of an open model",
      hint: "Save the state before closing, and go on with model.restoreSession(state).",
    });
  }

  private wrongTime(time: number): Problem {
    const axis = this.rows.time;
    const shown = (at: number): string => {
      if (axis.kind === "count" || !(Math.abs(at) <= LAST_INSTANT)) return String(at);
      return `${formatTime({ ...axis, start: at }, 0)} (${at})`;
    };
    return new Problem("data", "time_differs", "The row does not follow the one before it.", {
      found: `a row at ${shown(time)}`,
      needed: `the row at ${shown(this.nextTime)}`,
      hint:
        time > this.nextTime
          ? "Push the rows between first, null in every column where nothing was read."
          : "Leave out rows that were pushed before.",
    });
  }
}

/** The last time that is a date. */
const LAST_INSTANT = 8.64e15;

function isKnown(values: Float64Array): boolean {
  for (let i = 0; i < values.length; i++) if (!Number.isFinite(values[i]!)) return false;
  return true;
}
