import { readTensor } from "@gatecast/engine";
import type { GradientPlan } from "@gatecast/nn";
import { Breath } from "../contracts/pause.ts";
import { columnOf } from "../data/index.ts";
import { rowsNeeded } from "../fit/rows-ahead.ts";
import { predictionBatch, windowWork } from "../models/index.ts";
import {
  type Prepared,
  stepLevels,
  stepsGradient,
  undoForecasts,
  undoGradient,
  windowGradient,
} from "../prepare/index.ts";
import type { Baseline } from "./baseline.ts";
import type { Attribution } from "./explanation.ts";
import { gaussLegendre, type QuadratureNode } from "./gauss-legendre.ts";
import { type Input, inputsOf, isCalendar } from "./inputs.ts";
import { Line } from "./line.ts";
import type { Subject } from "./subject.ts";
import type { CutWindow } from "./window.ts";
import { PlanInputs, type WindowInputs, windowInputs } from "./window-inputs.ts";

/** Points of the path, doubled as long as the integral misses more than a ten-thousandth. */
const FEWEST_NODES = 32;
const MOST_NODES = 512;
const MISSED = 1e-4;
/** What float32 leaves of sums that cancel. */
const ROUNDING = 1e-6;

/**
 * Integrated gradients (Sundararajan, Taly & Yan 2017): what each reading contributed to the forecast, as the integral of the
 * forecast's gradient along the straight line from the baseline to the window, in the columns' own units. Gradients go back through
 * the network, its linear path, the window's own level and spread, and every step of the preparation and of its undoing.
 * Throws the signal's reason when aborted.
 * @param counts `[h]` what each step ahead counts for in the forecast that is explained
 */
export async function attribute(
  subject: Subject,
  cut: CutWindow,
  baseline: Baseline,
  counts: Float64Array,
  signal: AbortSignal | undefined,
): Promise<Attribution> {
  const path = new Path(subject, cut, baseline, counts, new Breath(signal));
  try {
    // The finest of them counts: the smallest residual of several would be chosen by what it is to show.
    let finest = await path.integrate(FEWEST_NODES);
    for (let nodes = 2 * FEWEST_NODES; nodes <= MOST_NODES && isMissing(finest); nodes *= 2) {
      finest = await path.integrate(nodes);
    }
    return finest;
  } finally {
    path.close();
  }
}

function isMissing({ residual, forecast, baselineForecast, inputs }: Attribution): boolean {
  const size = inputs.reduce((sum, { values }) => values.reduce((total, value) => total + Math.abs(value), sum), 0);
  return Math.abs(residual) > Math.max(MISSED * Math.abs(forecast - baselineForecast), ROUNDING * size);
}

/** The straight line from a baseline to a window. */
class Path {
  private readonly subject: Subject;
  private readonly cut: CutWindow;
  private readonly baseline: Baseline;
  private readonly counts: Float64Array;
  private readonly inputs: readonly Input[];
  private readonly own: WindowInputs;
  private readonly line: Line;
  private readonly batch: number;
  private readonly plan: GradientPlan;
  private readonly places: PlanInputs;
  private readonly breath: Breath;

  constructor(subject: Subject, cut: CutWindow, baseline: Baseline, counts: Float64Array, breath: Breath) {
    this.breath = breath;
    const { network, engine, task, windowAs } = subject;
    this.subject = subject;
    this.cut = cut;
    this.baseline = baseline;
    this.counts = counts;
    this.inputs = inputsOf(task);
    this.own = windowInputs(cut.prepared, cut.at);
    this.line = new Line(subject, cut, baseline);
    this.batch = Math.min(FEWEST_NODES, predictionBatch(FEWEST_NODES, task.lookback));
    this.plan = network.gradientPlan(this.batch);
    this.places = new PlanInputs(engine, this.plan, cut.prepared, windowAs === "features");
  }

  close(): void {
    this.plan.plan.close();
  }

  async integrate(count: number): Promise<Attribution> {
    const { cut, baseline, inputs } = this;
    const { start } = this.line;
    const { length } = cut.rows.time;
    const sums = inputs.map(() => new Float64Array(length));
    const ends: QuadratureNode[] = [
      { at: start, weight: 0 },
      { at: 1, weight: 0 },
    ];
    const inner = gaussLegendre(count).map(({ at, weight }) => ({
      at: start + (1 - start) * at,
      weight: (1 - start) * weight,
    }));
    const nodes = [...ends, ...inner];
    const forecasts = new Float64Array(nodes.length);
    for (let from = 0; from < nodes.length; from += this.batch) {
      // Forwards and backwards, about thrice what a forecast takes.
      await this.breath.spend(3 * this.batch * windowWork(this.subject.network));
      this.walk(nodes, from, sums, forecasts);
    }
    const [baselineForecast = 0, forecast = 0] = forecasts;
    const first = this.firstShown(sums);
    const shown = inputs.map(({ name, kind }, i) => {
      const values = sums[i]!.slice(first);
      const c = isCalendar({ kind }) ? -1 : i;
      return {
        name,
        kind,
        total: values.reduce((sum, value) => sum + value, 0),
        values,
        readings: cut.rows.columns[c]?.values.slice(first) ?? null,
        baseline: baseline.columns[c]?.slice(first) ?? null,
      };
    });
    return {
      ...{ against: baseline.against, windows: baseline.windows, season: baseline.season },
      ...{ forecast, baselineForecast },
      residual: shown.reduce((sum, { total }) => sum + total, 0) - (forecast - baselineForecast),
      nodes: count,
      first: cut.origin - cut.at + first,
      rows: length - first,
      inputs: shown,
    };
  }

