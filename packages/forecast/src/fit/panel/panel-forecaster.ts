import { seed } from "@gatecast/engine";
import { type Frame, type Note, Problem, type SeriesForecast, type WindowForecasts } from "../../contracts/index.ts";
import { columnOf, formatTime, sliceRows, timeAt } from "../../data/index.ts";
import { seasonalScale } from "../../evaluate/index.ts";
import { climatology, fitBaseline, forecastNetwork, forecastRidge, forecastWindows } from "../../models/index.ts";
import {
  type FittedPreparation,
  fitPreparation,
  type Panel,
  type PanelSeries,
  pastOf,
  preparePanel,
  readValues,
} from "../../prepare/index.ts";
import { bandWithNotes } from "../band/band-notes.ts";
import { type BandOptions, readBand } from "../band/read-band.ts";
import { badHorizon, needsPast } from "../horizon-problems.ts";
import { firstUnseen, lastOrigin, rowsAround, rowsNeeded } from "../rows-ahead.ts";
import { hasPast } from "./members.ts";
import type { PanelAnswer, PanelDescription, PanelModel, PanelRequest } from "./panel-model.ts";
import type { KnownSeries, PanelParts } from "./panel-parts.ts";
import { baselinesOf, type ScoredSeries } from "./panel-windows.ts";
import { savePanel } from "./save-panel.ts";
import { scorePanel } from "./score-panel.ts";
import { checkPanel, checkStep, named } from "./settle-panel.ts";

/** A series to be forecast from its last known row. */
interface Start extends PanelSeries {
  readonly origin: number;
  readonly climatology: readonly number[];
}

/** A fitted panel over its parts. */
export class PanelForecaster implements PanelModel {
  readonly parts: PanelParts;
  private readonly known: ReadonlyMap<string, KnownSeries>;
  private closed = false;

  constructor(parts: PanelParts) {
    this.parts = parts;
    this.known = new Map(parts.series.map((series) => [series.last.id, series]));
  }

  get description(): PanelDescription {
    return this.parts.description;
  }

  save(): Promise<Uint8Array<ArrayBuffer>> {
    return savePanel(this.parts);
  }

  close(): void {
    this.closed = true;
    this.parts.engine.close();
  }

  forecast(request: PanelRequest = {}): PanelAnswer {
    const { task } = this.parts;
    const horizon = request.horizon ?? task.horizon;
    const asked = readBand(request, this.parts.network);
    const { starts, notes } = this.begin(request.frames, horizon);
    const network = this.ahead(starts, horizon, (panel, at) => this.network(panel, at));
    const done = this.finished(starts, network.values, horizon, notes);
    const { cell } = this.description;
    const series = done.map(({ s, frame }) => ({ start: starts[s]!, frame, forecasts: [network.of(s, cell)] }));
    return this.answer(series, notes, asked);
  }

  /** Columns that must be known of the rows ahead: all but those that stand still, which go on as they were. */
  get awaited(): readonly string[] {
    const { task, shared } = this.parts;
    return task.future.filter((name) => !shared[name]?.some(({ kind }) => kind === "forward_fill"));
  }

  /** The network's forecasts, with bands where any are asked for, and every baseline's. */
  forecastAll(frames: readonly Frame[], horizon: number, asked: BandOptions | null): PanelAnswer {
    const { engine, task, ridge, season } = this.parts;
    const { starts, notes } = this.begin(frames, horizon);
    const network = this.ahead(starts, horizon, (panel, at) => this.network(panel, at));
    const linear = this.ahead(starts, horizon, (panel, at) => forecastRidge(engine, ridge, panel, at));
    const series = this.finished(starts, network.values, horizon, notes).map(({ s, frame }) => {
      const start = starts[s]!;
      const { origin, climatology: means } = start;
      const values = readValues(columnOf(frame, task.target));
      const simple = baselinesOf(this.parts, means).map((baseline) =>
        forecastWindows(baseline, values, [origin], horizon, { season, time: frame.time }),
      );
      const forecasts = [network.of(s, this.description.cell), ...simple, linear.of(s, "ridge")];
      return { start, frame, forecasts };
    });
    return this.answer(series, notes, asked);
  }

  /** Forecasts, the network's first, with its bands where any are asked for. */
  private answer(
    series: readonly (SeriesForecast & { readonly start: Start })[],
    notes: readonly Note[],
    asked: BandOptions | null,
  ): PanelAnswer {
    if (asked === null) return { series: series.map(({ frame, forecasts }) => ({ frame, forecasts })), notes };
    const of = { ...this.parts, seed: seed(this.description.seed) };
    const { level } = asked;
    const made = bandWithNotes(
      of,
      series.map(({ start, forecasts }) => ({ ...start, forecasts: forecasts[0]! })),
      asked,
    );
    const banded = series.map(({ frame, forecasts }, s) => ({
      frame,
      forecasts,
      band: { level, ends: made.bands[s]! },
    }));
    return { series: banded, notes: [...notes, ...made.notes] };
  }

