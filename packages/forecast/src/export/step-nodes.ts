import type { OnnxGraph, Value } from "@gatecast/nn";
import type { FittedStep } from "../prepare/index.ts";

/** A column in a graph: the values `[B, length]` float64 of the rows that end before row `end`. */
export interface Series {
  readonly value: Value;
  readonly length: number;
  readonly end: number;
}

/** Where steps find what is not in the column: the phase of every row within a season, `[B, rows]` int64. */
export interface StepContext {
  readonly graph: OnnxGraph;
  readonly phases: (season: number) => Value;
}

interface StepNodes<Fitted> {
  /** What the step makes of a column. Rows that would be missing for want of earlier ones are left out. */
  apply(context: StepContext, fitted: Fitted, series: Series): Series;
  /** A forecast `[B, h]` in the unit before the step; `before` is the column as the step was given it. */
  undo(context: StepContext, fitted: Fitted, forecast: Value, before: Series, horizon: number): Value;
}

/** Every step of a preparation in ONNX's operators. A step that is missing here does not compile. */
const STEPS: { readonly [Kind in FittedStep["kind"]]: StepNodes<Extract<FittedStep, { kind: Kind }>> } = {
  forward_fill: {
    apply({ graph }, { median }, series) {
      const { length } = series;
      let { value } = series;
      // After each round a row holds the last known value of twice as many rows as before.
      for (let reach = 1; reach < length; reach *= 2) {
        const earlier = graph.concatenate(
          [graph.slice(value, 1, 0, reach), graph.slice(value, 1, 0, length - reach)],
          1,
        );
        value = graph.node("Where", [graph.node("IsNaN", [value]), earlier, value]);
      }
      return { ...series, value: graph.node("Where", [graph.node("IsNaN", [value]), graph.number(median), value]) };
    },
    undo: (_context, _fitted, forecast) => forecast,
  },
  log: {
    apply: ({ graph }, fitted, series) => ({ ...series, value: graph.node("Log", [shifted(graph, fitted, series)]) }),
    undo: ({ graph }, { shift }, forecast) => graph.node("Sub", [graph.node("Exp", [forecast]), graph.number(shift)]),
  },
  box_cox: {
    apply({ graph }, fitted, series) {
      const log = graph.node("Log", [shifted(graph, fitted, series)]);
      return { ...series, value: power(graph, log, fitted.lambda) };
    },
    undo({ graph }, { lambda, shift, ceiling }, forecast) {
      const offset = graph.number(shift);
      if (isLogarithm(lambda)) return graph.node("Sub", [graph.node("Exp", [forecast]), offset]);
      const highest = power(graph, graph.node("Log", [graph.number(ceiling)]), lambda);
      const held = lambda < 0 ? graph.node("Min", [forecast, highest]) : forecast;
      const grown = graph.node("Add", [graph.node("Mul", [held, graph.number(lambda)]), graph.number(1)]);
      const isBelow = graph.node("LessOrEqual", [grown, graph.number(0)]);
      const log = graph.node("Log", [graph.node("Where", [isBelow, graph.number(1), grown])]);
      const value = graph.node("Exp", [graph.node("Div", [log, graph.number(lambda)])]);
      return graph.node("Sub", [graph.node("Where", [isBelow, graph.number(0), value]), offset]);
    },
  },
  min_max: linear(({ low, spread }) => ({ center: low, spread })),
  standard: linear(({ mean, spread }) => ({ center: mean, spread })),
  robust: linear(({ median, spread }) => ({ center: median, spread })),
  difference: {
    apply({ graph }, { lag }, { value, length, end }) {
      const later = graph.slice(value, 1, lag, length);
      const earlier = graph.slice(value, 1, 0, length - lag);
      return { value: graph.node("Sub", [later, earlier]), length: length - lag, end };
    },
    undo({ graph }, { lag }, forecast, { value, length }, horizon) {
      // Rows that lie whole lags apart are summed up: the forecast in blocks of `lag`, the last one filled with zeros.
      const blocks = Math.ceil(horizon / lag);
      const filled =
        blocks * lag === horizon
          ? forecast
          : graph.node("Pad", [forecast, graph.integers(0, 0, 0, blocks * lag - horizon), graph.number(0)]);
      const sums = graph.node("CumSum", [
        graph.reshape(filled, [0, blocks, lag]),
        graph.constant("axis", BigInt64Array.of(1n), []),
      ]);
      const history = graph.reshape(graph.slice(value, 1, length - lag, length), [0, 1, lag]);
      const undone = graph.reshape(graph.node("Add", [sums, history]), [0, blocks * lag]);
      return blocks * lag === horizon ? undone : graph.slice(undone, 1, 0, horizon);
    },
  },
  seasonal_mean: {
    apply(context, fitted, series) {
      const means = seasonal(context, fitted, series.end - series.length, series.end);
      return { ...series, value: context.graph.node("Sub", [series.value, means]) };
    },
    undo: (context, fitted, forecast, { end }, horizon) =>
      context.graph.node("Add", [forecast, seasonal(context, fitted, end, end + horizon)]),
  },
};

