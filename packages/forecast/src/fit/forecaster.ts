import { seed } from "@gatecast/engine";
import { type Frame, type Note, Problem, type WindowForecasts } from "../contracts/index.ts";
import { columnOf, describeStep, formatTime } from "../data/index.ts";
import { compareScores } from "../evaluate/index.ts";
import { forecastNetwork, forecastRidge, forecastWindows, NetworkForecaster } from "../models/index.ts";
import { ModelTable, type Prepared, prepareFrame, readValues } from "../prepare/index.ts";
import { bandWithNotes } from "./band/band-notes.ts";
import { readBand } from "./band/read-band.ts";
import { checkRange } from "./check-range.ts";
import type { ForecasterParts } from "./forecaster-parts.ts";
import { badHorizon, needsPast, unstable } from "./horizon-problems.ts";
import type { Evaluation, ForecastAnswer, ForecastModel, ForecastRequest, ModelDescription } from "./model.ts";
import { firstUnseen, lastOrigin, rowsAround, rowsNeeded } from "./rows-ahead.ts";
import { saveForecaster } from "./save.ts";
import { scoreWindows } from "./score-windows.ts";
import type { ForecastSession, SessionRequest } from "./session/forecast-session.ts";
import { Session } from "./session/session.ts";
import { modelClosed, SharedPlan } from "./session/shared-plan.ts";

/** A fitted forecaster over its parts. */
export class Forecaster implements ForecastModel {
  readonly parts: ForecasterParts;
  private readonly sessionPlan: SharedPlan;
  private closed = false;

  constructor(parts: ForecasterParts) {
    this.parts = parts;
    this.sessionPlan = new SharedPlan(parts.network, { asFeatures: parts.windowAs === "features" });
  }

  get description(): ModelDescription {
    return this.parts.description;
  }

  save(): Promise<Uint8Array<ArrayBuffer>> {
    return saveForecaster(this.parts);
  }

  close(): void {
    this.closed = true;
    this.sessionPlan.close();
    this.parts.engine.close();
  }

  session({ frame = this.parts.last }: SessionRequest = {}): ForecastSession {
    this.checkFrame(frame);
    return Session.start(this.parts, this.sessionPlan, frame);
  }

  async restoreSession(state: Uint8Array): Promise<ForecastSession> {
    this.checkOpen();
    return Session.restore(this.parts, this.sessionPlan, state);
  }

  forecast(request: ForecastRequest = {}): ForecastAnswer {
    const { task } = this.parts;
    const frame = request.frame ?? this.parts.last;
    const horizon = request.horizon ?? task.horizon;
    if (!Number.isInteger(horizon) || horizon < 1) throw badHorizon(horizon);
    this.checkFrame(frame);
    const origin = lastOrigin(frame, task);
    if (horizon > task.horizon && task.past.length > 0) throw needsPast(task, horizon);
    // The last of several horizons is forecast whole, even where only its first rows are wanted.
    this.checkAhead(frame, origin, Math.ceil(horizon / task.horizon) * task.horizon);
    const asked = readBand(request, this.parts.network);
    const values = this.ahead(frame, origin, horizon, (prepared, at) => this.network(prepared, at));
    const notes: Note[] =
      horizon > task.horizon ? [{ code: "recursive", facts: { horizon, trained: task.horizon } }] : [];
    const forecasts = { model: this.description.cell, origins: [origin], horizon, values };
    if (asked === null) return { frame, forecasts, notes };
    const of = { ...this.parts, seed: seed(this.description.seed) };
    const made = bandWithNotes(of, [{ frame, preparation: this.parts.preparation, origin, forecasts }], asked);
    return { frame, forecasts, band: made.bands[0]!, notes: [...notes, ...made.notes] };
  }

  /** Every baseline from the last row of a table, as far as `forecast` would go. */
  forecastBaselines(frame: Frame, horizon: number): WindowForecasts[] {
    const origin = lastOrigin(frame, this.parts.task);
    const values = this.ahead(frame, origin, horizon, (prepared, at) =>
      forecastRidge(this.parts.engine, this.parts.ridge, prepared, at),
    );
    const known = readValues(columnOf(frame, this.parts.task.target));
    return [...this.baselines(frame, known, [origin], horizon), { model: "ridge", origins: [origin], horizon, values }];
  }

  /** Forecasts one horizon after the other, each from what the ones before it said. */
  private ahead(
    frame: Frame,
    origin: number,
    horizon: number,
    predict: (prepared: Prepared, origins: Int32Array) => WindowForecasts,
  ): Float64Array {
    const { task, preparation } = this.parts;
    const values = new Float64Array(horizon);
    for (let reached = 0; reached < horizon; reached += task.horizon) {
      const rows = rowsAround(frame, task, preparation, origin, values.subarray(0, reached));
      const prepared = prepareFrame(preparation, rows, task);
      const at = rows.time.length - task.horizon - 1;
      this.checkWindow(prepared, at, origin);
      const next = predict(prepared, Int32Array.of(at)).values;
      if (!next.every(Number.isFinite)) throw unstable(horizon, reached);
      values.set(next.subarray(0, Math.min(task.horizon, horizon - reached)), reached);
    }
    return values;
  }