  /** The series that a forecast can start from, each prepared; those that cannot are named in a note. */
  private begin(frames: readonly Frame[] | undefined, horizon: number) {
    const { task, series } = this.parts;
    if (this.closed) throw new Error("This model was closed; load it again to go on with it.");
    if (!Number.isInteger(horizon) || horizon < 1) throw badHorizon(horizon);
    if (horizon > task.horizon && task.past.length > 0) throw needsPast(task, horizon);
    if (frames !== undefined) this.check(frames);
    const notes: Note[] =
      horizon > task.horizon ? [{ code: "recursive", facts: { horizon, trained: task.horizon } }] : [];
    const starts: Start[] = [];
    const failed: { id: string; why: Problem }[] = [];
    const unseen: string[] = [];
    for (const frame of frames ?? series.map(({ last }) => last)) {
      try {
        const origin = lastOrigin(frame, task);
        const knows = this.known.get(frame.id);
        const taught = knows ?? this.taught(frame, origin + 1);
        this.checkStart(frame, origin, taught.preparation, Math.ceil(horizon / task.horizon) * task.horizon);
        starts.push({ frame, origin, preparation: taught.preparation, climatology: taught.climatology });
        if (knows === undefined) unseen.push(frame.id);
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        failed.push({ id: frame.id, why: error });
      }
    }
    if (starts.length === 0) throw failed[0]!.why.with({ hint: `It is series "${failed[0]!.id}".` });
    if (failed.length > 0)
      notes.push(
        notForecast(
          failed.map(({ id }) => id),
          frames?.length ?? series.length,
        ),
      );
    if (unseen.length > 0) notes.push({ code: "series_unseen", facts: { count: unseen.length, first: named(unseen) } });
    return { starts, notes };
  }

  /** What a series that the model does not know teaches in its rows before `cutoff`. */
  private taught(frame: Frame, cutoff: number): Pick<KnownSeries, "preparation" | "climatology" | "seasonalScale"> {
    const { task, spec, shared, season, hasClimatology } = this.parts;
    const names = [task.target, ...task.past, ...task.future];
    if (!hasPast(frame, names, cutoff)) throw tooFewRows(cutoff, task.lookback);
    const past = pastOf(readValues(columnOf(frame, task.target)), cutoff);
    const { fitted } = fitBaseline(climatology, past, { season, time: frame.time });
    return {
      preparation: fitPreparation(spec, frame, task, cutoff, shared),
      climatology: hasClimatology ? (fitted as { means: readonly number[] }).means : [],
      seasonalScale: seasonalScale(past, season),
    };
  }

  /** The rows up to the origin are there, and so is what is known in advance. */
  private checkStart(frame: Frame, origin: number, preparation: FittedPreparation, ahead: number): void {
    const { task } = this.parts;
    const needed = rowsNeeded(task, preparation);
    if (origin + 1 < needed) throw tooFewRows(origin + 1, needed);
    for (const name of this.awaited) {
      const { values } = columnOf(frame, name);
      for (let row = origin + 1; row <= origin + ahead; row++) {
        if (Number.isFinite(values[row] ?? Number.NaN)) continue;
        const last = formatTime(frame.time, origin + ahead);
        throw new Problem("data", "future_missing", `The forecast needs "${name}" up to ${last}.`, {
          found: `no value at ${formatTime(frame.time, row)}`,
          needed: `"${name}" from ${formatTime(frame.time, origin + 1)} to ${last}`,
          hint: `Append rows that hold "${name}" and leave "${task.target}" empty, and pass the table with --data.`,
          column: name,
        });
      }
    }
  }

  /** One horizon after the other for all series together, each from what the ones before it said. */
  private ahead(
    starts: readonly Start[],
    horizon: number,
    predict: (panel: Panel, origins: Int32Array) => WindowForecasts,
  ) {
    const { task } = this.parts;
    const values = new Float64Array(starts.length * horizon);
    for (let reached = 0; reached < horizon; reached += task.horizon) {
      const panel = preparePanel(
        starts.map(({ frame, origin, preparation }, s) => ({
          frame: rowsAround(frame, task, preparation, origin, values.subarray(s * horizon, s * horizon + reached)),
          preparation,
        })),
        task,
      );
      const at = panel.starts.subarray(1).map((end) => end - task.horizon - 1);
      const next = predict(panel, at).values;
      const count = Math.min(task.horizon, horizon - reached);
      starts.forEach((_, s) => {
        values.set(next.subarray(s * task.horizon, s * task.horizon + count), s * horizon + reached);
      });
    }
    const of = (s: number, model: string): WindowForecasts => {
      return { model, origins: [starts[s]!.origin], horizon, values: values.subarray(s * horizon, (s + 1) * horizon) };
    };
    return { values, of };
  }