/** A column at every level of its preparation: the first as it was given, the last fully prepared. */
export function levelNodes(context: StepContext, steps: readonly FittedStep[], series: Series): Series[] {
  const levels = [series];
  for (const step of steps) levels.push(nodesOf(step).apply(context, step, levels.at(-1)!));
  return levels;
}

/** A forecast `[B, h]` in prepared units back in the column's own; `levels` are those of the column up to the origin. */
export function undoNodes(
  context: StepContext,
  steps: readonly FittedStep[],
  forecast: Value,
  levels: readonly Series[],
  horizon: number,
): Value {
  return steps.reduceRight((value, step, i) => nodesOf(step).undo(context, step, value, levels[i]!, horizon), forecast);
}

function nodesOf(step: FittedStep): StepNodes<FittedStep> {
  // The compiler cannot see that a step only ever meets nodes of its own kind.
  return STEPS[step.kind] as StepNodes<FittedStep>;
}

/** (value − center) / spread. */
function linear<Fitted>(
  of: (fitted: Fitted) => { readonly center: number; readonly spread: number },
): StepNodes<Fitted> {
  return {
    apply({ graph }, fitted, series) {
      const { center, spread } = of(fitted);
      const from = graph.node("Sub", [series.value, graph.number(center)]);
      return { ...series, value: graph.node("Div", [from, graph.number(spread)]) };
    },
    undo({ graph }, fitted, forecast) {
      const { center, spread } = of(fitted);
      return graph.node("Add", [graph.node("Mul", [forecast, graph.number(spread)]), graph.number(center)]);
    },
  };
}

/** value + shift, or the floor where that has no logarithm. */
function shifted(
  graph: OnnxGraph,
  { shift, floor }: { readonly shift: number; readonly floor: number },
  { value }: Series,
): Value {
  const sum = graph.node("Add", [value, graph.number(shift)]);
  return graph.node("Where", [graph.node("LessOrEqual", [sum, graph.number(0)]), graph.number(floor), sum]);
}

/** ONNX has no expm1: below this power its difference from 1 is lost, and the logarithm is nearer. */
const isLogarithm = (lambda: number): boolean => Math.abs(lambda) < 1e-9;

/** (e^(λ · log) − 1) / λ */
function power(graph: OnnxGraph, log: Value, lambda: number): Value {
  if (isLogarithm(lambda)) return log;
  const grown = graph.node("Exp", [graph.node("Mul", [log, graph.number(lambda)])]);
  return graph.node("Div", [graph.node("Sub", [grown, graph.number(1)]), graph.number(lambda)]);
}

/** The mean of the phase of rows `[from, to)`. */
function seasonal(
  { graph, phases }: StepContext,
  { season, means }: Extract<FittedStep, { kind: "seasonal_mean" }>,
  from: number,
  to: number,
): Value {
  const table = graph.constant("means", Float64Array.from(means), [means.length]);
  return graph.node("Gather", [table, graph.slice(phases(season), 1, from, to)]);
}