  /** A batch of nodes: their forecasts, and their share of each input's integral. */
  private walk(
    nodes: readonly QuadratureNode[],
    from: number,
    sums: readonly Float64Array[],
    forecasts: Float64Array,
  ): void {
    const { subject, plan, places, counts, cut } = this;
    const { engine, task } = subject;
    const some = nodes.slice(from, from + this.batch).map((node) => ({ node, ...this.line.at(node.at) }));
    some.forEach(({ inputs }, b) => {
      places.write(b, inputs);
    });
    plan.plan.forward();
    const outputs = readTensor(engine.f32, plan.output);
    const undone = some.map(({ prepared, inputs: { level, spread } }, b) => {
      const out = outputs.subarray(b * task.horizon, (b + 1) * task.horizon);
      const said = Float64Array.from(out, (value) => value * spread + level);
      const forecast = undoForecasts(prepared, said.slice(), Int32Array.of(cut.at));
      // A step that counts for nothing may be unknown.
      forecasts[from + b] = forecast.reduce((sum, value, k) => (counts[k] === 0 ? sum : sum + value * counts[k]!), 0);
      const back = undoGradient(prepared, counts, said, cut.at);
      const beside = { level: 0, spread: 0 };
      back.forecast.forEach((count, k) => {
        beside.level += count;
        beside.spread += count * out[k]!;
        engine.f32[plan.counts.address / 4 + b * plan.counts.stride + k] = count * spread;
      });
      return { levels: back.levels, beside };
    });
    plan.plan.backward();
    some.forEach(({ node, prepared, frame }, b) => {
      if (node.weight === 0) return;
      const gradients = {
        table: new Float64Array(this.own.table.length),
        future: new Float64Array(this.own.future.length),
        waves: new Float64Array(this.own.waves.length),
      };
      places.read(b, { x: plan.xGradient, extras: plan.extrasGradient }, gradients);
      this.inputs.forEach((input, i) => {
        if (isCalendar(input)) this.addCalendar(sums[i]!, input, node.weight, gradients);
        else this.addColumn(sums[i]!, i, input, node.weight, { gradients, prepared, frame, ...undone[b]! });
      });
    });
  }

  private addColumn(
    sum: Float64Array,
    c: number,
    input: Input,
    weight: number,
    node: {
      readonly gradients: Pick<WindowInputs, "table" | "future" | "waves">;
      readonly prepared: Prepared;
      readonly frame: CutWindow["rows"];
      readonly levels: readonly Float64Array[];
      readonly beside: { readonly level: number; readonly spread: number };
    },
  ): void {
    const { cut, baseline } = this;
    const { prepared, gradients, frame } = node;
    const { columns, futureColumns, task, preparation } = prepared;
    const own = Float64Array.from({ length: task.lookback }, (_, t) => gradients.table[t * columns + input.table[0]!]!);
    const isTarget = input.kind === "target";
    const counts = new Float64Array(frame.time.length);
    const inWindow = isTarget ? windowGradient(prepared, cut.at, own, node.beside) : own;
    counts.set(inWindow, cut.at - task.lookback + 1);
    for (const f of input.future) {
      for (let k = 0; k < task.horizon; k++) counts[cut.at + 1 + k] = gradients.future[k * futureColumns + f]!;
    }
    const steps = isTarget ? preparation.target : (preparation.columns[input.name] ?? []);
    const { values } = columnOf(frame, input.name);
    const levels = isTarget ? prepared.levels : stepLevels(steps, values, frame.time);
    const gradient = stepsGradient(steps, counts, levels, isTarget ? node.levels : []);
    const readings = cut.rows.columns[c]!.values;
    gradient.forEach((slope, row) => {
      const change = readings[row]! - baseline.columns[c]![row]!;
      // Where either is missing, both ends of the path are the same.
      if (slope !== 0 && !Number.isNaN(change)) sum[row]! += weight * slope * change;
    });
  }

  private addCalendar(
    sum: Float64Array,
    { table, future, waves }: Input,
    weight: number,
    gradients: Pick<WindowInputs, "table" | "future" | "waves">,
  ): void {
    const { own, baseline, cut } = this;
    const { columns, futureColumns, task } = cut.prepared;
    const add = (part: "table" | "future" | "waves", i: number, row: number): void => {
      sum[row]! += weight * gradients[part][i]! * (own[part][i]! - baseline.calendar[part][i]!);
    };
    for (let t = 0; t < task.lookback; t++) {
      for (const c of table) add("table", t * columns + c, cut.at - task.lookback + 1 + t);
    }
    for (let k = 0; k < task.horizon; k++) {
      for (const c of future) add("future", k * futureColumns + c, cut.at + 1 + k);
    }
    for (const c of waves) add("waves", c, cut.at + 1);
  }

  /** The first row to show: what a forecast reads, and before it what a gap in the window was filled from. */
  private firstShown(sums: readonly Float64Array[]): number {
    const { cut, subject } = this;
    const first = cut.at + 1 - rowsNeeded(subject.task, subject.preparation);
    const used = sums.map((values) => values.findIndex((value) => value !== 0)).filter((row) => row >= 0);
    return Math.max(0, Math.min(first, ...used));
  }
}