  evaluate(frame: Frame): Evaluation {
    this.checkFrame(frame);
    const { task, fittedUntil } = this.parts;
    const first = firstUnseen(frame, fittedUntil);
    const result = this.score(frame, first, frame.time.length);
    if (result.windows === 0) {
      const unseen = frame.time.length - first;
      throw new Problem("data", "nothing_to_score", "The table holds no rows to score that the model has not seen.", {
        found: `${unseen} rows after the model's training ended${first > 0 ? `, ${formatTime(frame.time, first - 1)}` : ""}`,
        needed: `at least ${task.horizon} newer rows with known "${task.target}", and ${rowsNeeded(task, this.parts.preparation)} rows before them`,
        hint: "Bring newer rows, together with the rows before them.",
        column: task.target,
      });
    }
    return result;
  }

  /** Scores all models on the windows whose targets lie in rows `[from, to)`; a table without such windows scores NaN. */
  score(frame: Frame, from: number, to: number): Evaluation {
    const { engine, network, windowAs, task, preparation, ridge, season, seasonalScale } = this.parts;
    const actual = readValues(columnOf(frame, task.target));
    const windows = new ModelTable(preparation, frame, task).within(from, to);
    const forecaster = new NetworkForecaster(engine, network, windowAs === "features");
    const model = this.description.cell;
    const { horizon } = task;
    const scored = scoreWindows(windows, actual, seasonalScale, ({ prepared, origins }, rows) => [
      { model, origins: rows, horizon, values: forecaster.forecast(prepared, origins) },
      ...this.baselines(frame, actual, rows, horizon),
      forecastRidge(engine, ridge, prepared, origins, rows),
    ]);
    forecaster.close();
    const { measured, forecasts: test } = scored;
    const scores = measured.map(({ score }) => score);
    const notes = measured.flatMap((one) => one.notes);
    const kept = test[0]!.origins.length;
    if (kept < scored.windows) {
      notes.unshift({ code: "test_forecasts_shortened", facts: { kept, windows: scored.windows } });
    }
    if (season > 1) notes.unshift({ code: "season_used", facts: { period: season } });
    const [first, last] = scored.windows === 0 ? [from - 1, from - 1] : [scored.first, scored.last];
    return {
      scores,
      ...compareScores(scores),
      test,
      windows: scored.windows,
      points: measured[0]!.points,
      rows: { first: first + 1, last: last + horizon },
      notes,
    };
  }

  /** The baselines but ridge from some origins of a table. */
  private baselines(
    frame: Frame,
    values: Float64Array,
    origins: readonly number[],
    horizon: number,
  ): WindowForecasts[] {
    const options = { season: this.parts.season, time: frame.time };
    return this.parts.baselines.map((baseline) => forecastWindows(baseline, values, origins, horizon, options));
  }

  private network(prepared: Prepared, origins: Int32Array): WindowForecasts {
    const { engine, network, windowAs } = this.parts;
    const options = { model: this.description.cell, asFeatures: windowAs === "features" };
    return forecastNetwork(engine, network, prepared, origins, options);
  }

  private checkOpen(): void {
    if (this.closed) throw modelClosed();
  }

  /** The table has the model's columns and its step. @throws Problem (data) `column_missing`, `values_too_large`, `step_differs`. */
  checkFrame(frame: Frame): void {
    this.checkOpen();
    const { task, last } = this.parts;
    checkRange(frame, [task.target, ...task.past, ...task.future]);
    const [theirs, ours] = [frame.time, last.time];
    const step = (axis: Frame["time"]) => (axis.kind === "calendar" ? describeStep(axis.step) : "none");
    if (step(theirs) !== step(ours)) {
      throw new Problem("data", "step_differs", "The table has another step than the one the model was fitted on.", {
        found: `a step of ${step(theirs)}`,
        needed: `a step of ${step(ours)}`,
        hint: "Resample the table, or fit a model on it.",
      });
    }
  }

  /** Columns known in advance reach as far as the forecast. */
  private checkAhead(frame: Frame, origin: number, horizon: number): void {
    for (const name of this.parts.task.future) {
      const { values } = columnOf(frame, name);
      for (let row = origin + 1; row <= origin + horizon; row++) {
        if (Number.isFinite(values[row] ?? Number.NaN)) continue;
        const first = formatTime(frame.time, origin + 1);
        const last = formatTime(frame.time, origin + horizon);
        throw new Problem("data", "future_missing", `The forecast needs "${name}" up to ${last}.`, {
          found: `no value at ${formatTime(frame.time, row)}`,
          needed: `"${name}" from ${first} to ${last}`,
          hint: `Append rows that hold "${name}" and leave "${this.parts.task.target}" empty, and pass the table with --data.`,
          column: name,
        });
      }
    }
  }

  /** The rows up to the origin are there and complete. */
  private checkWindow({ table, columns, task }: Prepared, at: number, origin: number): void {
    const from = (at - task.lookback + 1) * columns;
    if (from >= 0 && table.subarray(from, (at + 1) * columns).every((value) => !Number.isNaN(value))) return;
    const needed = rowsNeeded(task, this.parts.preparation);
    throw new Problem("data", "too_few_rows", `The forecast needs the last ${needed} rows.`, {
      found: from < 0 ? `${origin + 1} rows` : "a window with missing values",
      needed: `${needed} rows: the look-back of ${task.lookback}, and what its preparation reaches back`,
      hint: "Bring more rows before the last one.",
    });
  }
}