  /** The series whose forecast is finite: forecasts of forecasts can grow without end, and windows can have holes. */
  private finished(starts: readonly Start[], values: Float64Array, horizon: number, notes: Note[]) {
    const isWhole = (s: number) => values.subarray(s * horizon, (s + 1) * horizon).every(Number.isFinite);
    const done = starts.map(({ frame }, s) => ({ s, frame })).filter(({ s }) => isWhole(s));
    if (done.length === 0) throw unstable(horizon);
    const lost = starts.filter((_, s) => !isWhole(s)).map(({ frame }) => frame.id);
    if (lost.length > 0) notes.push(notForecast(lost, starts.length));
    return done;
  }

  evaluate(frames: readonly Frame[]) {
    if (this.closed) throw new Error("This model was closed; load it again to go on with it.");
    this.check(frames);
    const { task } = this.parts;
    const unseen: string[] = [];
    const scored = frames.flatMap((frame): ScoredSeries[] => {
      const knows = this.known.get(frame.id);
      if (knows !== undefined) return [{ ...knows, frame, from: firstUnseen(frame, knows.fittedUntil) }];
      const end = lastOrigin(frame, task) + 1;
      const from = end - task.horizon;
      if (from < 1 || !hasPast(frame, [task.target, ...task.past, ...task.future], from)) return [];
      unseen.push(frame.id);
      return [{ ...this.taught(frame, from), frame: sliceRows(frame, 0, end), from }];
    });
    const scores = scored.length === 0 ? null : this.score(scored);
    if (scores === null || scores.perSeries.length === 0) {
      throw new Problem("data", "nothing_to_score", "The table holds no rows to score that the model has not seen.", {
        found: `${frames.length} series without newer rows`,
        needed: `at least ${task.horizon} newer rows with known "${task.target}", and the rows before them`,
        hint: "Bring newer rows, together with the rows before them.",
        column: task.target,
      });
    }
    const notes = [...scores.notes];
    if (unseen.length > 0) notes.push({ code: "series_unseen", facts: { count: unseen.length, first: named(unseen) } });
    return { ...scores, notes };
  }

  /** Scores all models on the windows whose targets lie in the rows of each series from `from` on. */
  score(series: readonly ScoredSeries[]) {
    return scorePanel({ ...this.parts, cell: this.description.cell }, series);
  }

  /**
   * What the model knows of one series; of one that it does not know, what its rows but the last horizon teach.
   * @throws Problem (data) where the series does not fit the model, or is too short to teach anything.
   */
  ofSeries(frame: Frame): Pick<KnownSeries, "preparation" | "fittedUntil"> & { readonly isKnown: boolean } {
    if (this.closed) throw new Error("This model was closed; load it again to go on with it.");
    this.check([frame]);
    const known = this.known.get(frame.id);
    if (known !== undefined) return { ...known, isKnown: true };
    const { task } = this.parts;
    const cutoff = Math.max(lastOrigin(frame, task) + 1 - task.horizon, 0);
    const { preparation } = this.taught(frame, cutoff);
    return { preparation, fittedUntil: timeAt(frame.time, cutoff - 1), isKnown: false };
  }

  private network(panel: Panel, origins: Int32Array): WindowForecasts {
    const { engine, network, windowAs } = this.parts;
    const options = { model: this.description.cell, asFeatures: windowAs === "features" };
    return forecastNetwork(engine, network, panel, origins, options);
  }

  /** The series have the model's columns and its step, and ids of their own. */
  private check(frames: readonly Frame[]): void {
    const { task, series } = this.parts;
    checkPanel(frames, task);
    checkStep(frames[0]!, series[0]!.last);
  }
}

function notForecast(ids: readonly string[], of: number): Note {
  return { code: "series_not_forecast", facts: { count: ids.length, of, first: named(ids) } };
}

function tooFewRows(rows: number, needed: number): Problem {
  return new Problem("data", "too_few_rows", `The forecast needs the last ${needed} rows.`, {
    found: `${rows} rows`,
    needed: `${needed} rows: the look-back, and what its preparation reaches back`,
    hint: "Bring more rows before the last one.",
  });
}

/** Forecasts of forecasts can grow without end. */
function unstable(horizon: number): Problem {
  return new Problem("usage", "horizon_too_long", `The forecast breaks down before ${horizon} rows.`, {
    found: `a horizon of ${horizon}`,
    needed: "a shorter horizon",
    hint: "Ask for a shorter --horizon.",
    option: "--horizon",
  });
}
